/** Built by scripts/report-viewer.mjs. */
declare module '*?report-viewer' {
  /** What a report runs and how it looks, with the hashes that its policy names. Rejects where it has to be fetched and cannot be. */
  export const loadViewer: () => Promise<{
    readonly script: string;
    readonly scriptHash: string;
    readonly style: string;
    readonly styleHash: string;
  }>;
}
