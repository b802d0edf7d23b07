import { useMemo } from 'react';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { biggestChange } from '#comparison';
import type { FunctionValues } from '#profile';
import {
  planSlices,
  printMatchers,
  printSelector,
  rateOf,
  rateUnit,
  type Matcher,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type Series,
  type Slice,
  type TimeRange,
} from '#series';
import { formatSignedPercent, formatTime, type TimelineChart, type TimelineSeries } from '#ui';
import { FUNCTION_SLICES } from '../state/view/charted';
import { useHost, useTimeZone } from '../state/host';
import { functionValuesQuery, scrapesQuery } from '../state/queries/queries';
import { useSlices } from '../state/queries/use-slices';

export interface FunctionChartQuestion {
  readonly profileType: ProfileType | undefined;
  readonly range: TimeRange;
  readonly charted: readonly string[];
  readonly selections: readonly { readonly matchers: readonly Matcher[]; readonly title: string }[];
}

/** One chart of the chosen functions, from slices of the range: what each cost with what it calls; of one alone what it cost itself, too. */
export function useFunctionChart(question: FunctionChartQuestion): readonly TimelineChart[] {
  const { profileType, range, selections } = question;
  const [timeZone] = useTimeZone();
  // Each step of the address is a new view: what says the same is the same here, so that nothing is drawn again.
  const charted = useSame(question.charted, question.charted.join('\n'));
  const asked = profileType && charted.length > 0 ? distinct(selections) : NONE;
  const selectors = asked.map(({ matchers }) => ({ profileType: profileType!, matchers }));
  const one = useCourse(selectors[0], range, charted);
  const two = useCourse(selectors[1], range, charted);
  const titles = useSame(
    asked.map(({ title }) => title),
    asked.map(({ title }) => title).join(),
  );
  const state = useMemo(
    () => stateOf([one, two].slice(0, titles.length), charted, titles),
    [one, two, charted, titles],
  );
  if (!profileType || asked.length === 0) return NONE;
  return [
    {
      id: 'functions',
      title: charted.length === 1 ? charted[0]! : `${charted.length} functions`,
      unit: rateUnit(profileType),
      height: 80,
      span: 'full',
      state,
      ...remarkOf(one, timeZone),
    },
  ];
}

/** Two windows of one selection have one course. */
function distinct(selections: FunctionChartQuestion['selections']) {
  const [first, second] = selections.map(({ matchers }) => printMatchers(matchers));
  return first === second ? selections.slice(0, 1) : selections;
}

const NONE: readonly never[] = [];

/** The first of values that say the same. */
function useSame<T>(value: T, says: string): T {
  return useMemo(() => value, [says]); // eslint-disable-line react-hooks/exhaustive-deps
}

interface Course {
  readonly state: 'loading' | 'ready' | 'failed' | 'empty';
  readonly times: readonly Milliseconds[];
  /** A rate, or a state; null where a slice is still on its way, or failed. */
  readonly functions: readonly {
    readonly self: readonly (number | null)[];
    readonly total: readonly (number | null)[];
  }[];
}

