import type { Transport, TransportRequest, TransportResponse } from '../ports';
import { SourceError } from '../source-error';

/** Panels and variables of a dashboard ask within a moment of each other; who presses refresh asks later and wants it anew. */
const KEPT_MS = 1000;
/** The trailer of gRPC-Web, at the end of a body. */
const TRAILER_BYTES = 200;

interface Shared {
  readonly answer: Promise<TransportResponse>;
  readonly stop: AbortController;
  /** Callers that have not cancelled; the last one that does stops the request. */
  waiting: number;
}

/**
 * Equal requests share the one that is under way, or its answer for a second. A caller that cancels leaves the others theirs.
 * Failures are shared while they happen, and not kept.
 */
export function dedupeRequests(transport: Transport): Transport {
  const shared = new Map<string, Shared>();
  return {
    request: (request) => {
      if (request.signal?.aborted) return Promise.reject(new SourceError(CANCELLED));
      const key = keyOf(request);
      const known = shared.get(key) ?? start(key, request);
      return join(known, request.signal, () => {
        if (shared.get(key) === known) shared.delete(key);
      });
    },
  };

  function start(key: string, request: TransportRequest): Shared {
    const stop = new AbortController();
    const answer = transport.request({ ...request, signal: stop.signal });
    const started: Shared = { answer, stop, waiting: 0 };
    shared.set(key, started);
    const forget = () => {
      if (shared.get(key) === started) shared.delete(key);
    };
    answer.then(
      (response) => (isGood(request, response) ? void setTimeout(forget, KEPT_MS) : forget()),
      forget,
    );
    return started;
  }
}

/** `forget`: no caller is left, so the next caller asks anew. */
function join(
  shared: Shared,
  signal: AbortSignal | undefined,
  forget: () => void,
): Promise<TransportResponse> {
  shared.waiting++;
  return new Promise((resolve, reject) => {
    const cancel = () => {
      reject(new SourceError(CANCELLED));
      shared.waiting--;
      if (shared.waiting > 0) return;
      forget();
      shared.stop.abort();
    };
    signal?.addEventListener('abort', cancel, { once: true });
    shared.answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', cancel));
  });
}

const CANCELLED = {
  kind: 'aborted',
  source: 'Parca',
  detail: 'the request was cancelled',
} as const;

/** Every byte of the question: two that differ never share. */
function keyOf({ method, path, headers = {}, body = '' }: TransportRequest): string {
  const text = typeof body === 'string' ? body : `bytes ${Array.from(body).join()}`;
  return JSON.stringify([method, path, Object.entries(headers), text]);
}

/**
 * Parca says "nothing there" by NOT_FOUND, 5. An answer to gRPC-Web has a status; without one it is cut off, or of something else in
 * Parca's place.
 */
function isGood(asked: TransportRequest, { status, headers, body }: TransportResponse): boolean {
  if (status !== 200) return false;
  const trailer = new TextDecoder().decode(body.subarray(-TRAILER_BYTES));
  const code = headers['grpc-status'] ?? /grpc-status: ?(\d+)/i.exec(trailer)?.[1];
  if (code === undefined) return asked.headers?.['x-grpc-web'] === undefined;
  return code === '0' || code === '5';
}
