import { levelTest, rampBetween, verdictOf, type LevelTest } from '#statistics';
import type { RowVerdict } from './verdict';

/**
 * States are told apart no better than two constants are, by what the profiler can see: the scrapes of a window see the same connections and
 * the same long-lived objects, so that what was counted or sampled of these by chance does not average out.
 */
export function testLevels(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { isRate, quantum }: { readonly isRate: boolean; readonly quantum: number },
): LevelTest {
  const test = asRamp(levelTest(x, y, { quantum: isRate ? 0 : quantum }), x, y);
  if (isRate || !test.means || test.p === undefined) return test;
  const [a, b] = test.means;
  const ofConstants = levelTest([a, a], [b, b], { quantum });
  return { ...test, p: Math.max(test.p, ofConstants.p ?? 0) };
}

/** Fewer independent values than so many say nothing of a level. */
const FEWEST_INDEPENDENT = 3;

/** Neighbours are too alike to count. Sides of one value each are judged by the grain alone. */
function areTooAlike({ rho = 0, effective }: LevelTest): boolean {
  return rho < 1 && effective !== undefined && Math.min(...effective) < FEWEST_INDEPENDENT;
}

/** Where a side says nothing of a level, the two may be of one leak. */
function asRamp(test: LevelTest, x: ArrayLike<number>, y: ArrayLike<number>): LevelTest {
  const ramp = areTooAlike(test) ? rampBetween(x, y) : undefined;
  if (!ramp) return test;
  const { verdict, means } = test;
  const [a] = means!;
  return {
    verdict,
    means: means!,
    ...{ p: ramp.p, interval: ramp.interval },
    ...(a > 0 && { ratioInterval: [1 + ramp.interval[0] / a, 1 + ramp.interval[1] / a] as const }),
  };
}

/** Of a test, and its false discovery rate where it was one of those tested. */
export function levelRow(test: LevelTest, q: number | undefined): RowVerdict {
  const { means, interval, ratioInterval } = test;
  if (test.verdict === 'too few slices' || test.verdict === 'constants differ')
    return { verdict: test.verdict };
  const intervals = {
    ...(interval && { interval }),
    ...(ratioInterval && { relative: [ratioInterval[0] - 1, ratioInterval[1] - 1] as const }),
  };
  if (q === undefined) return { verdict: 'too few samples', ...intervals };
  const [a, b] = means!;
  const verdict = verdictOf(q, b - a, [a, b]);
  // An interval of one or two independent values is as wide as one likes.
  if (verdict === 'within noise' && areTooAlike(test)) return { verdict: 'slices too alike' };
  return { verdict, q, ...intervals };
}
