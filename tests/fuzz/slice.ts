/** So many inputs of one target; the same seed makes the same ones. */
export interface Slice {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
}

export interface SliceAnswer {
  readonly runs: number;
  readonly failure?: { readonly input: Uint8Array; readonly reason: string };
}

/** Shared by the threads. */
export interface Watched {
  /** How many inputs have been read, at 0. */
  readonly read: Int32Array;
  /** The input that is being read: its length, then its bytes, as many as there is room for. */
  readonly input: Uint8Array;
}
