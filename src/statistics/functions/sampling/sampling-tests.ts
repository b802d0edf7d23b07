import { benjaminiHochberg } from '../../false-discovery';
import type { Pair } from '../../pair';
import type { FunctionTest } from '../function-test';
import { verdictOf } from '../judge';
import { samplingOnly } from './sampling-only';
import type { How } from '../slices';
import { untestableOf } from './untestable';

/**
 * `samplingOnly` of every function of one table, with q over those that are tested. What is flagged changed by more than sampling explains, which
 * noise does too: "real" it is not.
 *
 * @param samples the functions' quanta on each side
 * @param exposures as for `samplingOnly`; where one is 0 nothing is tested
 */
export function samplingTests(
  samples: readonly Pair[],
  exposures: Pair,
  how: How,
): readonly FunctionTest[] {
  const reasons = samples.map(([a, b]) =>
    Math.min(...exposures) > 0
      ? untestableOf([a, b], [a / exposures[0], b / exposures[1]], how)
      : 'too few samples',
  );
  const tests = samples.map((row, i) =>
    reasons[i] === undefined ? samplingOnly(row, exposures, how) : undefined,
  );
  const q = benjaminiHochberg(tests.map((test) => test?.p ?? NaN));
  return samples.map((row, i): FunctionTest => {
    const test = tests[i];
    if (!test) return { verdict: reasons[i]!, samples: row };
    const [from, to] = test.interval;
    return {
      verdict: verdictOf(q[i]!, test.change, row),
      samples: row,
      ...test,
      q: q[i]!,
      relative: [Math.expm1(from), Math.expm1(to)],
    };
  });
}
