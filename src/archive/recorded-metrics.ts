import { z } from 'zod';
import type { Labels } from '#series';
import { labelsSchema, METRICS_FILE, parseEntry } from './manifest';

/** The answers of a Prometheus to a few range queries, as they were when the archive was made. */
export interface RecordedMetrics {
  /** Seconds between points. */
  readonly step: number;
  readonly queries: readonly RecordedQuery[];
}

export interface RecordedQuery {
  readonly query: string;
  readonly series: readonly RecordedSeries[];
}

/** Points in time order: epoch seconds and the value in Prometheus' spelling (`NaN`, `+Inf`, `0.25`). */
export interface RecordedSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [number, string])[];
}

export const NO_METRICS: RecordedMetrics = { step: 0, queries: [] };

const metricsSchema = z.object({
  step: z.number().nonnegative(),
  queries: z.array(
    z.object({
      query: z.string(),
      series: z.array(
        z.object({ labels: labelsSchema, points: z.array(z.tuple([z.number(), z.string()])) }),
      ),
    }),
  ),
});

export function parseMetrics(json: string): RecordedMetrics {
  return parseEntry(METRICS_FILE, json, metricsSchema);
}

export function printMetrics(metrics: RecordedMetrics): string {
  return JSON.stringify(metrics);
}
