import { useEffect, useRef } from 'react';
import { replaceEqualDeep } from '@tanstack/react-query';
import { labelsKey, printLabels, type Labels, type Series } from '#series';
import type { TimelineChart } from '#ui';
import type { LatestQuery } from '../state/queries/use-latest-query';

export type ChartAnswer = Pick<LatestQuery<readonly Series[]>, 'data' | 'state' | 'error'> & {
  readonly warnings?: readonly string[] | undefined;
  /** Whose answer it is, for series that would have one name: "baseline". */
  readonly title: string;
};

const NO_SERIES: readonly Series[] = [];
const FAILED = 'No answer.';

export interface ChartQuestion {
  readonly answers: readonly ChartAnswer[];
  readonly legend: (labels: Labels) => string;
  /** Why there is nothing, where there is nothing. */
  readonly empty: string;
}

/** The states of charts; what says the same as before is the same object, so that a plot knows that it has nothing to draw. */
export function useChartStates(
  questions: readonly ChartQuestion[],
): readonly TimelineChart['state'][] {
  const before = useRef<readonly TimelineChart['state'][]>([]);
  // Answers of one question share their points already, so that this compares no more than names.
  const states = replaceEqualDeep(before.current, questions.map(chartState));
  useEffect(() => {
    before.current = states;
  });
  return states;
}

/**
 * One chart of several answers: a failed one is said, and never takes the others' series away. Why it failed is said once, beside all
 * charts, for a server that is down fails them all.
 */
function chartState({ answers, legend, empty }: ChartQuestion): TimelineChart['state'] {
  const series = namedSeries(answers, legend);
  const failed = answers.find((answer) => answer.state === 'failed');
  if (failed?.error) return { kind: 'failed', message: FAILED, series };
  if (answers.some((answer) => answer.state === 'loading')) return { kind: 'loading', series };
  if (series.length === 0) return { kind: 'empty', reason: empty };
  return { kind: 'ready', series, warnings: answers.flatMap((answer) => answer.warnings ?? []) };
}

/**
 * Every series under a name of its own: what two answers share is drawn once; of those that would have one name, the side or, where
 * that is one too, all labels tell them apart.
 */
export function namedSeries(
  answers: readonly Pick<ChartAnswer, 'data' | 'title'>[],
  legend: (labels: Labels) => string,
) {
  const all = answers.flatMap(({ data = NO_SERIES, title }) =>
    data.map((series) => ({ series, title, label: legend(series.labels) })),
  );
  const seen = new Map<string, Series[]>();
  const distinct = all.filter(({ series }) => {
    const key = labelsKey(series.labels);
    const alike = seen.get(key) ?? [];
    if (alike.some((other) => samePoints(series, other))) return false;
    seen.set(key, [...alike, series]);
    return true;
  });
  const byName = new Map<string, typeof all>();
  for (const one of distinct) {
    const others = byName.get(one.label);
    if (others) others.push(one);
    else byName.set(one.label, [one]);
  }
  return distinct.map((one) => {
    const { times, values, labels } = one.series;
    const others = byName.get(one.label) ?? [];
    const bySide = new Set(others.map((other) => other.title)).size === others.length;
    if (others.length === 1) return { label: one.label, times, values };
    const label = bySide ? `${one.label} (${one.title})` : printLabels(labels);
    return { label, times, values };
  });
}

function samePoints(a: Series, b: Series): boolean {
  if (a === b) return true;
  return (
    a.times.length === b.times.length &&
    a.times.every((time, i) => time === b.times[i] && a.values[i] === b.values[i])
  );
}
