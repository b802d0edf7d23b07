/** lz4js comes without types. */
declare module 'lz4js' {
  /** Writes what an LZ4 frame holds, as far as there is room; the answer is the end of it. */
  export function decompressFrame(from: Uint8Array, to: Uint8Array): number;
}
