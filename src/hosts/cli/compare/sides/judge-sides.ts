import {
  buildSlicedTable,
  judgeProfiles,
  judgeSlices,
  shownInterval,
  sliceKindOf,
  sliceSecondsOf,
  stepsWithin,
  verdictsByName,
  type Normalisation,
  type Pair,
  type RowVerdict,
  type ShownAs,
  type SliceFacts,
  type StepWithin,
  type Verdicts,
} from '#comparison';
import type { ProfileType, Seconds } from '#series';
import type { JudgedRow } from '../comparison';
import type { SideSlice, Sides } from './side';

interface ShownFacts {
  readonly profileType: ProfileType;
  readonly how: Normalisation;
  readonly divisors: Pair;
  readonly magnitudes: Pair;
}

interface Judgement {
  readonly verdicts: Verdicts;
  readonly stepsWithin: readonly StepWithin[];
  readonly whole: JudgedRow;
  /** `values` are the row's, before they are divided. */
  readonly rowOf: (name: string, values: Pair) => JudgedRow;
}

/** Which functions changed more than noise, or, of one profile a side, than sampling explains. */
export function judgeSides({ sides, before }: Sides, facts: ShownFacts): Judgement {
  const kind = sliceKindOf(facts.profileType);
  const runs = [sides[0].slices, sides[1].slices, ...(before ? [before] : [])];
  const table = buildSlicedTable(runs.map(treesOf), { filters: [], by: 'function' });
  const quantum = kind.quantum || sides[0].period || table.quantum || 1;
  const exposures = facts.how === 'share' ? {} : { seconds: facts.divisors };
  const areSeveral = sides.every(({ slices }) => slices.length > 1);
  const sliced: SliceFacts = {
    ...{ ...kind, quantum },
    seconds: secondsOf(runs),
    sliceSeconds: sliceSecondsOf(runs.map((slices) => slices.map(({ start }) => start))),
    ...rangesOf(runs),
    ...(before && { before: 2 }),
  };
  const verdicts =
    kind.kind === 'counts' && !areSeveral
      ? judgeProfiles(table, { quantum, ...exposures })
      : judgeSlices(table, sliced);
  const shown: ShownAs = {
    ...{ ...facts, verdicts, quantum },
    // As `secondsOf` counts slices that do not say how long they are.
    seconds: kind.isRate
      ? [sides[0].seconds || sides[0].slices.length, sides[1].seconds || sides[1].slices.length]
      : [1, 1],
  };
  const judged = (row: RowVerdict, values: Pair): JudgedRow => {
    const { verdict, q, relative } = row;
    const interval = shownInterval(row, values, shown);
    return {
      verdict,
      ...(q !== undefined && { q }),
      ...(interval && { interval }),
      ...(relative && { relative }),
    };
  };
  const rowOf = verdictsByName(verdicts);
  return {
    verdicts,
    stepsWithin: stepsWithin({
      trees: [treesOf(sides[0].slices), treesOf(sides[1].slices)],
      filters: [],
      ...{ table, facts: sliced, verdicts },
    }),
    whole: judged(verdicts.total, facts.magnitudes),
    rowOf: (name, values) => judged(rowOf.get(name) ?? UNSEEN, values),
  };
}

/** The server has summed to a row what no slice of it has. */
const UNSEEN: RowVerdict = { verdict: 'too few samples' };

type Runs = readonly (readonly SideSlice[])[];

const treesOf = (slices: readonly SideSlice[]) => slices.map(({ tree }) => tree);

/** Of files that do not all say when they were taken, none. */
function rangesOf(runs: Runs): Pick<SliceFacts, 'ranges'> {
  if (runs.some((slices) => slices.some(({ start }) => start === 0))) return {};
  return {
    ranges: runs.map((slices) =>
      slices.map(({ start, seconds }) => ({ start, end: start + seconds * 1000 })),
    ),
  };
}

/** Of files that do not all say how long they took, one each. */
function secondsOf(runs: Runs): readonly (readonly Seconds[])[] {
  const areKnown = runs.every((slices) => slices.every(({ seconds }) => seconds > 0));
  return runs.map((slices) => slices.map(({ seconds }) => (areKnown ? seconds : 1)));
}
