const MOST_RUNS = 25;

/** Milliseconds that the work takes when nothing else has the processor: the shortest of up to 25 runs, which end when one took less than `enough`. Default: all of them are run. */
export async function shortestTime(work: () => unknown, enough = 0): Promise<number> {
  let shortest = Infinity;
  for (let run = 0; run < MOST_RUNS && shortest >= enough; run++) {
    const start = performance.now();
    await work();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}
