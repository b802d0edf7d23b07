import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SourceErrorKind } from '#sources';
import { isAllowed, type DataServer } from './allowed-requests';

/** `/parca/*`, `/pyroscope/*` and `/prometheus/*`, with the bytes of a question whole. */
export async function routeData<S extends DataServer>(
  app: FastifyInstance,
  servers: readonly S[],
  respond: (server: S, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): Promise<void> {
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const server of servers)
      routes.route({
        method: ['GET', 'POST'],
        url: `/${server}/*`,
        handler: (request, reply) => respond(server, request, reply),
      });
  });
}

export function bodyOf({ body }: FastifyRequest): Uint8Array | undefined {
  return body instanceof Uint8Array ? body : undefined;
}

/**
 * Aborts when the browser goes before it has its answer. A reply that waits behind another one of its connection is never closed: Node knows
 * of it only when its turn comes, so the connection itself is listened to as well.
 */
export function whenGone({ raw, request }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const { socket } = request.raw;
  const check = () => {
    socket.off('close', check);
    if (!raw.writableFinished) gone.abort();
  };
  if (raw.destroyed || socket.destroyed) check();
  else {
    raw.once('close', check);
    socket.once('close', check);
  }
  return gone.signal;
}

/** 403 for what is no reading; true when the request is answered. */
export function refuse(server: DataServer, request: FastifyRequest, reply: FastifyReply): boolean {
  const path = request.url.split('?', 1)[0]!.slice(`/${server}`.length);
  if (isAllowed(server, request.method, path)) return false;
  void answer(reply, 403, `the console does not pass on ${request.method} ${path}`, 'forbidden');
  return true;
}

/** What a reply of any fastify server can do. */
interface Reply {
  code(status: number): unknown;
  type(contentType: string): unknown;
  send(body: { readonly error: string; readonly kind?: SourceErrorKind }): unknown;
}

/** Failures are `{error}`, a message for the user; with a kind, `error` is the whole sentence that a page shows. */
export function answer<R extends Reply>(
  reply: R,
  status: number,
  error: string,
  kind?: SourceErrorKind,
): R {
  reply.code(status);
  reply.type('application/json');
  reply.send({ error, ...(kind && { kind }) });
  return reply;
}
