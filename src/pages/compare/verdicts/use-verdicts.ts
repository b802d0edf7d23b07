import { useMemo, useState } from 'react';
import { hashKey, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import {
  fewSlicesText,
  isTimeBefore,
  MOST_BYTES,
  mostBytesOf,
  sliceFactsOf,
  sliceKindOf,
  slicesToJudge,
  timeBefore,
} from '#comparison';
import type { Judgement, Normalisation, Pair } from '#comparison';
import type { TreeHandle } from '#engine';
import type { Slice } from '#series';
import { useHost, type Host } from '../../state/host';
import { profileQuery, type LoadedProfile, type ViewOfSides } from '../../state/queries/queries';
import { viewOptionsOf } from '../../state/view/view-options';
import type { DisplayState } from '../../state/view/view-state';
import { useSiblings, type Siblings } from './use-siblings';
import { useSlices, type LoadedSlices, type SlicesState } from '../../state/queries/use-slices';

/** Whether the difference of the sides is real, as far as their slices have arrived. */
export interface VerdictsState {
  /** What has to be known before the answer, where a side has one slice; '' nothing. */
  readonly caution: string;
  /** Of the rows of the table. */
  readonly ofRows: Judgement | undefined;
  /** Of functions, whatever the table's rows are: what the answer names. */
  readonly ofFunctions: Judgement | undefined;
  /** Slices that each side is to be judged from. */
  readonly planned: Pair;
  /** off: too much to ask for without being told to, or stopped. */
  readonly state: 'off' | 'loading' | 'ready';
  /** What is there is of some of the slices, or of none: only what is more than noise in these is known. */
  readonly judging: boolean;
  readonly slices: Pick<SlicesState, 'settled' | 'total' | 'failed' | 'error' | 'retry'>;
  /** The most that the slices may bring. */
  readonly bytes: number;
  readonly start: () => void;
  readonly stop: () => void;
  /** The other units as controls; undefined where there are none to ask for. */
  readonly siblings: Siblings | undefined;
}

/** Slices a side of which a test says something about large changes. */
const FEWEST = 2;

/** Of counts one slice says something too: what sampling alone would do. */
function fewestOf(plan: readonly Slice[], isCount: boolean): number {
  return isCount ? Math.min(plan.length, FEWEST) : FEWEST;
}

/** The picture comes first: nothing is asked before there is a view of both sides. Of a side that is not whole no row is known. */
export function useVerdicts(
  viewed: ViewOfSides | undefined,
  display: DisplayState,
  how: Normalisation | undefined,
  divisors: Pair | undefined,
): VerdictsState | undefined {
  const host = useHost();
  const isWhole = viewed?.sides.every(({ fetched }) => fetched.trimmed === undefined);
  const sides = viewed?.sides.length === 2 && isWhole ? viewed.sides : NO_SIDES;
  const of = sides.map(({ handle }) => handle).join();
  const bytes = useMemo(() => mostBytesOf(sides), [sides]);
  const [choice, setChoice] = useState<{ readonly of: string; readonly isOn: boolean }>();
  const isOn = sides.length > 0 && (choice?.of === of ? choice.isOn : bytes <= MOST_BYTES);
  const plans = useMemo(() => sides.map(({ fetched }) => slicesToJudge(fetched)), [sides]);
  const slices = useSlices(sides, plans, isOn);
  const areIn = slices.total > 0 && slices.done + slices.failed === slices.total;
  const isSampling = plans.some(({ length }) => length < FEWEST);
  const before = useTimeBefore(sides[0], isOn && areIn && !isSampling);
  const isCount = sides[0] && sliceKindOf(sides[0].selector.profileType).kind === 'counts';
  const minus = display.minus === 'siblings';
  const siblings = useSiblings(isCount && !isSampling ? sides : NO_SIDES, isOn && areIn && minus);
  const { filters, by, renamed } = display;
  const asked = sides.length === 2 && {
    sides,
    runs: readyRuns(slices.runs, areIn || !isOn),
    before: before && readyRuns([before], true)[0],
    controls: (minus ? (siblings?.pairs ?? []) : []).map((pair) => readyRuns(pair, true)),
    ...{ filters, renamed },
    fewest: plans.map((plan) => fewestOf(plan, isCount === true)),
    asShares: isSampling && how === 'share',
    // Values that are shown raw are tested raw.
    exposures: isSampling && divisors?.every((value) => value > 0) ? divisors : undefined,
  };
  const rows = useQuery(judgeQuery(host, asked && { ...asked, by }));
  const functions = useQuery(judgeQuery(host, asked && { ...asked, by: 'function' }));
  const isOfAll = ({ data, isFetching }: typeof rows) =>
    !isFetching || (asked && data && isOf(data, asked.runs));
  const [baseline, comparison] = plans;
  if (!baseline || !comparison) return undefined;
  return {
    caution: fewSlicesText([baseline.length, comparison.length], isCount === true),
    ofRows: rows.data,
    ofFunctions: functions.data,
    planned: [baseline.length, comparison.length],
    judging: isOn && !(areIn && isOfAll(rows) && isOfAll(functions)),
    state: areIn ? 'ready' : isOn ? 'loading' : 'off',
    slices,
    bytes,
    start: () => setChoice({ of, isOn: true }),
    stop: () => setChoice({ of, isOn: false }),
    siblings,
  };
}

/** What is taken to them later, the time before or other units, changes no verdict into another one's. */
function isOf({ slices }: Judgement, runs: readonly LoadedSlices[]): boolean {
  return slices.every((count, side) => count === runs[side]?.slices.length);
}

const NO_SIDES: readonly LoadedProfile[] = [];

/** The same selection right before the baseline: the self-check's last pair. Where it holds next to nothing there is none. */
function useTimeBefore(
  baseline: LoadedProfile | undefined,
  isOn: boolean,
): LoadedSlices | undefined {
  const host = useHost();
  const of = baseline && {
    matchers: baseline.selector.matchers,
    range: timeBefore(baseline.fetched.range),
  };
  const query = profileQuery(host, baseline?.selector.profileType, of ?? NOTHING);
  const { data, isPlaceholderData } = useQuery({ ...query, enabled: isOn && of !== undefined });
  const profiles = useMemo(() => {
    const isCheck =
      data && baseline && !isPlaceholderData && isTimeBefore(data.fetched, baseline.fetched);
    return isCheck ? [data] : NO_SIDES;
  }, [data, baseline, isPlaceholderData]);
  const plans = useMemo(() => profiles.map(({ fetched }) => slicesToJudge(fetched)), [profiles]);
  const slices = useSlices(profiles, plans, isOn);
  const isIn = slices.total > 0 && slices.done + slices.failed === slices.total;
  return isIn ? slices.runs[0] : undefined;
}

const NOTHING = { matchers: undefined, range: undefined };

/** All slices that there are, or every second one when these are in: of fewer, one window would be judged by its beginning. */
function readyRuns(runs: readonly LoadedSlices[], areIn: boolean): readonly LoadedSlices[] {
  const pick = (run: LoadedSlices, isWanted: (index: number) => boolean): LoadedSlices => {
    const kept = run.slices
      .map((_, i) => i)
      .filter((i) => run.handles[i] !== undefined && isWanted(i));
    return { slices: kept.map((i) => run.slices[i]!), handles: kept.map((i) => run.handles[i]) };
  };
  if (areIn) return runs.map((run) => pick(run, () => true));
  const isHalfIn = runs.every(({ handles }) =>
    handles.every((h, i) => i % 2 === 1 || h !== undefined),
  );
  return isHalfIn ? runs.map((run) => pick(run, (i) => i % 2 === 0)) : [];
}

interface Asked extends Pick<DisplayState, 'filters' | 'by' | 'renamed'> {
  readonly sides: readonly LoadedProfile[];
  readonly runs: readonly LoadedSlices[];
  readonly before: LoadedSlices | undefined;
  /** Baseline and comparison of each sibling. */
  readonly controls: readonly (readonly LoadedSlices[])[];
  /** Slices that each side needs. */
  readonly fewest: readonly number[];
  readonly asShares: boolean;
  /** Where one side has one slice: what its values and the other side's are divided by. */
  readonly exposures: Pair | undefined;
}

function judgeQuery(host: Host, asked: Asked | false) {
  const handles = asked ? asked.sides.map(({ handle }) => handle) : [];
  const all = asked
    ? [...asked.runs, ...(asked.before ? [asked.before] : []), ...asked.controls.flat()]
    : [];
  const runs = all.map((run) => run.handles as readonly TreeHandle[]);
  const firstControl = all.length - (asked ? 2 * asked.controls.length : 0);
  const isEnough = asked && runs.length > 1 && asked.fewest.every((n, k) => runs[k]!.length >= n);
  const shown = asked && [asked.filters, asked.by, asked.renamed, asked.asShares, asked.exposures];
  return queryOptions({
    queryKey: ['verdicts', handles, runs, shown],
    queryFn: isEnough
      ? ({ signal }): Promise<Judgement> => {
          const { filters, by, matchRenamed } = viewOptionsOf({
            ...asked,
            ...{ inverted: false, pivot: undefined, rolledUp: false, recursion: 'shown' },
          });
          return host.engine.judge(
            {
              sides: [handles[0]!, handles[1]!],
              runs,
              ...{ filters, by, matchRenamed },
              facts: {
                ...sliceFactsOf(
                  asked.sides[0]!.selector.profileType,
                  all.map(({ slices }) => slices),
                ),
                before: asked.before && 2,
                asShares: asked.asShares,
                exposures: asked.exposures,
                controls: asked.controls.map(
                  (_, i) => [firstControl + 2 * i, firstControl + 2 * i + 1] as const,
                ),
              },
            },
            { signal },
          );
        }
      : skipToken,
    staleTime: 'static',
    structuralSharing: false,
    gcTime: 60_000,
    // Of the same sides and rows, while more slices arrive: verdicts of others would be of other numbers.
    placeholderData: (data: Judgement | undefined, before) => {
      const [, of, , how] = (before?.queryKey ?? []) as readonly unknown[];
      return hashKey([of, how]) === hashKey([handles, shown]) ? data : undefined;
    },
  });
}
