import { weightedMedian } from '../median';
import type { FunctionTest, FunctionVerdict } from './function-test';
import { judge, type Judgeable } from './judge';
import type { StandOut } from './stand-out';

/** A function of one unit, minus what its siblings did. */
interface SiblingTest extends Omit<FunctionTest, 'verdict'> {
  readonly verdict: FunctionVerdict | 'too few siblings have it';
  /** Log ratio of the siblings, which was taken from the unit's. */
  readonly control?: number;
}

export interface MinusSiblings extends Pick<StandOut, 'tested' | 'flagged' | 'typical' | 'lambda'> {
  /** In the order of the unit's. */
  readonly rows: readonly SiblingTest[];
  /** √lambda. */
  readonly drift: number;
}

/** So many make a median, which forgets one that changed itself; of fewer a mean is taken. */
const FEWEST_FOR_MEDIAN = 3;

/**
 * What a unit did that its siblings in the same windows did not. All are answers of `standOut` for the same functions in the same order.
 *
 *     control   weighted median of the siblings' log ratios, weights 1 / V;  variance (π/2) / sum(1 / V)
 *     tested    l - control, with V + that variance, judged again: typical, drift, t, p, q
 *
 * With two siblings a mean, without π/2. One sibling is symmetric: it cannot say whose change it was, and most power is lost.
 *
 * @throws RangeError when a sibling has another number of functions
 */
export function minusSiblings(unit: StandOut, siblings: readonly StandOut[]): MinusSiblings {
  siblings.forEach(({ rows }, i) => {
    if (rows.length !== unit.rows.length)
      throw new RangeError(
        `siblings[${i}].rows: expected ${unit.rows.length} functions, got ${rows.length}`,
      );
  });
  const controlled = unit.rows.map((row, i) => {
    const having = siblings.map(({ rows }) => rows[i]!).filter(isTested);
    if (!isTested(row) || having.length < Math.min(siblings.length, 2)) return undefined;
    const control = controlOf(having);
    return {
      ...row,
      control: control.logRatio,
      logRatio: row.logRatio - control.logRatio,
      variance: row.variance + control.variance,
    };
  });
  const tested = controlled.filter((row) => row !== undefined);
  const { judgements, ...common } = judge(tested, true);
  let next = 0;
  const rows = unit.rows.map((row, i): SiblingTest => {
    const own = controlled[i];
    if (own) return { ...own, ...judgements[next++]! };
    const { samples } = row;
    return { verdict: isTested(row) ? 'too few siblings have it' : row.verdict, samples };
  });
  return { rows, tested: tested.length, ...common, drift: Math.sqrt(common.lambda) };
}

function controlOf(siblings: readonly Judgeable[]) {
  const logRatios = siblings.map(({ logRatio }) => logRatio);
  const weights = siblings.map(({ variance }) => 1 / variance);
  const weight = weights.reduce((sum, each) => sum + each, 0);
  if (siblings.length >= FEWEST_FOR_MEDIAN)
    return { logRatio: weightedMedian(logRatios, weights), variance: Math.PI / 2 / weight };
  const sum = logRatios.reduce((all, logRatio, i) => all + logRatio * weights[i]!, 0);
  return { logRatio: sum / weight, variance: 1 / weight };
}

function isTested(row: FunctionTest): row is FunctionTest & Judgeable {
  return row.logRatio !== undefined;
}
