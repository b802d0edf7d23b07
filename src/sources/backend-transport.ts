import { firstValueFrom, type Observable } from 'rxjs';
import { MOST_ANSWER_BYTES, tooLarge } from './answer-limit';
import { SourceError, type SourceErrorKind } from './source-error';
import type { Transport, TransportRequest, TransportResponse } from './ports';

/** As long as a Parca takes before it cuts an answer off. */
const TIMEOUT_MS = 60_000;

/** What is used of Grafana's `BackendSrv`, so that this room needs no Grafana at run time. */
interface Backend {
  fetch<T>(options: BackendRequest): Observable<BackendResponse<T>>;
}

export interface BackendRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly data?: Blob | string;
  readonly responseType: 'arraybuffer';
  readonly showErrorAlert: boolean;
  readonly abortSignal?: AbortSignal;
}

interface BackendResponse<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
}

export interface BackendTransportOptions {
  readonly backend: Backend;
  /** The datasource's proxy: `instanceSettings.url`. */
  readonly url: string;
  readonly source: string;
  /** For a whole answer; a minute when missing. */
  readonly timeoutMs?: number;
}

/**
 * A Transport through Grafana's datasource proxy. Bytes go as a Blob, because Grafana makes form data of anything else that is not
 * text; an answer with an HTTP error is an answer here. Rejects with a SourceError: unreachable, timeout, tooLarge or aborted.
 */
export function createBackendTransport(options: BackendTransportOptions): Transport {
  const { backend, source, timeoutMs = TIMEOUT_MS } = options;
  const url = options.url.replace(/\/+$/, '');
  return {
    async request(request) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      try {
        const answer = backend.fetch<ArrayBuffer>(backendRequest(url, request, signal));
        return readAnswer(source, await firstValueFrom(answer));
      } catch (cause) {
        const fail = (kind: SourceErrorKind, detail: string) =>
          new SourceError({ kind, source, detail, cause });
        if (request.signal?.aborted) throw fail('aborted', 'the request was cancelled');
        if (timeout.aborted) throw fail('timeout', `no answer within ${timeoutMs / 1000} s`);
        if (cause instanceof SourceError) throw cause;
        if (isFailedAnswer(cause)) return readAnswer(source, cause);
        if (isCancelled(cause)) throw fail('aborted', 'the request was cancelled');
        throw fail('unreachable', messageOf(cause));
      }
    },
  };
}

function backendRequest(
  url: string,
  request: TransportRequest,
  signal: AbortSignal,
): BackendRequest {
  const { path, method, headers, body } = request;
  const data = body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : body;
  return {
    url: `${url}/${path}`,
    method,
    // Grafana asks for JSON where nothing is said.
    headers: { accept: '*/*', ...headers },
    ...(data !== undefined && { data }),
    responseType: 'arraybuffer',
    showErrorAlert: false,
    abortSignal: signal,
  };
}

/** Grafana has read it whole by now; the limit keeps it from being decoded. */
function readAnswer(
  source: string,
  { status, headers, data }: BackendResponse<unknown>,
): TransportResponse {
  const body = bytesOf(data);
  if (body.length > MOST_ANSWER_BYTES) throw tooLarge(source, MOST_ANSWER_BYTES);
  return {
    status,
    headers: headers instanceof Headers ? Object.fromEntries(headers) : {},
    body,
  };
}

/** An answer with an HTTP error comes with what Grafana could make of its body: bytes, text or an object. */
function bytesOf(data: unknown): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data))
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data === undefined || data === null) return new Uint8Array();
  return new TextEncoder().encode(typeof data === 'string' ? data : JSON.stringify(data));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Grafana's FetchError, which it throws for every status that is not 2xx; without a connection there is no status. */
function isFailedAnswer(cause: unknown): cause is BackendResponse<unknown> {
  return isRecord(cause) && typeof cause['status'] === 'number' && cause['status'] >= 300;
}

function isCancelled(cause: unknown): boolean {
  return (
    (isRecord(cause) && cause['cancelled'] === true) ||
    (isRecord(cause) && cause['name'] === 'AbortError')
  );
}

function messageOf(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  if (!isRecord(cause)) return String(cause);
  const message = cause['message'] ?? cause['statusText'];
  return typeof message === 'string' && message !== '' ? message : 'no connection';
}
