/** Calls back once the browser has painted what was drawn before. Returns a function that gives up waiting. */
export function afterPaint(callback: () => void): () => void {
  let waiting = true;
  const frame = requestAnimationFrame(() => {
    // A message that is sent within a frame arrives after its paint.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (waiting) callback();
    };
    port2.postMessage(undefined);
  });
  return () => {
    waiting = false;
    cancelAnimationFrame(frame);
  };
}
