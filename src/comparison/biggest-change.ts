import type { Milliseconds, Series, TimeRange } from '#series';
import { bucketMeans, findSteps } from '#statistics';

/** Where a total became another one, and what lies on either side of it. */
export interface BiggestChange {
  readonly time: Milliseconds;
  /** Of one length, so far as no other change lies within; the points beside the change are of neither, it may lie anywhere between them. */
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/** The largest step of the sum of the series (`findSteps`); undefined: it is steady, or rises or falls evenly. */
export function biggestChange(
  series: readonly Series[],
  step: Milliseconds,
): BiggestChange | undefined {
  const { times, values } = totalOf(series);
  const { means, starts } = bucketMeans(values);
  const { steps } = findSteps(means);
  const places = steps.map(({ at }) => times[starts[at]!]!);
  const sizes = steps.map(({ left, right }) => Math.abs(right - left));
  const largest = sizes.indexOf(Math.max(...sizes));
  const time = places[largest];
  if (time === undefined) return undefined;
  const before = { start: places[largest - 1] ?? times[0]!, end: time - step };
  const after = { start: time + step, end: places[largest + 1] ?? times.at(-1)! };
  const length = Math.min(lengthOf(before), lengthOf(after));
  if (length < step) return undefined;
  return {
    time,
    baseline: { start: before.end - length, end: before.end },
    comparison: { start: after.start, end: after.start + length },
  };
}

/** NaN where no series has a value. */
function totalOf(series: readonly Series[]) {
  const sums = new Map<Milliseconds, number>();
  for (const { times, values } of series)
    values.forEach((value, i) => {
      const time = times[i]!;
      const sum = sums.get(time) ?? NaN;
      sums.set(time, value === null ? sum : (Number.isNaN(sum) ? 0 : sum) + value);
    });
  const times = [...sums.keys()].sort((a, b) => a - b);
  return { times, values: times.map((time) => sums.get(time)!) };
}

const lengthOf = ({ start, end }: TimeRange) => end - start;
