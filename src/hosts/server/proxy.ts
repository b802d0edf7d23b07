import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAllowed } from './allowed-requests';
import { printUpstream, type Upstream } from './upstream';

type Headers = Record<string, number | string | string[] | undefined>;

/** What a browser's request carries to the server; its cookies and credentials are for this origin, not for that one. */
const REQUEST_HEADERS = [
  ...[
    'accept',
    'accept-encoding',
    'content-encoding',
    'content-length',
    'content-type',
    'grpc-timeout',
    'host',
  ],
  ...['transfer-encoding', 'x-grpc-web', 'x-user-agent'],
];
/** What a server's answer carries to the browser. Cookies, log-in prompts and policies of that origin stay behind. */
const RESPONSE_HEADERS = [
  ...['cache-control', 'content-encoding', 'content-length', 'content-type', 'date', 'etag'],
  ...['grpc-message', 'grpc-status', 'retry-after', 'vary', 'warning'],
];

export interface ProxyOptions {
  readonly server: 'parca' | 'prometheus';
  readonly upstream: Upstream;
  /** Until the first byte, and between bytes. */
  readonly timeoutMs: number;
}

/** `/parca/*` or `/prometheus/*` to the server, bytes as they come. */
export async function addProxy(app: FastifyInstance, options: ProxyOptions): Promise<void> {
  const { server, upstream, timeoutMs } = options;
  await app.register(proxy, {
    upstream: upstream.origin,
    prefix: `/${server}`,
    rewritePrefix: upstream.prefix === '' ? '/' : upstream.prefix,
    httpMethods: ['GET', 'POST'],
    disableCache: true,
    undici: {
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      connect: { timeout: Math.min(timeoutMs, 5000) },
    },
    preHandler: (request, reply, done) => {
      if (refuse(server, request, reply)) return;
      done();
    },
    replyOptions: {
      rewriteRequestHeaders: (_request, headers) => ({
        ...pick(headers, REQUEST_HEADERS),
        ...upstream.headers,
      }),
      rewriteHeaders: (headers) => pick(headers, RESPONSE_HEADERS),
      onResponse: (_request, reply, response) => {
        const { statusCode } = response;
        if (statusCode < 300 || statusCode >= 400 || statusCode === 304)
          return reply.send(response.stream);
        response.stream.resume?.();
        return answer(reply, 502, `${name(options)} answers with a redirect (HTTP ${statusCode})`);
      },
      onError: (reply, { error }) => {
        const [status, message] = describe(error, timeoutMs);
        void answer(reply, status, `${name(options)} ${message}`);
      },
    },
  });
}

/** 403 for what is no reading; true when the request is answered. */
export function refuse(
  server: 'parca' | 'prometheus',
  request: FastifyRequest,
  reply: FastifyReply,
): boolean {
  const path = request.url.split('?', 1)[0]!.slice(`/${server}`.length);
  if (isAllowed(server, request.method, path)) return false;
  void answer(reply, 403, `the console does not pass on ${request.method} ${path}`);
  return true;
}

/** What a reply of any fastify server can do. */
interface Reply {
  code(status: number): unknown;
  type(contentType: string): unknown;
  send(body: { readonly error: string }): unknown;
}

/** Failures are `{error}`, a message for the user. */
export function answer<R extends Reply>(reply: R, status: number, error: string): R {
  reply.code(status);
  reply.type('application/json');
  reply.send({ error });
  return reply;
}

function name({ server, upstream }: ProxyOptions): string {
  return `${server === 'parca' ? 'Parca' : 'Prometheus'} at ${printUpstream(upstream)}`;
}

function describe(error: unknown, timeoutMs: number): readonly [502 | 504, string] {
  const codes = codesOf(error);
  const timeout = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];
  if (codes.some((code) => timeout.includes(code) || code === 'FST_REPLY_FROM_GATEWAY_TIMEOUT'))
    return [504, `gave no answer within ${timeoutMs / 1000} s`];
  const message =
    error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : '';
  return [502, `cannot be reached: ${message || codes.join(', ')}`];
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let at = error; at instanceof Error && codes.length < 4; at = at.cause)
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
  return codes;
}

function pick<T extends Headers>(headers: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => names.includes(name.toLowerCase())),
  ) as Partial<T>;
}