/** What functions of one selection cost in each slice of the range, as the slices come. */
function useCourse(
  asked: Selector | undefined,
  range: TimeRange,
  names: readonly string[],
): Course {
  const host = useHost();
  const selector = useSame(asked, asked ? printSelector(asked) : '');
  const listed = useQuery(scrapesQuery(host, selector, range));
  const { profiles, plans } = useMemo(
    () =>
      selector && listed.data
        ? { profiles: [{ selector }], plans: [planSlices(listed.data, FUNCTION_SLICES)] }
        : NO_PLANS,
    [selector, listed.data],
  );
  const { runs, done, failed, total } = useSlices(profiles, plans, selector !== undefined);
  const slices = plans[0];
  const handles = runs[0]?.handles ?? NONE;
  // One by one: each slice that arrives is looked at once.
  const arrived = handles.flatMap((handle, i) => (handle === undefined ? [] : [{ handle, i }]));
  const known = useQueries({
    queries: arrived.map(({ handle }) => functionValuesQuery(host, handle, names)),
    combine: dataOf,
  });
  const places = useSame(
    arrived.map(({ i }) => i),
    arrived.map(({ i }) => i).join(),
  );
  return useMemo((): Course => {
    const values = handles.map((_, i) => known[places.indexOf(i)]);
    return {
      state: listed.error
        ? 'failed'
        : !slices || done + failed < total || values.filter(isThere).length < done
          ? 'loading'
          : slices.length === 0
            ? 'empty'
            : failed > 0
              ? 'failed'
              : 'ready',
      times: (slices ?? []).map(({ range: { start, end } }) => Math.round((start + end) / 2)),
      functions:
        slices && selector && values.some(isThere)
          ? names.map((_, f) =>
              rates(
                values.map((all) => all?.[f]),
                slices,
                selector.profileType,
              ),
            )
          : [],
    };
  }, [listed.error, slices, done, failed, total, handles, known, places, names, selector]);
}

const isThere = (value: unknown) => value !== undefined;

function dataOf<T>(results: readonly UseQueryResult<T, Error>[]): readonly (T | undefined)[] {
  return results.map(({ data }) => data);
}

const NO_PLANS: {
  readonly profiles: readonly { readonly selector: Selector }[];
  readonly plans: readonly (readonly Slice[])[];
} = { profiles: [], plans: [] };

/** Per second where values add up over time; null for slices that are not there. */
function rates(
  values: readonly (FunctionValues | undefined)[],
  slices: readonly Slice[],
  type: ProfileType,
): Course['functions'][number] {
  const of = (kind: keyof FunctionValues) =>
    values.map((one, i) => (one ? rateOf(type, one[kind][0]!, slices[i]!.seconds) : null));
  return { self: of('self'), total: of('total') };
}

function stateOf(
  courses: readonly Course[],
  names: readonly string[],
  titles: readonly string[],
): TimelineChart['state'] {
  const series = courses.flatMap(({ times, functions }, k) =>
    functions.flatMap((values, f): TimelineSeries[] => {
      const of = courses.length > 1 ? `${titles[k]}: ` : '';
      const label = of + (names.length === 1 ? 'total' : names[f]!);
      const total = { label, times, values: values.total };
      return names.length === 1
        ? [total, { label: `${of}self`, times, values: values.self }]
        : [total];
    }),
  );
  const states = courses.map(({ state }) => state);
  if (states.includes('failed'))
    return { kind: 'failed', message: 'Not all slices could be loaded.', series };
  if (states.includes('loading')) return { kind: 'loading', series };
  if (series.length === 0) return { kind: 'empty', reason: 'No profiles in this range.' };
  return { kind: 'ready', series, warnings: [] };
}

/** Where the first function's total became another one, once all of it is there. */
function remarkOf({ state, times, functions }: Course, timeZone: string) {
  const [first] = functions;
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  if (state !== 'ready' || !first || !(step > 0)) return {};
  const series: Series = { labels: {}, times, values: first.total };
  const change = biggestChange([series], step);
  if (!change) return { remark: 'no change point', remarkFormula: CHANGE_POINT };
  const before = meanIn(series, change.baseline);
  const after = meanIn(series, change.comparison);
  const by =
    before > 0 ? `, ${formatSignedPercent(Number((after / before - 1).toPrecision(2)))}` : '';
  const text = `changed at ${formatTime(change.time, 'second', timeZone)}${by}`;
  return { remark: text, remarkShort: text, remarkFormula: CHANGE_POINT };
}

const CHANGE_POINT =
  'The largest step of the total that its own variation does not explain (p ≤ 0.01), and the means before and after it.';

function meanIn({ times, values }: Series, { start, end }: TimeRange): number {
  const within = values.filter(
    (value, i): value is number => value !== null && times[i]! >= start && times[i]! <= end,
  );
  return within.reduce((sum, value) => sum + value, 0) / (within.length || 1);
}
