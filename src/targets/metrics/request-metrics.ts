import { REQUESTS, requestRate } from './default-panels';
import type { MetricJoin } from './join/metric-join-types';
import { compileMetricNames } from './metric-names';

const COUNTER = /_(total|count)$/;
/** Names that PromQL takes as they are. */
const PLAIN_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** Metrics that can count the requests of a selection: those with usual names, the ones that say most first; then every other counter, by name. */
export interface RequestMetrics {
  readonly usual: readonly string[];
  readonly others: readonly string[];
}

export function requestMetricsAmong(names: readonly string[]): RequestMetrics {
  const counters = [...new Set(names)]
    .filter(isMetricName)
    .filter((name) => COUNTER.test(name))
    .sort((a, b) => (a < b ? -1 : 1));
  const patterns = compileMetricNames(REQUESTS);
  const usual = new Set(patterns.flatMap((fits) => counters.filter(fits)));
  return { usual: [...usual], others: counters.filter((name) => !usual.has(name)) };
}

export function isMetricName(text: string): boolean {
  return PLAIN_NAME.test(text);
}

/** PromQL for a metric's rate in requests per second over the join, the same as the chart of requests asks. */
export function requestRateQuery(
  metric: string,
  join: Pick<MetricJoin, 'matchers' | 'by'>,
): string {
  return requestRate.query({ ...join, metric });
}
