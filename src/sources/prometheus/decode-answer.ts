import { z } from 'zod';
import type { Labels, Milliseconds, Series } from '#series';
import type { MetricAnswer } from '../ports';
import { SourceError } from '../source-error';
import { parseWith } from '../parse-with';
import { PROMETHEUS, type PrometheusData } from './read-data';

/** Not z.record, which drops a label called `__proto__`. */
const labels = z
  .custom<Record<string, unknown>>(isObject, 'an object of labels')
  .transform((metric, context): Labels => {
    const entries = Object.entries(metric).map(([name, value]): [string, string] => {
      if (typeof value === 'string') return [name, value];
      context.addIssue({ code: 'invalid_type', expected: 'string', path: [name], input: value });
      return [name, ''];
    });
    return Object.fromEntries(entries);
  });
const DATA = { source: PROMETHEUS, at: 'data' };
const NUMBER = /^(NaN|[+-]?Inf|[+-]?\d+(\.\d*)?(e[+-]?\d+)?)$/i;
const point = z.tuple([z.number(), z.string().regex(NUMBER, 'a number in a string')]);
/** A series of native histograms has no `values`. */
const histograms = z.array(z.unknown()).optional();
const RESULT_TYPES = 'matrix, vector, scalar or string';
const shapes = [
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(point).optional(), histograms })),
  }),
  z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({ metric: labels, value: point.optional(), histogram: z.unknown().optional() }),
    ),
  }),
  z.object({ resultType: z.literal('scalar'), result: point }),
  z.object({ resultType: z.literal('string'), result: z.tuple([z.number(), z.string()]) }),
] as const;
const result = z.discriminatedUnion('resultType', shapes, { error: RESULT_TYPES });

type Point = z.infer<typeof point>;
interface WireSeries {
  readonly metric: Labels;
  readonly points: readonly Point[] | undefined;
  readonly hasHistograms: boolean;
}

/**
 * Series from a query's data: seconds become ms, NaN, +Inf and -Inf become `null`. What has no place in a Series (infinities,
 * native histograms) is counted in a warning. With a `step`, a `null` stands after a point whose next step is missing.
 */
export function decodeAnswer(
  { data, warnings }: PrometheusData,
  step?: Milliseconds,
): MetricAnswer {
  const wire = readSeries(data);
  checkTimes(wire);
  const floats = wire.filter((one) => one.points !== undefined);
  return {
    series: floats.map(({ metric, points }) => seriesOf(metric, points!, step)),
    warnings: [
      ...warnings,
      ...infinityWarning(floats.flatMap((one) => one.points!)),
      ...histogramWarning(wire.filter((one) => one.hasHistograms).length),
    ],
  };
}

/** Each is a line of a chart, or a target; more would keep a page busy for seconds. */
const MOST_SERIES = { matrix: 20_000, vector: 100_000 };

function checkLength(data: unknown): void {
  if (!isObject(data)) return;
  const { resultType, result: series } = data as { resultType?: unknown; result?: unknown };
  if ((resultType !== 'matrix' && resultType !== 'vector') || !Array.isArray(series)) return;
  const most = MOST_SERIES[resultType];
  if (series.length > most)
    throw new SourceError({
      ...{ kind: 'tooLarge', source: PROMETHEUS },
      detail: `the answer has ${series.length} series, at most ${most} are read`,
    });
}

function readSeries(data: unknown): readonly WireSeries[] {
  checkLength(data);
  const answer = parseWith(result, data, DATA);
  switch (answer.resultType) {
    case 'matrix':
      return answer.result.map(({ metric, values, histograms }, n) =>
        wireSeries(
          { metric, points: values, hasHistograms: histograms !== undefined },
          n,
          'values',
        ),
      );
    case 'vector':
      return answer.result.map(({ metric, value, histogram }, n) => {
        const points = value && [value];
        return wireSeries({ metric, points, hasHistograms: histogram !== undefined }, n, 'value');
      });
    case 'scalar':
      return [{ metric: {}, points: [answer.result], hasHistograms: false }];
    case 'string':
      throw new SourceError({
        kind: 'badQuery',
        source: PROMETHEUS,
        detail: `the expression gives the text ${JSON.stringify(answer.result[1])}, not numbers`,
      });
  }
}

function wireSeries(series: WireSeries, n: number, field: 'value' | 'values'): WireSeries {
  if (series.points || series.hasHistograms) return series;
  const expected = field === 'values' ? 'array' : 'tuple';
  throw notThere(`data.result[${n}].${field}: expected ${expected}, got nothing`);
}

function checkTimes(wire: readonly WireSeries[]): void {
  wire.forEach(({ points = [] }, n) => {
    const late = points.findIndex(([time], i) => i > 0 && !(time > points[i - 1]![0]));
    if (late === -1) return;
    const [previous, time] = [points[late - 1]![0], points[late]![0]];
    throw notThere(
      `data.result[${n}].values[${late}][0]: expected a time after ${previous}, got ${time}`,
    );
  });
}

function notThere(detail: string): SourceError {
  return new SourceError({ kind: 'malformed', source: PROMETHEUS, detail });
}

function seriesOf(
  metric: Labels,
  points: readonly Point[],
  step: Milliseconds | undefined,
): Series {
  const times: Milliseconds[] = [];
  const values: (number | null)[] = [];
  for (const [seconds, text] of points) {
    const time = Math.round(seconds * 1000);
    const previous = times.at(-1);
    // Half a step is more than rounding to ms can move a point and less than a missing one.
    if (step !== undefined && previous !== undefined && time - previous > 1.5 * step) {
      times.push(previous + step);
      values.push(null);
    }
    times.push(time);
    values.push(finite(text));
  }
  return { labels: metric, times, values };
}

function finite(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function infinityWarning(points: readonly Point[]): readonly string[] {
  const count = points.filter(([, text]) => /inf/i.test(text)).length;
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'point is' : 'points are'} +Inf or -Inf: drawn as a gap`];
}

function histogramWarning(count: number): readonly string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? 'series has' : 'series have'} native histograms: left out`];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const labelValues = z.array(z.string());

/** The values as sent: sorted, without repetition. */
export function decodeLabelValues({ data }: PrometheusData): readonly string[] {
  return parseWith(labelValues, data, DATA);
}
