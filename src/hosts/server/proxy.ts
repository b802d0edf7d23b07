import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DataServer } from './allowed-requests';
import { answer, bodyOf, refuse, routeData, whenGone } from './data-routes';
import { ConnectionTimeout, connectTo, type Connection } from './connection';
import { printUpstream, type Upstream } from './upstream';

/** What a browser's request carries to the server; its cookies and credentials are for this origin, not for that one. */
const REQUEST_HEADERS = [
  ...['accept', 'accept-encoding', 'content-encoding', 'content-type', 'grpc-timeout'],
  ...['x-grpc-web', 'x-user-agent'],
];
/** What a server's answer carries to the browser. Cookies, caching, log-in prompts and policies of that origin stay behind. */
const RESPONSE_HEADERS = [
  ...['content-encoding', 'content-length', 'content-type', 'date'],
  ...['grpc-message', 'grpc-status', 'retry-after', 'warning'],
];

export interface ProxyOptions {
  readonly server: DataServer;
  readonly upstream: Upstream;
  /** Until the first byte, and between bytes. */
  readonly timeoutMs: number;
}

/** `/parca/*`, `/pyroscope/*` or `/prometheus/*` to the server, bytes as they come. */
export async function addProxy(app: FastifyInstance, options: ProxyOptions): Promise<void> {
  const connection = connectTo(options.upstream, options.timeoutMs);
  app.addHook('onClose', async () => connection.close());
  await routeData(app, [options.server], (_server, request, reply) =>
    pass(connection, options, { request, reply }),
  );
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function pass(
  connection: Connection,
  options: ProxyOptions,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const { server, timeoutMs } = options;
  if (refuse(server, request, reply)) return reply;
  const signal = whenGone(reply);
  try {
    const response = await connection.ask({
      method: request.method,
      path: request.url.slice(`/${server}`.length),
      headers: pick(request.headers, REQUEST_HEADERS),
      body: bodyOf(request),
      signal,
    });
    return sendOn(options, response, reply);
  } catch (error) {
    // Nobody is there to read it.
    if (signal.aborted) return reply.hijack();
    const late = error instanceof ConnectionTimeout;
    const message = late ? `gave no answer within ${timeoutMs / 1000} s` : unreachable(error);
    const [status, kind] = late ? ([504, 'timeout'] as const) : ([502, 'unreachable'] as const);
    return answer(reply, status, `${name(options)} ${message}`, kind);
  }
}

/** A redirect would be followed by the browser, to where the console does not let anyone ask. */
function sendOn(
  options: ProxyOptions,
  response: IncomingMessage,
  reply: FastifyReply,
): FastifyReply {
  const { statusCode: status = 0, headers } = response;
  const isRedirect = status >= 300 && status <= 399;
  if (!isRedirect && status >= 200 && status <= 599)
    return reply.code(status).headers(pick(headers, RESPONSE_HEADERS)).send(response);
  response.destroy();
  if (!isRedirect)
    return answer(reply, 502, `${name(options)} answers with HTTP ${status}`, 'unreachable');
  const message = `${name(options)} answers with a redirect (HTTP ${status}), which is not followed`;
  return answer(reply, 502, message, 'redirect');
}

const NAMES = { parca: 'Parca', pyroscope: 'Pyroscope', prometheus: 'Prometheus' } as const;

function name({ server, upstream }: ProxyOptions): string {
  return `${NAMES[server]} at ${printUpstream(upstream)}`;
}

/** Of a name with several addresses Node tells the reason for each, and none of its own. */
function unreachable(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return `cannot be reached: ${first instanceof Error ? first.message : String(first)}`;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function pick(headers: Headers, names: readonly string[]): Record<string, string | string[]> {
  const picked: Record<string, string | string[]> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
