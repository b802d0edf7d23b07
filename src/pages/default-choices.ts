import type { Labels, TimeRange } from '#series';
import type { ProfileSeries } from '#sources';

/** Labels of the series with the highest mean over its points. */
export function busiest(series: readonly ProfileSeries[]): Labels | undefined {
  let best: { labels: Labels; mean: number } | undefined;
  for (const { labels, values } of series) {
    const points = values.filter((value) => value !== null);
    const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
    if (points.length > 0 && (!best || mean > best.mean)) best = { labels, mean };
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
