import { filterTree, sumTrees, unite, type CallTree, type FrameFilter } from '#profile';
import type { Milliseconds, TimeRange } from '#series';
import { findSteps } from '#statistics';
import type { Pair } from '../comparison-row';
import type { MovedSubtree } from '../moved-subtree';
import { windowsBeside, type WindowsBeside } from '../baselines/windows-beside';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { movedSubtrees } from './moved-subtrees';
import { cutRun, wholesOf, type SlicedTable } from './sliced-table';
import { isFlagged } from './verdict';

/** A side that became another one within its own window, so that its mean is of two states. */
export interface StepWithin {
  readonly side: 'baseline' | 'comparison';
  /** Of the first slice after it. */
  readonly time: Milliseconds;
  /** Of the whole before and after it; per second where values add up over time. */
  readonly means: Pair;
  /** The subtree with most of it, where its slices are enough to name one. */
  readonly name?: MovedSubtree['name'];
  /** Windows of the side's own beside it; absent where there is no room for two. */
  readonly windows?: WindowsBeside;
}

export interface SlicedSides {
  /** Of the first two runs of the table. */
  readonly trees: Pair<readonly CallTree[]>;
  /** By function. */
  readonly table: SlicedTable;
  readonly filters: readonly FrameFilter[];
  readonly facts: SliceFacts;
}

const SIDES = ['baseline', 'comparison'] as const;

/** The largest step of the wholes of each side (`findSteps`), where there is one that is more than noise, and it is known when its slices were. */
export function stepsWithin(sides: SlicedSides): readonly StepWithin[] {
  return SIDES.flatMap((side, k) => {
    const found = stepOf(sides, k);
    return found ? [{ side, ...found }] : [];
  });
}

function stepOf(sides: SlicedSides, k: number): Omit<StepWithin, 'side'> | undefined {
  const { table, facts } = sides;
  const ranges = facts.ranges?.[k];
  if (!ranges) return undefined;
  const { steps } = findSteps(wholesOf(table.runs[k]!, facts.seconds[k]!, facts.isRate));
  const sizes = steps.map(({ left, right }) => Math.abs(right - left));
  const i = sizes.indexOf(Math.max(...sizes));
  const step = steps[i];
  if (!step) return undefined;
  const { at, left, right } = step;
  const place: Place = {
    k,
    at,
    from: steps[i - 1]?.at ?? 0,
    to: steps[i + 1]?.at ?? ranges.length,
  };
  const { verdicts, moved } = judgeParts(sides, place);
  if (!isFlagged(verdicts.total)) return undefined;
  const name = moved[right > left ? 'grew' : 'shrank']?.name;
  const windows = windowsOf(ranges, place);
  return {
    time: ranges[at]!.start,
    means: [left, right],
    ...(name !== undefined && { name }),
    ...(windows && { windows }),
  };
}

/** Slices [from, at) are before the step, [at, to) after it. */
interface Place {
  readonly k: number;
  readonly from: number;
  readonly at: number;
  readonly to: number;
}

/** What is before against what is after, as any two windows are compared: one goroutine more in all scrapes is a step, and no change. */
function judgeParts({ trees, table, filters, facts }: SlicedSides, { k, from, at, to }: Place) {
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
