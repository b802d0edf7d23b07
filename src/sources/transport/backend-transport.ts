import { firstValueFrom, lastValueFrom, Observable, takeUntil, tap } from 'rxjs';
import { AnswerBody, MOST_ANSWER_BYTES, tooLarge } from './answer-body';
import { SourceError, type SourceErrorKind } from '../source-error';
import type { Transport, TransportRequest, TransportResponse } from '../ports';
import { Turns } from './turns';

/** As long as a Parca takes before it cuts an answer off. */
const TIMEOUT_MS = 60_000;

/** What is used of Grafana's `BackendSrv`, so that this room needs no Grafana at run time. */
interface Backend {
  fetch<T>(options: BackendRequest): Observable<BackendResponse<T>>;
  /** Since Grafana 12.1. An answer with an HTTP error is an answer here; nothing is asked again with a new session. */
  chunked?(options: BackendRequest): Observable<BackendResponse<Uint8Array | undefined>>;
}

export interface BackendRequest {
  readonly url: string;
  readonly method: string;
  readonly headers?: Record<string, string>;
  readonly data?: Blob | string;
  readonly responseType: 'arraybuffer';
  readonly showErrorAlert: boolean;
  readonly abortSignal: AbortSignal;
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
  /** Of the page; a session may have gone on to another organisation in another tab. */
  readonly orgId?: number | undefined;
  /** For a whole answer; a minute when missing. */
  readonly timeoutMs?: number;
}

/** What goes out in pieces passes by Grafana's queue of five, which leaves a connection of the browser's six to Grafana itself. */
const turns = new Turns(5);

/**
 * A Transport through Grafana's datasource proxy. Bytes go as a Blob, because Grafana makes form data of anything else that is not
 * text; an answer with an HTTP error is an answer here. Answers are read in pieces where Grafana can, so that one without an end stops at
 * the limit. Rejects with a SourceError: unreachable, timeout, tooLarge or aborted.
 */
export function createBackendTransport(options: BackendTransportOptions): Transport {
  const { backend, source, orgId, timeoutMs = TIMEOUT_MS } = options;
  const url = options.url.replace(/\/+$/, '');
  return {
    async request(request) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      const most = Math.min(MOST_ANSWER_BYTES, request.mostBytes ?? MOST_ANSWER_BYTES);
      const read = { source, most };
      try {
        const options = backendRequest(url, request, signal);
        const whole = async () =>
          readAnswer(read, await firstValueFrom(backend.fetch<ArrayBuffer>(options)));
        if (!backend.chunked) return await whole();
        const chunked = backend.chunked(addOrg(options, orgId));
        const answer = await turns.take(() => readPieces(read, chunked, signal), signal);
        // Not even begun: by Grafana's usual way it may come, and says what Grafana says where it does not. 401 is Grafana's own refusal, for a
        // server's comes as 400: asked whole, Grafana renews the session first.
        return answer === undefined || answer.status === 401 ? await whole() : answer;
      } catch (cause) {
        const fail = (kind: SourceErrorKind, detail: string) =>
          new SourceError({ kind, source, detail, cause });
        if (request.signal?.aborted) throw fail('aborted', 'the request was cancelled');
        if (timeout.aborted) throw fail('timeout', `no answer within ${timeoutMs / 1000} s`);
        if (cause instanceof SourceError) throw cause;
        if (isFailedAnswer(cause)) return readAnswer(read, cause);
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

/** Which Grafana adds to what it reads whole. */
function addOrg(options: BackendRequest, orgId: number | undefined): BackendRequest {
  // Below the path of Grafana's own page, as it has it for the others.
  const url = options.url.replace(/^\//, '');
  if (orgId === undefined) return { ...options, url };
  return { ...options, url, headers: { ...options.headers, 'X-Grafana-Org-Id': String(orgId) } };
}

interface Reading {
  readonly source: string;
  /** Bytes of an answer. */
  readonly most: number;
}

/** undefined: it failed before there was any of an answer. Leaving off, at the limit too, cancels the request. */
async function readPieces(
  { source, most }: Reading,
  pieces: Observable<BackendResponse<Uint8Array | undefined>>,
  signal: AbortSignal,
): Promise<TransportResponse | undefined> {
  const body = new AnswerBody(source, most);
  let hasBegun = false;
  const reading = pieces.pipe(
    takeUntil(whenAborted(signal)),
    tap(({ data }) => {
      hasBegun = true;
      if (data) body.add(data);
    }),
  );
  try {
    const { status, headers } = await lastValueFrom(reading);
    return { status, headers: Object.fromEntries(headers), body: body.bytes() };
  } catch (cause) {
    if (cause instanceof SourceError || signal.aborted) throw cause;
    if (!hasBegun) return undefined;
    throw body.broke(cause, messageOf(cause));
  }
}

/** Fails with the signal. */
function whenAborted(signal: AbortSignal): Observable<never> {
  return new Observable((subscriber) => {
    const fail = () => subscriber.error(signal.reason);
    if (signal.aborted) fail();
    signal.addEventListener('abort', fail, { once: true });
    return () => signal.removeEventListener('abort', fail);
  });
}

/** Grafana before 12.1 has read it whole by now; the limit keeps it from being decoded. */
function readAnswer(
  { source, most }: Reading,
  { status, headers, data }: BackendResponse<unknown>,
): TransportResponse {
  const body = bytesOf(data);
  if (body.length > most) throw tooLarge(source, most);
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
