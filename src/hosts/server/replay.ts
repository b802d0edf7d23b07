import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Replay } from '#archive';
import { bodyOf, refuse, routeData, whenGone } from './data-routes';

/** The archive under the paths of the servers that it was recorded from. */
export async function addReplay(app: FastifyInstance, replay: Replay): Promise<void> {
  await routeData(app, ['parca', 'prometheus'], async (server, request, reply) =>
    refuse(server, request, reply) ? reply : respond(replay[server], request, reply),
  );
}

async function respond(
  server: Replay['parca'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const contentType = request.headers['content-type'];
  const body = bodyOf(request);
  const response = await server({
    path: request.url.replace(/^\/[^/]+\//, ''),
    method: request.method === 'POST' ? 'POST' : 'GET',
    signal: whenGone(reply),
    ...(contentType && { headers: { 'content-type': contentType } }),
    ...(body && { body }),
  });
  return reply.code(response.status).headers(response.headers).send(Buffer.from(response.body));
}
