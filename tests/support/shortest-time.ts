/** Of five runs, in milliseconds: what work takes when nothing else has the processor. */
export async function shortestTime(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
