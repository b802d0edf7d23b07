import { z } from 'zod';
import { failureOfStatus, kindOfStatus, readProxyFailure } from '../transport/http-failure';
import { SourceError, type SourceErrorKind } from '../source-error';
import type { TransportResponse } from '../ports';
import { parseWith } from '../parse-with';

/** Who fails, in every SourceError of this folder. */
export const PROMETHEUS = 'Prometheus';

/** A successful answer before its data is looked at. */
export interface PrometheusData {
  readonly data: unknown;
  /** Warnings and infos as the server sent them. */
  readonly warnings: readonly string[];
}

const success = z.object({
  status: z.literal('success'),
  data: z.unknown().optional(),
  warnings: z.array(z.string()).nullish(),
  infos: z.array(z.string()).nullish(),
});
const failure = z.object({
  status: z.literal('error'),
  errorType: z.string(),
  error: z.string(),
});

const KIND_OF_ERROR_TYPE: ReadonlyMap<string, SourceErrorKind> = new Map([
  ['bad_data', 'badQuery'],
  ['execution', 'badQuery'],
  ['timeout', 'timeout'],
  ['canceled', 'timeout'],
  ['not_found', 'notFound'],
]);

/** The data of an answer, or the SourceError that it is. */
export function readData(response: TransportResponse): PrometheusData {
  const text = new TextDecoder().decode(response.body);
  const json = parseJson(text);
  const reported = failure.safeParse(json);
  if (reported.success) throw reportedError(response.status, reported.data);
  if (response.status < 200 || response.status > 299) throw statusError(response, text);
  if (json === undefined)
    throw malformed(response.status, `expected JSON, got ${seen(response, text)}`);
  const { data, warnings, infos } = parseWith(success, json, { source: PROMETHEUS, at: '' });
  return { data, warnings: [...(warnings ?? []), ...(infos ?? [])] };
}

function malformed(status: number, detail: string): SourceError {
  return new SourceError({ kind: 'malformed', source: PROMETHEUS, detail, status });
}

/** undefined: no JSON, which is never what a server sends. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reportedError(
  status: number,
  reported: { errorType: string; error: string },
): SourceError {
  const byStatus = [401, 403, 429].includes(status) ? kindOfStatus(status) : undefined;
  const kind = byStatus ?? KIND_OF_ERROR_TYPE.get(reported.errorType) ?? 'server';
  const detail = `${reported.errorType}: ${reported.error}`;
  return new SourceError({ kind, source: PROMETHEUS, status, detail });
}

/** An answer of a proxy, or of a Prometheus that is not ready yet: text of any kind. */
function statusError(response: TransportResponse, text: string): SourceError {
  const proxy = readProxyFailure(text);
  const found = seen(response, proxy?.error ?? text);
  return failureOfStatus({ source: PROMETHEUS, status: response.status, proxy, found });
}

const LONGEST_MESSAGE = 200;

/** Content type and the beginning of a body that is not Prometheus' JSON. */
function seen(response: TransportResponse, text: string): string {
  const type = response.headers['content-type'] ?? 'no content type';
  const message = text.replace(/\s+/g, ' ').trim();
  if (message === '') return `an empty body (${type})`;
  const start =
    message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
  return `${type}: ${start}`;
}
