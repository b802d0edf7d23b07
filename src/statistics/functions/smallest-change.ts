import { studentCritical } from '../distributions/student';
import { LEVEL } from '../false-discovery';
import type { FunctionTest } from './function-test';

/** A normal deviate is above minus this in four of five cases. */
const FOUR_OF_FIVE = 0.8416;

type Tested = Pick<FunctionTest, 'se' | 'df'>;

/**
 * The smallest growth (0.1 is +10 %) of this function that would be flagged in four of five cases, whatever else the table holds:
 *
 *     h = (t(0.05 / tested, df) + 0.8416) se,   smallest = e^h - 1
 *
 * @param tested number of functions that were tested beside it
 * @returns undefined when no test was made
 */
export function smallestChange(test: Tested, tested: number): number | undefined {
  const h = smallestLogRatio(test, tested);
  return h === undefined ? undefined : Math.expm1(h);
}

/**
 * Minutes a side that would be needed to find a growth by `change`, at this load, in four of five cases:
 *
 *     minutes = windowMinutes (h / ln(1 + change))²       all parts of the variance fall with the length of the windows
 *
 * @param windowMinutes length of each side of the test that was made
 * @param change relative, 0.1 is +10 %; above 0
 * @returns undefined when no test was made
 */
export function minutesFor(
  test: Tested,
  tested: number,
  windowMinutes: number,
  change = 0.1,
): number | undefined {
  const h = smallestLogRatio(test, tested);
  return h === undefined ? undefined : windowMinutes * (h / Math.log1p(change)) ** 2;
}

function smallestLogRatio({ se, df }: Tested, tested: number): number | undefined {
  if (se === undefined || df === undefined) return undefined;
  return (studentCritical(LEVEL / Math.max(1, tested), df) + FOUR_OF_FIVE) * se;
}
