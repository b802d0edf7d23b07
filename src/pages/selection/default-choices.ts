import { labelsKey, pickLabels, printMatchers, type Labels, type TimeRange } from '#series';
import type { ProfileSeries } from '#sources';
import { besides } from '../state/view/view-transitions';
import type { SideState } from '../state/view/view-state';

/** What watches the others: nobody opens a profiler to look at it, however busy it is. */
const WATCHERS = new Set(
  'parca prometheus grafana loki tempo mimir thanos cortex alertmanager pyroscope jaeger otelcol opentelemetry-collector promtail alloy'.split(
    ' ',
  ),
);

/** What is put behind a program's name with a dash. */
const ADDED = /^(k8s|agent|server|operator|\d+|[a-z])$/;

/** `prometheus`, `grafana-agent/0`, `parca-k8s/1` */
function isWatcher(value: string): boolean {
  const application = value.replace(/\/\d+$/, '');
  const parts = application.split('-');
  while (parts.length > 1 && ADDED.test(parts.at(-1)!)) parts.pop();
  return WATCHERS.has(application) || WATCHERS.has(parts.join('-'));
}

/**
 * The values of the labels `by` whose series, added up, have the highest mean over their points; of profilers and monitoring only
 * where there is nothing else.
 */
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
  let best: { labels: Labels; mean: number; watches: boolean } | undefined;
  for (const { labels, points } of units.values()) {
    const mean = [...points.values()].reduce((sum, value) => sum + value, 0) / points.size;
    const watches = Object.values(labels).some(isWatcher);
    const isBetter = !best || (watches === best.watches ? mean > best.mean : best.watches);
    if (points.size > 0 && isBetter) best = { labels, mean, watches };
  }
  return best?.labels;
}

interface Windows {
  readonly baseline: TimeRange;
  readonly comparison: TimeRange;
}

/**
 * Windows for the sides that have none, so that the sides differ in one thing: of one selection two times, of two selections one time,
 * which is the other side's or the whole range.
 */
export function windowsFor(
  sides: Readonly<Record<keyof Windows, SideState>>,
  range: TimeRange,
): Windows {
  const { baseline, comparison } = sides;
  const text = ({ matchers }: SideState) => matchers && printMatchers(matchers);
  if (text(baseline) !== text(comparison))
    return {
      baseline: baseline.window ?? comparison.window ?? range,
      comparison: comparison.window ?? baseline.window ?? range,
    };
  if (!baseline.window && !comparison.window) return halves(range);
  return {
    baseline: baseline.window ?? besides(comparison.window!, range),
    comparison: comparison.window ?? besides(baseline.window!, range),
  };
}

/** Two windows to start a comparison from: the earlier and the later half. They share no instant, hence no scrape. */
export function halves(range: TimeRange): Windows {
  const middle = Math.round((range.start + range.end) / 2);
  return {
    baseline: { start: range.start, end: middle },
    comparison: { start: middle + 1, end: range.end },
  };
}
