import { studentCritical, studentTwoSided } from '../../distributions/student';
import { LEVEL } from '../../false-discovery';
import type { Pair } from '../../pair';
import { logRatioOf } from '../log-ratio';
import type { How } from '../slices';

/** As the fields of the same names in `FunctionTest`; normal. */
interface SamplingTest {
  readonly change: number;
  readonly se: number;
  readonly t: number;
  readonly p: number;
  readonly interval: Pair;
}

/**
 * One profile a side: how a function varies is not known, only what sampling alone would do. Such a change is "more than sampling
 * explains", never real: neither wander nor drift are in it.
 *
 *     se = √(v(R) (1 / (C0 + 1/2) + 1 / (C1 + 1/2))), normal
 *
 * @param samples the function's quanta on each side
 * @param exposures seconds for perSecond, else the side's total in quanta; above 0
 */
export function samplingOnly(samples: Pair, exposures: Pair, how: How): SamplingTest {
  const { logRatio: change, variance } = logRatioOf(samples, exposures, how);
  const se = Math.sqrt(variance);
  const half = studentCritical(LEVEL, Infinity) * se;
  return {
    change,
    se,
    t: change / se,
    p: studentTwoSided(change / se, Infinity),
    interval: [change - half, change + half],
  };
}
