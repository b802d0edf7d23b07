import { type Pair, pairOf } from '../pair';
import { dispersionOf } from './dispersion';
import type { FunctionTest, Untestable } from './function-test';
import { judge, type Judgeable } from './judge';
import { logRatioOf } from './log-ratio';
import { moderate, type Moderated, type Prior, priorOf } from './prior';
import {
  type Counts,
  expectCounts,
  type How,
  observe,
  type Observed,
  type Slices,
  slicesOf,
} from './slices';
import { FEWEST_SAMPLES, untestableOf } from './sampling/untestable';
import { wanderOf } from './wander';

/** Which functions of one table changed more than sampling, wander and drift explain. */
export interface StandOut {
  /** In the order given. */
  readonly rows: readonly FunctionTest[];
  readonly tested: number;
  readonly flagged: number;
  /** Slices used on each side. */
  readonly slices: Pair;
  /** Log ratio of the typical function: 0.2 of a perSecond test is +22 % load. 0 when fewer than 20 were tested. */
  readonly typical: number;
  /** All functions spread this much more than their variances say; at least 1. */
  readonly lambda: number;
  /** √lambda: the intervals are that much wider. */
  readonly drift: number;
  /** Standard deviation of the log ratio that comes from what each side does within its own window: 0.03 is 3 %. */
  readonly wander: number;
  readonly prior: Prior;
  /** Blocks of 75 s, or of a slice, that the wander was measured between. */
  readonly blocks: Pair;
}

const FEWEST_SLICES = 2;

/**
 * Tests every function of one table: a row is the function's total counts in each slice, the same slices for all. The sides may differ in
 * number of slices.
 *
 *     log ratio  l = ln((C1 + 1/2) / E1) - ln((C0 + 1/2) / E0)
 *     variance   s = v(R) (1 / (C0 + 1/2) + 1 / (C1 + 1/2)),   R = (C0 + C1) / (E0 + E1)
 *                V = max(Phi s + w², phi s where the function keeps its own dispersion)
 *
 * Phi, phi: `prior.ts`, `dispersion.ts`; w²: `wander.ts`; what follows: `judge.ts`. Tested are functions with 20 samples, unless said, and sides with
 * two slices; no shares of 99.5 % and more. All rows are tested however small their change: leaving some out would break q.
 *
 * @param exposures a value a slice: seconds for perSecond, else the slice's total in quanta; 0 leaves the slice out
 * @param sliceSeconds from the start of one slice to the start of the next
 * @param fewestSamples that a function is tested with, both sides together
 * @throws RangeError with the place, when a row has another number of values than there are slices, or a value is negative or no number
 */
export function standOut(
  counts: readonly Counts[],
  exposures: Pair<ArrayLike<number>>,
  how: How,
  sliceSeconds: number,
  fewestSamples = FEWEST_SAMPLES,
): StandOut {
  if (!(sliceSeconds > 0))
    throw new RangeError(`sliceSeconds: expected more than 0, got ${sliceSeconds}`);
  expectCounts(counts, exposures);
  const slices = slicesOf(exposures);
  const observed = counts.map((row) => observe(row, slices));
  const reasons = observed.map((row) => untestable(row, slices, how, fewestSamples));
  const candidates = observed.filter((_, i) => reasons[i] === undefined);
  const { estimates, ...spread } = estimate(candidates, slices, how, sliceSeconds);
  const { judgements, ...common } = judge(estimates, how === 'equalLoad');
  let next = 0;
  const rows = observed.map(({ samples }, i): FunctionTest => {
    const verdict = reasons[i];
    if (verdict !== undefined) return { verdict, samples };
    // Not spread: objects of that many fields are ten times as slow to make so.
    return Object.assign({}, judgements[next]!, estimates[next++]!);
  });
  return {
    rows,
    tested: estimates.length,
    slices: pairOf((side) => slices[side].index.length),
    ...common,
    drift: Math.sqrt(common.lambda),
    ...spread,
  };
}

function untestable(
  { samples, rates }: Observed,
  slices: Pair<Slices>,
  how: How,
  fewestSamples: number,
): Untestable | undefined {
  if (slices.some(({ index }) => index.length < FEWEST_SLICES)) return 'too few slices';
  return untestableOf(samples, rates, how, fewestSamples);
}

type Estimated = Judgeable & Moderated & { readonly phi: number };

/** Log ratios and their variances, from all functions together. */
function estimate(
  candidates: readonly Observed[],
  slices: Pair<Slices>,
  how: How,
  sliceSeconds: number,
): Pick<StandOut, 'prior' | 'wander' | 'blocks'> & { readonly estimates: readonly Estimated[] } {
  const df = slices[0].index.length + slices[1].index.length - 2;
  const dispersions = candidates.map((row) => dispersionOf(row, slices, how, df));
  const prior = priorOf(dispersions, df);
  const spread = dispersions.map((phi) => moderate(phi, df, prior));
  const wander = wanderOf(
    candidates,
    spread.map(({ moderated }) => moderated),
    slices,
    how,
    sliceSeconds,
  );
  const covered = pairOf((side) => slices[side].exposure);
  const estimates = candidates.map(({ samples }, i): Estimated => {
    const { logRatio, variance: sampling } = logRatioOf(samples, covered, how);
    const { moderated, own, df } = spread[i]!;
    const phi = dispersions[i]!;
    const variance = Math.max(moderated * sampling + wander.variance, own ? phi * sampling : 0);
    return { samples, phi, moderated, own, df, logRatio, variance };
  });
  return { estimates, prior, wander: Math.sqrt(wander.variance), blocks: wander.blocks };
}
