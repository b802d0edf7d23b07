import { filterTree, sumTrees, unite, type CallTree, type FrameFilter } from '#profile';
import type { Milliseconds, TimeRange } from '#series';
import { bestStep, findSteps, rampBetween } from '#statistics';
import type { Pair } from '../comparison-row';
import type { MovedSubtree } from '../moved-subtree';
import { windowsBeside, type WindowsBeside } from '../baselines/windows-beside';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { movedSubtrees } from './moved-subtrees';
import { cutRun, wholesOf, type SlicedTable } from './sliced-table';
import { differsAsMuch, isFlagged, type Verdicts } from './verdict';

/** A side that became another one within its own window, so that its mean is of two states, or of no state at all. */
export type StepWithin = {
  readonly side: 'baseline' | 'comparison';
  /** Of the first slice after it; of a ramp the last before it. */
  readonly time: Milliseconds;
  /** Before and after it: of the whole, per second where values add up over time; or of a function's share of it, the whole being 1. */
  readonly means: Pair;
  /** Windows of the side's own beside it; absent where there is no room for two. */
  readonly windows?: WindowsBeside;
} & (
  | {
      readonly of: 'whole';
      /** The subtree with most of it, where its slices are enough to name one. */
      readonly name?: MovedSubtree['name'];
    }
  | { readonly of: 'share'; readonly name: MovedSubtree['name'] }
  /** It rises or falls steadily, by so much of the unit; `means` are of both sides. */
  | {
      readonly of: 'ramp';
      readonly perMinute: number;
      readonly unit: string;
      readonly name?: undefined;
    }
);

export interface SlicedSides {
  /** Of the first two runs of the table. */
  readonly trees: Pair<readonly CallTree[]>;
  /** By function. */
  readonly table: SlicedTable;
  readonly filters: readonly FrameFilter[];
  readonly facts: SliceFacts;
  /** Of the two sides. */
  readonly verdicts: Verdicts;
}

const SIDES = ['baseline', 'comparison'] as const;

/**
 * Of states that rise or fall steadily (`rampBetween`), that alone. Else the largest step of the wholes of each side (`findSteps`), where there is one that is more than noise, and it is known when its slices were. Where
 * there is none, and what is claimed of the sides is no more than what a half of one differs by from its other half, that of the function with most of it.
 */
export function stepsWithin(sides: SlicedSides): readonly StepWithin[] {
  const ramp = rampOfWhole(sides);
  if (ramp) return [ramp];
  return SIDES.flatMap((side, k) => {
    const ranges = sides.facts.ranges?.[k];
    if (!ranges) return [];
    const asked = { ...sides, side, k, ranges };
    const doubted = differsAsMuch(sides.verdicts, `halves of the ${side}`);
    return stepOfWhole(asked) ?? (doubted ? stepOfShare(asked) : undefined) ?? [];
  });
}

/** A leak: what is in use, or waits, more with every minute. */
function rampOfWhole({ table, facts, verdicts }: SlicedSides): StepWithin | undefined {
  const { ranges, seconds, isRate, sliceSeconds, unit = '' } = facts;
  const { means } = verdicts.total;
  if (facts.kind !== 'levels' || isRate || !ranges || !means || !isFlagged(verdicts.total))
    return undefined;
  const wholes = SIDES.map((_, k) => wholesOf(table.runs[k]!, seconds[k]!, isRate));
  const ramp = rampBetween(wholes[0]!, wholes[1]!);
  if (ramp?.at === undefined) return undefined;
  const k = ramp.at < ranges[0]!.length ? 0 : 1;
  const at = k === 0 ? ramp.at : ramp.at - ranges[0]!.length;
  const perMinute = (ramp.slope / sliceSeconds) * 60;
  return { side: SIDES[k]!, of: 'ramp', time: ranges[k]![at]!.start, means, perMinute, unit };
}

interface SlicedSide extends SlicedSides {
  /** Which of the two. */
  readonly k: number;
  readonly side: StepWithin['side'];
  readonly ranges: readonly TimeRange[];
}

