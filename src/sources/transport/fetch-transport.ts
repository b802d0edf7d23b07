import { AnswerBody, MOST_ANSWER_BYTES, tooLarge } from './answer-body';
import { SourceError, type SourceErrorKind } from '../source-error';
import type { Transport, TransportRequest, TransportResponse } from '../ports';

/** As long as a Parca takes before it cuts an answer off. */
const TIMEOUT_MS = 60_000;

export interface FetchTransportOptions {
  /** `https://parca.example/prefix` or, in a browser, `/parca`. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** For a whole answer; a minute when missing. */
  readonly timeoutMs?: number;
  /** Of an answer; 64 MiB when missing. */
  readonly mostBytes?: number;
  /** The server's name in errors. */
  readonly source?: string;
}

/**
 * A Transport over `fetch`, in browsers and in Node. A redirect is not followed: headers and questions are for this server alone. Rejects
 * with a SourceError: unreachable, redirect, timeout, tooLarge or aborted.
 */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { fetch, timeoutMs = TIMEOUT_MS, source = 'Server' } = options;
  const { mostBytes: most = MOST_ANSWER_BYTES } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  return {
    async request(request) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      const mostBytes = Math.min(most, request.mostBytes ?? most);
      try {
        const response = await fetch(`${baseUrl}/${request.path}`, init(request, signal));
        refuseRedirect(source, response);
        return await readAnswer(source, response, mostBytes);
      } catch (cause) {
        const fail = (kind: SourceErrorKind, detail: string) =>
          new SourceError({ kind, source, detail, cause });
        if (request.signal?.aborted) throw fail('aborted', 'the request was cancelled');
        if (timeout.aborted) throw fail('timeout', `no answer within ${timeoutMs / 1000} s`);
        if (cause instanceof SourceError) throw cause;
        throw fail('unreachable', messageOf(cause));
      }
    },
  };
}

function init({ method, headers, body }: TransportRequest, signal: AbortSignal): RequestInit {
  const bytes = body instanceof Uint8Array ? new Uint8Array(body) : body;
  return {
    method,
    signal,
    redirect: 'manual',
    ...(headers && { headers }),
    ...(bytes !== undefined && { body: bytes }),
  };
}

/** A browser tells nothing of a redirect but that it was one: its status is 0 there. */
function refuseRedirect(source: string, { status, type }: Response): void {
  if (type !== 'opaqueredirect' && (status < 300 || status > 399 || status === 304)) return;
  const detail = `answers with a redirect${status === 0 ? '' : ` (HTTP ${status})`}, which is not followed`;
  throw new SourceError({
    ...{ kind: 'redirect', source, detail },
    ...(status !== 0 && { status }),
  });
}

async function readAnswer(
  source: string,
  response: Response,
  mostBytes: number,
): Promise<TransportResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await readBody(source, response, mostBytes),
  };
}

/** Stops at the limit, before the rest is in memory. */
async function readBody(
  source: string,
  { body, headers }: Response,
  mostBytes: number,
): Promise<Uint8Array> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const answer = new AnswerBody(source, mostBytes);
  try {
    if (Number(headers.get('content-length')) > mostBytes) throw tooLarge(source, mostBytes);
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw answer.broke(cause, messageOf(cause));
      });
      if (done) return answer.bytes();
      answer.add(value);
    }
  } catch (error) {
    reader.cancel().catch(() => undefined);
    throw error;
  }
}

/** Node hides the reason in causes: `fetch failed: connect ECONNREFUSED 127.0.0.1:7070`. */
function messageOf(cause: unknown): string {
  const messages: string[] = [];
  for (let error = cause; error instanceof Error && messages.length < 4; error = error.cause) {
    const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
    messages.push(ofTls(error.message || (inner instanceof Error ? inner.message : error.name)));
  }
  return messages.length > 0 ? messages.join(': ') : String(cause);
}

/** `80CC…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/…:350:` is one of OpenSSL's; what answers in plain HTTP is told so. */
function ofTls(message: string): string {
  const parts = message.split(':');
  if (parts[1] !== 'error' || parts[3] !== 'SSL routines') return message;
  const reason = parts[5] ?? 'unknown';
  const hint = reason === 'wrong version number' ? '; is it http:// there?' : '';
  return `TLS: ${reason}${hint}`;
}
