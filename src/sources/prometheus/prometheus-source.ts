import type { Milliseconds, TimeRange } from '#series';
import type { MetricSource, Transport, TransportRequest } from '../ports';
import { decodeAnswer, decodeLabelValues } from './decode-answer';
import { readData } from './read-data';

/**
 * Prometheus' HTTP API, https://prometheus.io/docs/prometheus/latest/querying/api/ (also what Mimir and Thanos answer).
 * `basePath` is what stands before `api/v1/`, for a server under a path prefix that the transport does not know of.
 * A range answer has a `null` where a step between two points has no value, so that a chart draws the gap.
 */
export function createPrometheusSource(options: {
  readonly transport: Transport;
  readonly basePath?: string;
}): MetricSource {
  const root = apiRoot(options.basePath ?? '');
  const ask = async (request: TransportRequest) =>
    readData(await options.transport.request(request));
  return {
    async fetchRange({ query, range, step }, { signal } = {}) {
      const form = new URLSearchParams({ query, ...bounds(range), step: seconds(step) });
      return decodeAnswer(await ask(post(`${root}query_range`, form, signal)), step);
    },
    async fetchInstant({ query, time }, { signal } = {}) {
      const form = new URLSearchParams({ query });
      if (time !== undefined) form.set('time', seconds(time));
      return decodeAnswer(await ask(post(`${root}query`, form, signal)));
    },
    async fetchLabelValues({ name, match, range }, { signal } = {}) {
      const form = new URLSearchParams(bounds(range));
      for (const selector of [match ?? []].flat()) form.append('match[]', selector);
      const path = `${root}label/${encodeURIComponent(name)}/values?${form}`;
      return decodeLabelValues(await ask({ path, method: 'GET', signal }));
    },
  };
}

function apiRoot(basePath: string): string {
  const path = basePath.replace(/^\/+|\/+$/g, '');
  return path === '' ? 'api/v1/' : `${path}/api/v1/`;
}

/** A form body: expressions outgrow what proxies accept in a URL. */
function post(path: string, form: URLSearchParams, signal?: AbortSignal): TransportRequest {
  return {
    path,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    signal,
  };
}

function bounds(range: TimeRange) {
  return { start: seconds(range.start), end: seconds(range.end) };
}

/** Decimal seconds; String() alone would print 1e-7 for what is smaller than a server takes. */
function seconds(time: Milliseconds): string {
  return (time / 1000).toFixed(3);
}
