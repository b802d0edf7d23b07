import type { Cause, Finding } from '#changes';
import type { Milliseconds, Series } from '#series';

/** Less more requests explain no load. */
const LEAST_CHANGE = 0.05;

/** How many more or fewer requests came since then, summed over what is measured; undefined where that does not explain the load. */
export function causeOfLoad(
  requests: readonly Series[],
  { kind, since, until, direction }: Finding,
): Cause | undefined {
  if (kind !== 'load' || !since) return undefined;
  const { time, uncertainty } = since;
  const before = meanIn(requests, -Infinity, time - uncertainty);
  const after = meanIn(requests, time + uncertainty, until ?? Infinity);
  if (!(before > 0)) return undefined;
  const change = after / before - 1;
  if (!(Math.abs(change) >= LEAST_CHANGE) || change > 0 !== (direction === 'up')) return undefined;
  const percent = `${change > 0 ? '+' : '-'}${Math.round(Math.abs(change) * 100)} %`;
  return { kind: 'load', text: `with ${percent} requests per second` };
}

/** NaN where nothing was measured. */
function meanIn(series: readonly Series[], from: Milliseconds, to: Milliseconds): number {
  const sums = new Map<Milliseconds, number>();
  for (const { times, values } of series)
    values.forEach((value, i) => {
      const time = times[i]!;
      if (value === null || time < from || time > to) return;
      sums.set(time, (sums.get(time) ?? 0) + value);
    });
  return [...sums.values()].reduce((sum, value) => sum + value, 0) / sums.size;
}
