import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Replay } from '#archive';
import { refuse } from './proxy';

/** The archive under the paths of the servers that it was recorded from. */
export async function addReplay(app: FastifyInstance, replay: Replay): Promise<void> {
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    for (const server of ['parca', 'prometheus'] as const)
      routes.route({
        method: ['GET', 'POST'],
        url: `/${server}/*`,
        handler: (request, reply) =>
          refuse(server, request, reply) ? reply : respond(replay[server], request, reply),
      });
  });
}

async function respond(
  server: Replay['parca'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const contentType = request.headers['content-type'];
  const response = await server({
    path: request.url.replace(/^\/[^/]+\//, ''),
    method: request.method === 'POST' ? 'POST' : 'GET',
    ...(contentType && { headers: { 'content-type': contentType } }),
    ...(request.body instanceof Uint8Array && { body: request.body }),
  });
  return reply.code(response.status).headers(response.headers).send(Buffer.from(response.body));
}
