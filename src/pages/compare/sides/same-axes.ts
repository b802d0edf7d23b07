import type { TimelineChart, TimelineSeries } from '#ui';

/** Charts of one metric reach as high in both: what looks higher is higher. */
export function withSameAxes<T extends { readonly charts: readonly TimelineChart[] }>(
  timelines: readonly T[],
): T[] {
  const highest = new Map<string, number>();
  for (const { id, state } of timelines.flatMap(({ charts }) => charts))
    highest.set(id, Math.max(highest.get(id) ?? 0, greatestOf(seriesOf(state))));
  return timelines.map((timeline) => ({
    ...timeline,
    charts: timeline.charts.map((chart) => ({ ...chart, axisHolds: highest.get(chart.id)! })),
  }));
}

function seriesOf(state: TimelineChart['state']): readonly TimelineSeries[] {
  return state.kind === 'empty' ? [] : (state.series ?? []);
}

function greatestOf(series: readonly TimelineSeries[]): number {
  let greatest = 0;
  for (const { values } of series)
    for (const value of values) greatest = Math.max(greatest, value ?? 0);
  return greatest;
}
