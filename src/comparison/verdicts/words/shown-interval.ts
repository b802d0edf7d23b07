import { deltaInterval } from '#statistics';
import type { Seconds } from '#series';
import type { Pair } from '../../comparison-row';
import { divided } from '../../normalise';
import type { RowVerdict, Verdicts } from '../verdict';

/** How the values of a comparison are shown: what they were divided by, and what the slices say of that. */
export interface ShownAs {
  readonly verdicts: Pick<Verdicts, 'method' | 'typical'>;
  /** As `scalingOf` gives them. */
  readonly divisors: Pair;
  /** `magnitudeOf` each side, in the type's unit. */
  readonly magnitudes: Pair;
  /** The value of one sample, in the type's unit. */
  readonly quantum: number;
  /** That the slices of each side cover, where their values add up over time; else 1 and 1. */
  readonly seconds: Pair<Seconds>;
}

/** Windows that were meant to be equally long. */
const EQUAL = 0.01;

/**
 * The 95 % interval of a row's delta in the unit that it is shown in; undefined where none is known. `values` are the row's, before they are
 * divided. At equal load the baseline is what it would be if it had done what the typical function did, so that the interval is of what the
 * row changed beyond the load, and need not hold the delta:
 *
 *     counts   2 √(a b) sinh(end / 2),   a = (baseline + ½ sample) e^typical × magnitudes,   b = comparison + ½ sample
 *     levels   the ends × seconds ÷ divisor, where that is one number for both sides
 */
export function shownInterval(
  { logInterval, interval }: Pick<RowVerdict, 'logInterval' | 'interval'>,
  values: Pair,
  shown: ShownAs,
): Pair | undefined {
  const { verdicts, divisors, magnitudes, quantum, seconds } = shown;
  if (logInterval) {
    const [a, b] = values.map((value, k) =>
      divided(Math.max(0, value) + quantum / 2, divisors[k]!),
    ) as [number, number];
    const load =
      verdicts.method === 'equalLoad'
        ? Math.exp(verdicts.typical) *
          divided(divided(magnitudes[1], divisors[1]), divided(magnitudes[0], divisors[0]))
        : 1;
    return deltaInterval(a * load, b, logInterval);
  }
  const [one, other] = [divided(seconds[0], divisors[0]), divided(seconds[1], divisors[1])];
  if (!interval || Math.abs(one - other) > EQUAL * Math.max(one, other)) return undefined;
  const factor = (one + other) / 2;
  return [interval[0] * factor, interval[1] * factor];
}
