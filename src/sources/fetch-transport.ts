import { SourceError, type SourceErrorKind } from './source-error';
import type { Transport, TransportRequest, TransportResponse } from './ports';

/** As long as a Parca takes before it cuts an answer off. */
const TIMEOUT_MS = 60_000;

export interface FetchTransportOptions {
  /** `https://parca.example/prefix` or, in a browser, `/parca`. */
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** For a whole answer; a minute when missing. */
  readonly timeoutMs?: number;
  /** The server's name in errors. */
  readonly source?: string;
}

/** A Transport over `fetch`, in browsers and in Node. Rejects with a SourceError: unreachable, timeout or aborted. */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { fetch, timeoutMs = TIMEOUT_MS, source = 'Server' } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  return {
    async request(request) {
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
      try {
        return await readAnswer(await fetch(`${baseUrl}/${request.path}`, init(request, signal)));
      } catch (cause) {
        const fail = (kind: SourceErrorKind, detail: string) =>
          new SourceError({ kind, source, detail, cause });
        if (request.signal?.aborted) throw fail('aborted', 'the request was cancelled');
        if (timeout.aborted) throw fail('timeout', `no answer within ${timeoutMs / 1000} s`);
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
    ...(headers && { headers }),
    ...(bytes !== undefined && { body: bytes }),
  };
}

async function readAnswer(response: Response): Promise<TransportResponse> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** Node hides the reason in causes: `fetch failed: connect ECONNREFUSED 127.0.0.1:7070`. */
function messageOf(cause: unknown): string {
  const messages: string[] = [];
  for (let error = cause; error instanceof Error && messages.length < 4; error = error.cause) {
    const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
    messages.push(error.message || (inner instanceof Error ? inner.message : error.name));
  }
  return messages.length > 0 ? messages.join(': ') : String(cause);
}
