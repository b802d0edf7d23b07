import { dateTime, type DataQueryRequest, type TimeRange } from '@grafana/data';

export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
export const MEMORY = 'memory:inuse_space:bytes:space:bytes';

export function grafanaRange(start: number, end: number): TimeRange {
  const [from, to] = [dateTime(start), dateTime(end)];
  return { from, to, raw: { from, to } };
}

export function demoRequest<Q extends { refId: string }>(
  targets: readonly Q[],
  of: { readonly range: TimeRange } & Partial<DataQueryRequest>,
): DataQueryRequest<Q> {
  return {
    requestId: 'Q1',
    interval: '15s',
    intervalMs: 15_000,
    maxDataPoints: 100,
    scopedVars: {},
    timezone: 'utc',
    app: 'dashboard',
    startTime: 0,
    ...of,
    targets: [...targets],
  } as DataQueryRequest<Q>;
}
