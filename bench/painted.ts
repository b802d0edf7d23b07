/** At the first painted frame before which `isDone`; `beforePaint` is called in each. */
export async function paintedOnce(isDone: () => boolean, beforePaint = () => {}): Promise<number> {
  do {
    await new Promise(requestAnimationFrame);
    beforePaint();
  } while (!isDone());
  // A message that is sent within a frame arrives after its paint.
  const { port1, port2 } = new MessageChannel();
  const painted = new Promise((resolve) => (port1.onmessage = resolve));
  port2.postMessage(undefined);
  await painted;
  port1.close();
  return performance.now();
}
