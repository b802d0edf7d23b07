import type { Pair } from '../../pair';
import type { Untestable } from '../function-test';
import type { How } from '../slices';

/** Both sides together. */
export const FEWEST_SAMPLES = 20;
/** A function that is nearly everything has no share to change. */
const WHOLE = 0.995;

/** Why no test is made of a function, however many slices there are. */
export function untestableOf(
  samples: Pair,
  rates: Pair,
  how: How,
  fewest = FEWEST_SAMPLES,
): Untestable | undefined {
  if (samples[0] + samples[1] < fewest) return 'too few samples';
  return how !== 'perSecond' && Math.min(...rates) > WHOLE ? 'is the whole' : undefined;
}

/** Minutes a side in which a function would have samples enough for a test, at this load; undefined of one that has none. */
export function minutesToTest(samples: Pair, windowMinutes: number): number | undefined {
  const sum = samples[0] + samples[1];
  return sum > 0 ? (windowMinutes * FEWEST_SAMPLES) / sum : undefined;
}
