/** Built by scripts/report-viewer.mjs: what a report runs and how it looks, with the hashes that its policy names. */
declare module '*?report-viewer' {
  export const script: string;
  export const scriptHash: string;
  export const style: string;
  export const styleHash: string;
}
