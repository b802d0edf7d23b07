/** What a page under measurement offers, as `window.bench`. Times are in milliseconds from the call, or from the click. */
interface BenchPage {
  /** Makes the tree; nothing of it is measured. */
  prepare(nodes: number): void;
  /** From the tree in memory, everything that the renderer makes for itself included. */
  draw(): Promise<Times>;
  /** A click on `zoomTarget`. */
  zoom(): Promise<Times>;
}

export interface Times {
  /** A frame is painted in which every frame of the graph is there; for the library: its element is, not yet as wide as it will be. */
  readonly painted: number;
  /** A frame is painted after which nothing changes any more. */
  readonly settled: number;
  /** Frames of the graph in the picture. */
  readonly frames: number;
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}

/** At the first painted frame before which `isDone`. */
export async function paintedOnce(isDone: () => boolean): Promise<number> {
  do await new Promise(requestAnimationFrame);
  while (!isDone());
  // A message that is sent within a frame arrives after its paint.
  const { port1, port2 } = new MessageChannel();
  const painted = new Promise((resolve) => (port1.onmessage = resolve));
  port2.postMessage(undefined);
  await painted;
  port1.close();
  return performance.now();
}
