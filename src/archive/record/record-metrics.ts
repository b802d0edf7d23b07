import { z } from 'zod';
import type { Series, TimeRange } from '#series';
import {
  createPrometheusSource,
  SourceError,
  type Transport,
  type TransportResponse,
} from '#sources';
import {
  MOST_TEXT_BYTES,
  type RecordedMetrics,
  type RecordedQuery,
  type RecordedSeries,
} from '#replay';

export interface MetricsToRecord {
  readonly transport: Transport;
  readonly queries: readonly string[];
  readonly range: TimeRange;
  /** Milliseconds. */
  readonly step: number;
  readonly signal: AbortSignal | undefined;
}

export interface RecordedAnswers {
  readonly metrics: RecordedMetrics;
  /** What the server calls itself; '' unknown. */
  readonly version: string;
  /** Sentences for the user: what is left out, and the server's warnings. */
  readonly notes: readonly string[];
}

/**
 * The answers of a Prometheus to range queries, on the multiples of the step. NaN and infinities, which a chart cannot draw, are gaps,
 * and counted. A query that the server can read but not answer (HTTP 422) is left out with its message. Rejects with SourceError.
 */
export async function recordMetrics(asked: MetricsToRecord): Promise<RecordedAnswers> {
  const { range, step } = asked;
  const grid = { start: Math.floor(range.start / step) * step, end: range.end };
  const queries: RecordedQuery[] = [];
  const notes: string[] = [];
  let size = 0;
  for (const query of new Set(asked.queries)) {
    const answer = await recordQuery(query, { ...asked, range: grid });
    const added = answer.series ? JSON.stringify(answer.series).length : 0;
    if (size + added > MOST_BYTES) {
      notes.push(`not recorded: ${query}: the metrics would be more than an archive takes`);
      continue;
    }
    size += added;
    if (answer.series) queries.push({ query, series: answer.series });
    notes.push(...answer.notes);
  }
  const version = await fetchVersion(asked);
  return { metrics: { step: step / 1000, queries }, version, notes };
}

/** Half of what a reader takes, since labels may be of characters that are more than one byte. */
const MOST_BYTES = MOST_TEXT_BYTES / 2;

interface Answer {
  readonly series?: readonly RecordedSeries[];
  readonly notes: readonly string[];
}

const CANNOT_ANSWER = 422;

async function recordQuery(
  query: string,
  { transport, range, step, signal }: MetricsToRecord,
): Promise<Answer> {
  let nans = 0;
  const counting: Transport = {
    request: async (request) => {
      const response = await transport.request(request);
      nans += countNan(response);
      return response;
    },
  };
  try {
    const source = createPrometheusSource({ transport: counting });
    const answer = await source.fetchRange({ query, range, step }, signal ? { signal } : {});
    const gaps =
      nans > 0 ? [`${nans} NaN ${nans === 1 ? 'value is a gap' : 'values are gaps'}`] : [];
    const notes = [...gaps, ...answer.warnings].map((note) => `${query}: ${note}`);
    return { series: answer.series.map(toRecorded), notes };
  } catch (error) {
    if (!(error instanceof SourceError) || error.status !== CANNOT_ANSWER) throw error;
    return { notes: [`not recorded: ${query}: ${shorten(error.detail)}`] };
  }
}

/** A point of an answer; in a label's value the quotes would be escaped. */
const NAN_POINT = /\[\s*[\d.eE+-]+\s*,\s*"NaN"\s*\]/g;

/** A Series has one kind of gap, so what becomes one is counted before it is read. */
function countNan({ body }: TransportResponse): number {
  return new TextDecoder().decode(body).match(NAN_POINT)?.length ?? 0;
}

function toRecorded({ labels, times, values }: Series): RecordedSeries {
  const points = times.flatMap((time, i): RecordedSeries['points'] => {
    const value = values[i] ?? null;
    return value === null ? [] : [[time / 1000, String(value)]];
  });
  return { labels, points };
}

const LONGEST_MESSAGE = 200;

/** A note is one line. */
function shorten(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
}

const buildInfo = z.object({ data: z.object({ version: z.string() }) });

/** Not every server that speaks PromQL tells its version: '' then. */
async function fetchVersion({ transport, signal }: MetricsToRecord): Promise<string> {
  const path = 'api/v1/status/buildinfo';
  const { body } = await transport.request({ path, method: 'GET', ...(signal && { signal }) });
  try {
    const reported = buildInfo.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return reported.success ? reported.data.data.version : '';
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
}