function stepOfWhole(asked: SlicedSide): StepWithin | undefined {
  const { side, table, facts, k, ranges } = asked;
  const step = largestStep(wholesOf(table.runs[k]!, facts.seconds[k]!, facts.isRate));
  if (!step) return undefined;
  const { verdicts, moved } = judgeParts(asked, step);
  if (!isFlagged(verdicts.total)) return undefined;
  const [left, right] = step.means;
  const name = moved[right > left ? 'grew' : 'shrank']?.name;
  return { side, of: 'whole', ...placeOf(step, ranges), ...(name !== undefined && { name }) };
}

/** Of the function that has most of what the halves differ by. */
function stepOfShare(asked: SlicedSide): StepWithin | undefined {
  const { side, table, k, ranges } = asked;
  const middle = Math.floor(ranges.length / 2);
  const { moved } = judgeParts(asked, { from: 0, at: middle, to: ranges.length });
  const name = (moved.grew ?? moved.shrank)?.name;
  const run = table.runs[k]!;
  const values = run.totals[table.names.indexOf(name ?? '')];
  if (name === undefined || !values) return undefined;
  const shares = run.wholes.map((whole, i) => (whole > 0 ? values[i]! / whole : 0));
  // That it changed is known; asked is where.
  const best = bestStep(shares, 0, shares.length);
  if (!best) return undefined;
  const step = { from: 0, at: best.at, to: shares.length, means: [best.left, best.right] } as const;
  const { verdicts } = judgeParts(asked, step);
  if (!isFlagged(verdicts.rows[table.names.indexOf(name)]!)) return undefined;
  return { side, of: 'share', ...placeOf(step, ranges), name };
}

interface FoundPlace extends Place {
  readonly means: Pair;
}

function largestStep(values: readonly number[]): FoundPlace | undefined {
  const { steps } = findSteps(values);
  const sizes = steps.map(({ left, right }) => Math.abs(right - left));
  const i = sizes.indexOf(Math.max(...sizes));
  const step = steps[i];
  if (!step) return undefined;
  const { at, left, right } = step;
  const [from, to] = [steps[i - 1]?.at ?? 0, steps[i + 1]?.at ?? values.length];
  return { from, at, to, means: [left, right] };
}

function placeOf(step: FoundPlace, ranges: readonly TimeRange[]) {
  const windows = windowsOf(ranges, step);
  return { time: ranges[step.at]!.start, means: step.means, ...(windows && { windows }) };
}

/** Slices [from, at) are before the step, [at, to) after it. */
interface Place {
  readonly from: number;
  readonly at: number;
  readonly to: number;
}

/** What is before against what is after, as any two windows are compared: one goroutine more in all scrapes is a step, and no change. */
function judgeParts({ trees, table, filters, facts, k }: SlicedSide, { from, at, to }: Place) {
  const run = table.runs[k]!;
  const parts = [
    [from, at],
    [at, to],
  ] as const;
  const verdicts = judgeSlices(
    { ...table, runs: parts.map(([start, end]) => cutRun(run, start, end)) },
    {
      ...facts,
      seconds: parts.map(([start, end]) => facts.seconds[k]!.slice(start, end)),
      before: undefined,
      controls: undefined,
    },
  );
  const whole = unite(parts.map(([start, end]) => sumTrees(trees[k]!.slice(start, end))));
  const tree = filters.length === 0 ? whole : filterTree(whole, filters).tree;
  return { verdicts, moved: movedSubtrees(tree, verdicts) };
}

/** Without the slices beside the step: it may lie a scrape off. */
function windowsOf(
  ranges: readonly TimeRange[],
  { from, at, to }: Place,
): WindowsBeside | undefined {
  const last = ranges[at - 1];
  const first = ranges[at + 1];
  if (!last || !first) return undefined;
  return windowsBeside(
    { start: ranges[from]!.start, end: last.start - 1 },
    { start: first.start, end: ranges[to - 1]!.end },
    1,
  );
}
