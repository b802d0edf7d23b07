import { z } from 'zod';
import type { Labels } from '#series';
import { labelsSchema, METRICS_FILE, parseEntry, printGot } from './manifest';

/** The answers of a Prometheus to a few range queries, as they were when the archive was made. */
export interface RecordedMetrics {
  /** Seconds between points. */
  readonly step: number;
  readonly queries: readonly RecordedQuery[];
}

export interface RecordedQuery {
  readonly query: string;
  /** Seconds between its points, where they are not as far apart as the others'. */
  readonly step?: number | undefined;
  readonly series: readonly RecordedSeries[];
}

/** Points in time order: epoch seconds and the value in Prometheus' spelling (`NaN`, `+Inf`, `0.25`). */
export interface RecordedSeries {
  readonly labels: Labels;
  readonly points: readonly (readonly [number, string])[];
}

export const NO_METRICS: RecordedMetrics = { step: 0, queries: [] };

const got = (expected: string) => ({
  error: (issue: { readonly input?: unknown }) =>
    `expected ${expected}, got ${printGot(issue.input)}`,
});
const value = z
  .string(got('a value in a string'))
  .regex(/^(NaN|[+-]?Inf|[+-]?\d+(\.\d*)?(e[+-]?\d+)?)$/i, got('a number in a string'));
const pointsSchema = z
  .array(z.tuple([z.number(got('seconds')), value]))
  .refine((points) => points.every(([time], i) => i === 0 || time > points[i - 1]![0]), {
    error: 'expected each time to be after the one before',
  });

const metricsSchema = z.object({
  step: z.number(got('seconds')).nonnegative(got('seconds')),
  queries: z.array(
    z.object({
      query: z.string(got('a string')),
      step: z.number(got('seconds')).nonnegative(got('seconds')).optional(),
      series: z.array(z.object({ labels: labelsSchema, points: pointsSchema })),
    }),
  ),
});

export function parseMetrics(json: string): RecordedMetrics {
  return parseEntry(METRICS_FILE, json, metricsSchema);
}

export function printMetrics(metrics: RecordedMetrics): string {
  return JSON.stringify(metrics);
}
