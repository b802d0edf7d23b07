import { useMemo } from 'react';
import { biggestChange } from '#comparison';
import {
  printMatchers,
  rateUnit,
  type Matcher,
  type Milliseconds,
  type ProfileType,
  type Series,
  type TimeRange,
} from '#series';
import type { Annotation } from '#targets';
import { formatSignedPercent, formatTime, type TimelineChart, type TimelineSeries } from '#ui';
import { FUNCTION_SLICES } from '../state/view/charted';
import { useTimeZone } from '../state/host';
import { useCourse, useSame, type Course } from './use-course';

export interface FunctionChartQuestion {
  readonly profileType: ProfileType | undefined;
  readonly range: TimeRange;
  readonly charted: readonly string[];
  /** Of several it is the one whose change is told, and what it cost itself. */
  readonly selected?: string | undefined;
  readonly selections: readonly { readonly matchers: readonly Matcher[]; readonly title: string }[];
}

export interface FunctionCharts {
  readonly charts: readonly TimelineChart[];
  /** Where the one became another one. */
  readonly annotations: readonly Annotation[];
  /** That the charts are drawn from. */
  readonly slices: readonly TimeRange[];
}

/**
 * One chart of the chosen functions, from slices of the range: what each cost with what it calls; of one, the only one or the selected, what it
 * cost itself, too, and when it changed.
 */
export function useFunctionChart(question: FunctionChartQuestion): FunctionCharts {
  const { profileType, range, selections } = question;
  const [timeZone] = useTimeZone();
  // Each step of the address is a new view: what says the same is the same here, so that nothing is drawn again.
  const charted = useSame(question.charted, question.charted.join('\n'));
  const told = Math.max(0, charted.indexOf(question.selected ?? ''));
  const asked = profileType && charted.length > 0 ? distinct(selections) : NONE;
  const selectors = asked.map(({ matchers }) => ({ profileType: profileType!, matchers }));
  const one = useCourse(selectors[0], range, charted, FUNCTION_SLICES);
  const two = useCourse(selectors[1], range, charted, FUNCTION_SLICES);
  const titles = useSame(
    asked.map(({ title }) => title),
    asked.map(({ title }) => title).join(),
  );
  const state = useMemo(
    () => stateOf([one, two].slice(0, titles.length), { names: charted, titles, told }),
    [one, two, charted, titles, told],
  );
  const change = useMemo(() => changeOf(one, told), [one, told]);
  if (!profileType || asked.length === 0) return NOTHING;
  const name = charted[told]!;
  const words = change && wordsOf(change, charted.length > 1 ? `${name}: ` : '', timeZone);
  const chart: TimelineChart = {
    id: FUNCTIONS,
    title: charted.length === 1 ? name : `${charted.length} functions`,
    unit: rateUnit(profileType),
    height: 80,
    span: 'full',
    state,
    ...(words && { remark: words, remarkShort: words, remarkFormula: CHANGE_POINT }),
  };
  const text = change?.time === undefined ? undefined : wordsOf(change, `${name}: `, timeZone);
  return {
    charts: [chart],
    annotations:
      text === undefined ? NONE : [{ kind: 'change', time: change!.time!, text, labels: {} }],
    slices: one.ranges,
  };
}

/** The chart's id. */
export const FUNCTIONS = 'functions';

/** Two windows of one selection have one course. */
function distinct(selections: FunctionChartQuestion['selections']) {
  const [first, second] = selections.map(({ matchers }) => printMatchers(matchers));
  return first === second ? selections.slice(0, 1) : selections;
}

const NONE: readonly never[] = [];
const NOTHING: FunctionCharts = { charts: NONE, annotations: NONE, slices: NONE };

function stateOf(
  courses: readonly Course[],
  {
    names,
    titles,
    told,
  }: {
    readonly names: readonly string[];
    readonly titles: readonly string[];
    readonly told: number;
  },
): TimelineChart['state'] {
  const series = courses.flatMap(({ times, functions }, k) =>
    functions.flatMap((values, f): TimelineSeries[] => {
      const of = courses.length > 1 ? `${titles[k]}: ` : '';
      const [total, self] =
        names.length === 1 ? ['total', 'self'] : [names[f]!, `${names[f]} self`];
      return [
        { label: of + total, times, values: values.total },
        ...(f === told ? [{ label: of + self, times, values: values.self }] : []),
      ];
    }),
  );
  const states = courses.map(({ state }) => state);
  if (states.includes('failed'))
    return { kind: 'failed', message: 'Not all slices could be loaded.', series };
  if (states.includes('loading')) return { kind: 'loading', series };
  if (series.length === 0) return { kind: 'empty', reason: 'No profiles in this range.' };
  return { kind: 'ready', series, warnings: [] };
}

/** Where a function's total became another one, once all of it is there; without a time it did not. */
interface Change {
  readonly time?: Milliseconds;
  /** Of what it was. */
  readonly relative?: number;
}

function changeOf({ state, times, functions }: Course, told: number): Change | undefined {
  const values = functions[told]?.total;
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  if (state !== 'ready' || !values || !(step > 0)) return undefined;
  const series: Series = { labels: {}, times, values };
  const change = biggestChange([series], step);
  if (!change) return {};
  const before = meanIn(series, change.baseline);
  const after = meanIn(series, change.comparison);
  return { time: change.time, ...(before > 0 && { relative: after / before - 1 }) };
}

function wordsOf({ time, relative }: Change, of: string, timeZone: string): string {
  if (time === undefined) return `${of}no change point`;
  const by =
    relative === undefined ? '' : `, ${formatSignedPercent(Number(relative.toPrecision(2)))}`;
  return `${of}changed at ${formatTime(time, 'second', timeZone)}${by}`;
}

const CHANGE_POINT =
  'The largest step of the total that its own variation does not explain (p ≤ 0.01), and the means before and after it.';

function meanIn({ times, values }: Series, { start, end }: TimeRange): number {
  const within = values.filter(
    (value, i): value is number => value !== null && times[i]! >= start && times[i]! <= end,
  );
  return within.reduce((sum, value) => sum + value, 0) / (within.length || 1);
}
