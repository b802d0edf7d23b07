import { groupBy, labelsKey, type Milliseconds, type Series, type TimeRange } from '#series';
import type { MetricToSave } from './archive-sink';

/** One answer on the page, and the grid that it was asked on. */
export interface ShownMetric {
  readonly query: string;
  readonly range: TimeRange;
  /** A moment's answer has none. */
  readonly step: Milliseconds;
  readonly series: readonly Series[];
}

/**
 * Each query once, with the points of all its answers: they were asked on several grids (the page's range, each window), and each value is the
 * server's at its moment. Where a grid has no value a gap is written down, so that no point of another grid is taken for it.
 */
export function metricsToSave(shown: readonly ShownMetric[]): readonly MetricToSave[] {
  return [...groupBy(shown, ({ query }) => query)].map(([query, answers]) => {
    const all = answers.flatMap(({ series, range, step }) =>
      series.map((one) => ({ one, range, step })),
    );
    return {
      query,
      step: Math.max(...answers.map(({ step }) => step)) / 1000,
      series: [...groupBy(all, ({ one }) => labelsKey(one.labels)).values()].map((alike) => ({
        labels: alike[0]!.one.labels,
        points: pointsOf(alike),
      })),
    };
  });
}

type OnGrid = Pick<ShownMetric, 'range' | 'step'> & { readonly one: Series };

function pointsOf(alike: readonly OnGrid[]): MetricToSave['series'][number]['points'] {
  const points = new Map<Milliseconds, number | null>();
  const add = (time: Milliseconds, value: number | null) =>
    points.set(time, value ?? points.get(time) ?? null);
  for (const { one, range, step } of alike) {
    one.times.forEach((time, i) => add(time, one.values[i] ?? null));
    const after = (one.times.at(-1) ?? range.end) + step;
    if (step > 0 && after <= range.end) add(after, null);
  }
  return [...points]
    .sort(([a], [b]) => a - b)
    .map(([time, value]) => [time / 1000, value === null ? 'NaN' : String(value)] as const);
}
