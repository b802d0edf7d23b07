import type { FleetEvent } from '#changes';
import {
  type Labels,
  type Milliseconds,
  type Series,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import type { MetricSource } from '#sources';
import {
  alertAnnotations,
  alertQuery,
  metricJoin,
  requestMetricsAmong,
  requestRateQuery,
  restartAnnotations,
} from '#targets';
import type { BuildsOfSlice } from '../slices/fetch-batch';
import type { Asking } from '../asking';
import type { Fleet, ScannedApplication } from '../fleet';

/** What Prometheus tells of an application over the range. */
export interface ApplicationMetrics {
  readonly events: readonly FleetEvent[];
  /** Restarts are measured, and both questions were answered. */
  readonly isAll: boolean;
  /** Requests per second, where a metric counts them. */
  readonly requests: readonly Series[];
}

export interface MetricTools {
  readonly metrics: MetricSource;
  readonly asking: Asking;
  readonly fleet: Fleet;
  readonly labelSets: readonly Labels[];
  readonly aliases: TopologyAliases;
  readonly range: TimeRange;
  readonly step: Milliseconds;
}

const START_TIME = 'process_start_time_seconds';

/** Restarts, alerts and requests: one question for what is there, one more for each that is. */
export async function fetchApplicationMetrics(
  tools: MetricTools,
  application: ScannedApplication,
): Promise<ApplicationMetrics> {
  const found = await findMetrics(tools, application);
  if (!found) return { events: [], isAll: false, requests: [] };
  const { join, names } = found;
  const [metric] = requestMetricsAmong(names).usual;
  const [restarts, alerts, requests] = await Promise.all([
    fetchStarts(tools, found, application.name),
    fetchAlerts(tools, alertQuery(join), application.name),
    metric === undefined ? undefined : fetchSeries(tools, requestRateQuery(metric, join)),
  ]);
  return {
    events: [...(restarts ?? []), ...(alerts ?? [])],
    isAll: restarts !== undefined && alerts !== undefined,
    requests: requests ?? [],
  };
}

/** When processes of the application began within the range. */
export async function fetchRestarts(
  tools: MetricTools,
  application: ScannedApplication,
): Promise<readonly FleetEvent[]> {
  const found = await findMetrics(tools, application);
  return (found && (await fetchStarts(tools, found, application.name))) ?? [];
}

interface FoundMetrics {
  readonly join: ReturnType<typeof metricJoin>;
  readonly names: readonly string[];
  readonly unitNamed: (labels: Labels) => string | undefined;
}

async function findMetrics(
  { metrics, asking, fleet, labelSets, aliases, range }: MetricTools,
  application: ScannedApplication,
): Promise<FoundMetrics | undefined> {
  const own = labelSets.filter((labels) => {
    const unit = fleet.unitOf(labels);
    return unit !== undefined && application.units.includes(unit);
  });
  const join = metricJoin(application.matchers, own, { aliases });
  if (join.tier === 'none' || join.matchers === '') return undefined;
  const question = { name: '__name__', match: join.matchers, range };
  const names = await asking.ask(`metrics of ${application.name}`, (options) =>
    metrics.fetchLabelValues(question, options),
  );
  if (!names) return undefined;
  return { join, names, unitNamed: (labels) => fleet.unitOf(labels)?.name };
}

/** undefined: they are not measured, or the question failed. */
async function fetchStarts(
  tools: MetricTools,
  { join, names, unitNamed }: FoundMetrics,
  application: string,
): Promise<readonly FleetEvent[] | undefined> {
  if (!names.includes(START_TIME)) return undefined;
  const series = await fetchSeries(tools, `${START_TIME}${join.matchers}`);
  if (!series) return undefined;
  return restartAnnotations(series, tools.range, tools.aliases).map(({ time, text, labels }) => ({
    ...{ kind: 'restart', application, time, text, unit: unitNamed(labels) },
  }));
}

/** Most have none: their names are asked first, which an archive without alerts answers too. undefined: a question failed, or there is none to ask. */
async function fetchAlerts(
  tools: MetricTools,
  query: string | undefined,
  application: string,
): Promise<readonly FleetEvent[] | undefined> {
  if (query === undefined) return undefined;
  const { metrics, asking, range, step, aliases, fleet } = tools;
  const names = await asking.ask('alerts', (options) =>
    metrics.fetchLabelValues({ name: 'alertname', match: query, range }, options),
  );
  if (!names?.length) return names && [];
  const series = await fetchSeries(tools, query);
  if (!series) return undefined;
  return alertAnnotations(series, aliases, range.start + step)
    .filter(({ incomparable }) => incomparable === undefined)
    .map(({ time, text, labels }) => ({
      ...{ kind: 'alert', application, time, text, unit: fleet.unitOf(labels)?.name },
    }));
}

async function fetchSeries(
  { metrics, asking, range, step }: MetricTools,
  query: string,
): Promise<readonly Series[] | undefined> {
  const answer = await asking.ask(query, (options) =>
    metrics.fetchRange({ query, range, step }, options),
  );
  return answer?.series;
}

/** A process of another build begins within the gap of the slices that tell it. */
const SAME: Milliseconds = 60_000;

/**
 * Where the slices of a unit become those of another build, at the time of the restart in between where one is known; and the other restarts and
 * alerts.
 */
export function withDeploys(
  application: string,
  builds: readonly BuildsOfSlice[],
  events: readonly FleetEvent[],
): readonly FleetEvent[] {
  const used = new Set<FleetEvent>();
  const last = new Map<string | undefined, { readonly ids: string; readonly end: Milliseconds }>();
  const inOrder = [...builds]
    .filter(({ buildIds }) => buildIds.length > 0)
    .sort((a, b) => a.range.start - b.range.start);
  const deploys = inOrder.flatMap(({ unit, range, buildIds }): FleetEvent[] => {
    const ids = [...buildIds].sort().join();
    const before = last.get(unit);
    last.set(unit, { ids, end: range.end });
    if (!before || before.ids === ids) return [];
    const restart = events.find(
      (event) =>
        event.kind === 'restart' &&
        event.unit === unit &&
        event.time >= before.end - SAME &&
        event.time <= range.start + SAME,
    );
    if (restart) used.add(restart);
    const time = restart?.time ?? Math.round((before.end + range.start) / 2);
    return [{ kind: 'deploy', application, unit, time, text: 'the build changed' }];
  });
  return [...deploys, ...events.filter((event) => !used.has(event))];
}
