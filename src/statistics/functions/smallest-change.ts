import { criticalsAt } from '../distributions/student';
import { LEVEL } from '../false-discovery';
import type { FunctionTest } from './function-test';

/** A normal deviate is above minus this in four of five cases. */
const FOUR_OF_FIVE = 0.8416;

type Tested = Pick<FunctionTest, 'se' | 'df'>;

/** What growth of a function of a table would be flagged in four of five cases; undefined where no test was made of it. */
interface Detectable {
  /** The smallest, relative: 0.1 is +10 %. */
  readonly smallestChange: (test: Tested) => number | undefined;
  /**
   * Minutes a side in which `change` would be, at this load; `windowMinutes` is the length of each side of the test that was made.
   *
   *     minutes = windowMinutes (h / ln(1 + change))²       all parts of the variance fall with the length of the windows
   */
  readonly minutesFor: (test: Tested, windowMinutes: number, change?: number) => number | undefined;
}

/**
 * Of a table of which so many functions were tested, whatever else it holds:
 *
 *     h = (t(0.05 / tested, df) + 0.8416) se,   smallest = e^h - 1
 */
export function detectableAmong(tested: number): Detectable {
  const criticalOf = criticalsAt(LEVEL / Math.max(1, tested));
  const smallestLogRatio = ({ se, df }: Tested) =>
    se === undefined || df === undefined ? undefined : (criticalOf(df) + FOUR_OF_FIVE) * se;
  return {
    smallestChange: (test) => {
      const h = smallestLogRatio(test);
      return h === undefined ? undefined : Math.expm1(h);
    },
    minutesFor: (test, windowMinutes, change = 0.1) => {
      const h = smallestLogRatio(test);
      return h === undefined ? undefined : windowMinutes * (h / Math.log1p(change)) ** 2;
    },
  };
}
