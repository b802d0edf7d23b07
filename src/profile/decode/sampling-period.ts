import type { DecodedProfile } from './decode-pprof';

type Sampled = Pick<DecodedProfile, 'tree' | 'period' | 'periodType' | 'sampleType'>;

/** Of fewer, what all have in common may be chance. */
const LEAST_VALUES = 8;
/** No profiler samples time more often: clocks that are read give any value. */
const LEAST_NANOSECONDS = 1000;

/**
 * How far apart the samples of one profile's parts are, in the unit of the period type: what the files say, distinct and in ascending order.
 * A server's merges say nothing (Parca writes 0); there it is what all values of sampled time are multiples of. Empty: not known.
 */
export function samplingPeriods(parts: readonly Sampled[]): readonly number[] {
  const stated = new Set(parts.map(({ period }) => period).filter((period) => period > 0));
  if (stated.size > 0) return [...stated].sort((a, b) => a - b);
  if (parts.length === 0 || !parts.every(isSampledTime)) return [];
  let common = 0;
  let count = 0;
  for (const { tree } of parts)
    for (const value of tree.columns[0]!.self) {
      if (value === 0) continue;
      common = greatestCommonDivisor(common, Math.abs(value));
      count += 1;
    }
  return count >= LEAST_VALUES && common >= LEAST_NANOSECONDS ? [common] : [];
}

/** Each value is a number of samples times the period. */
function isSampledTime({ periodType, sampleType }: Sampled): boolean {
  return periodType?.type === sampleType.type && sampleType.unit === 'nanoseconds';
}

/** Exact for whole numbers up to 2^53. */
function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
