import { labelsKey, pickLabels, type Labels, type TimeRange } from '#series';
import type { ProfileSeries } from '#sources';

/** The values of the labels `by` whose series, added up, have the highest mean over their points. */
export function busiest(
  series: readonly ProfileSeries[],
  by: readonly string[],
): Labels | undefined {
  const units = new Map<string, { labels: Labels; points: Map<number, number> }>();
  for (const { labels: all, times, values } of series) {
    const labels = pickLabels(all, by);
    const unit = units.get(labelsKey(labels)) ?? { labels, points: new Map<number, number>() };
    units.set(labelsKey(labels), unit);
    values.forEach((value, i) => {
      const time = times[i]!;
      if (value !== null) unit.points.set(time, (unit.points.get(time) ?? 0) + value);
    });
  }
  let best: { labels: Labels; mean: number } | undefined;
  for (const { labels, points } of units.values()) {
    const mean = [...points.values()].reduce((sum, value) => sum + value, 0) / points.size;
    if (points.size > 0 && (!best || mean > best.mean)) best = { labels, mean };
  }
  return best?.labels;
}

/** Two windows to start a comparison from: the earlier and the later half. They share no instant, hence no scrape. */
export function halves(range: TimeRange): { baseline: TimeRange; comparison: TimeRange } {
  const middle = Math.round((range.start + range.end) / 2);
  return {
    baseline: { start: range.start, end: middle },
    comparison: { start: middle + 1, end: range.end },
  };
}
