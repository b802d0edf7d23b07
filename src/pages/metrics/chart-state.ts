import { printLabels, sameLabels, type Labels, type Series } from '#series';
import type { TimelineChart } from '#ui';
import { explain } from '../advice';
import type { Kept } from '../use-kept';

export type ChartAnswer = Pick<Kept<readonly Series[]>, 'data' | 'state' | 'error'> & {
  readonly warnings?: readonly string[] | undefined;
  /** Whose answer it is, for series that would have one name: "baseline". */
  readonly title: string;
};

const NO_SERIES: readonly Series[] = [];

/** One chart of several answers: a failed one is said, and never takes the others' series away. */
export function chartState(
  answers: readonly ChartAnswer[],
  words: { legend: (labels: Labels) => string; empty: string },
): TimelineChart['state'] {
  const series = namedSeries(answers, words.legend);
  const failed = answers.find((answer) => answer.state === 'failed');
  if (failed?.error) return { kind: 'failed', message: explain(failed.error).facts, series };
  if (answers.some((answer) => answer.state === 'loading')) return { kind: 'loading', series };
  if (series.length === 0) return { kind: 'empty', reason: words.empty };
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
  const distinct = all.filter(
    (one, index) => all.findIndex((other) => isSame(one.series, other.series)) === index,
  );
  const namesakes = (one: (typeof all)[number]) =>
    distinct.filter((other) => other.label === one.label);
  return distinct.map((one) => {
    const { times, values, labels } = one.series;
    const others = namesakes(one);
    const bySide = new Set(others.map((other) => other.title)).size === others.length;
    if (others.length === 1) return { label: one.label, times, values };
    const label = bySide ? `${one.label} (${one.title})` : printLabels(labels);
    return { label, times, values };
  });
}

/** The same answer, or the same labels with the same points. */
function isSame(a: Series, b: Series): boolean {
  if (a === b) return true;
  return (
    sameLabels(a.labels, b.labels) &&
    a.times.length === b.times.length &&
    a.times.every((time, i) => time === b.times[i] && a.values[i] === b.values[i])
  );
}
