import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Upstream } from './upstream';

/** More than a few browsers ask at once; what is beyond waits here, so that a thousand clients are not a thousand questions. */
const MOST_CONNECTIONS = 64;
const CONNECT_MS = 5000;

export interface Question {
  readonly method: string;
  /** With the query, below the upstream's prefix. */
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array | undefined;
  /** Ends the request, and its answer if that has begun. */
  readonly signal: AbortSignal;
}

/** Connections to one server. */
export interface Connection {
  /** The answer from its first byte on. Rejects with ConnectionTimeout or with the error of the system. */
  ask(question: Question): Promise<IncomingMessage>;
  close(): void;
}

export class ConnectionTimeout extends Error {
  override readonly name = 'ConnectionTimeout';
}

/** `timeoutMs`: until the first byte, and between bytes. Redirects are answers, as any other status is. */
export function connectTo(upstream: Upstream, timeoutMs: number): Connection {
  const { Agent, request } = upstream.origin.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_CONNECTIONS });
  const askOnce = ({ method, path, headers, body, signal }: Question) => {
    const asked = request(upstream.origin + upstream.prefix + path, {
      ...{ agent, method, signal },
      headers: { ...headers, ...upstream.headers },
    });
    const expire = () => void asked.destroy(new ConnectionTimeout());
    asked.setTimeout(timeoutMs, expire);
    asked.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(expire, Math.min(timeoutMs, CONNECT_MS));
      for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(timer));
    });
    return new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve);
      // After the answer has begun, its stream tells of the error.
      asked.on('error', (error) => reject(new AskFailure(error, asked.reusedSocket)));
      asked.end(body);
    });
  };
  return {
    ask: (question) =>
      askOnce(question).catch((failure: unknown) => {
        if (!(failure instanceof AskFailure)) throw failure;
        if (!failure.wasClosed) throw failure.error;
        return askOnce(question).catch((again: unknown) => {
          throw again instanceof AskFailure ? again.error : again;
        });
      }),
    close: () => agent.destroy(),
  };
}

class AskFailure extends Error {
  constructor(
    readonly error: Error,
    private readonly reusedSocket: boolean,
  ) {
    super();
  }

  /** The server closed an idle connection at the moment at which it was used again; questions may be asked twice. */
  get wasClosed(): boolean {
    const { error } = this;
    return this.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
  }
}
