import { useMemo } from 'react';
import { biggestChange } from '#comparison';
import {
  printMatchers,
  rateUnit,
  type Matcher,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import { formatSignedPercent, formatTime, type TimelineChart, type TimelineSeries } from '#ui';
import { FUNCTION_SLICES } from '../state/view/charted';
import { useTimeZone } from '../state/host';
import { useCourse, useSame, type Course } from './use-course';

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
  const one = useCourse(selectors[0], range, charted, FUNCTION_SLICES);
  const two = useCourse(selectors[1], range, charted, FUNCTION_SLICES);
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
