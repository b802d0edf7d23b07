import type { Milliseconds, Series, TimeRange } from '#series';
import { bucketMeans, findSteps } from '#statistics';
import { totalOf } from './total-of';
import { windowsBeside, type WindowsBeside } from './windows-beside';

/**
 * Where a total became another one, and what lies on either side of it: as long as no other change lies within; the points beside the change are of
 * neither, it may lie anywhere between them.
 */
export interface BiggestChange extends WindowsBeside {
  readonly time: Milliseconds;
}

/**
 * The largest step of the sum of the series (`findSteps`), of those `within` a range where one is given; undefined: it is steady there, or rises
 * or falls evenly.
 */
export function biggestChange(
  series: readonly Series[],
  step: Milliseconds,
  within?: TimeRange,
): BiggestChange | undefined {
  const { times, values } = totalOf(series);
  const { means, starts } = bucketMeans(values);
  const { steps } = findSteps(means);
  const places = steps.map(({ at }) => times[starts[at]!]!);
  const isWanted = (time: Milliseconds) => !within || (within.start <= time && time <= within.end);
  const sizes = steps.map(({ left, right }, i) =>
    isWanted(places[i]!) ? Math.abs(right - left) : 0,
  );
  const largest = sizes.indexOf(Math.max(...sizes));
  const time = places[largest];
  if (time === undefined || sizes[largest] === 0) return undefined;
  const before = { start: places[largest - 1] ?? times[0]!, end: time - step };
  const after = { start: time + step, end: places[largest + 1] ?? times.at(-1)! };
  const windows = windowsBeside(before, after, step);
  return windows && { time, ...windows };
}
