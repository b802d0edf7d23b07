import type { Pair } from '../pair';
import { type How, samplingFactor } from './slices';
import type { Estimate } from './typical';

/** The log ratio of two counts and how much sampling alone varies it. The half sample keeps small counts honest, and 0 finite. */
export function logRatioOf(samples: Pair, exposures: Pair, how: How): Estimate {
  const [a, b] = [samples[0] + 0.5, samples[1] + 0.5];
  const pooled = (samples[0] + samples[1]) / (exposures[0] + exposures[1]);
  return {
    logRatio: Math.log(b / exposures[1]) - Math.log(a / exposures[0]),
    variance: samplingFactor(pooled, how) * (1 / a + 1 / b),
  };
}
