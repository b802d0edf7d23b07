import { createReplay, openArchive, type Archive } from '#archive';
import { serve, type TestServer } from '../../../tests/support/serve';

/** The demo archive as both servers, over sockets. `onRequest` hears of each before it is answered. */
export async function serveDemo(
  onRequest: (asked: { readonly path: string; readonly key: string }) => void = () => undefined,
): Promise<TestServer & { readonly archive: Archive }> {
  const archive = await openArchive('public/demo.zip');
  const replay = createReplay(archive);
  const server = await serve((request, response) => {
    const chunks: Buffer[] = [];
    const path = (request.url ?? '/').slice(1);
    onRequest({ path, key: String(request.headers['x-key']) });
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = path.startsWith('api/v1/') ? replay.prometheus : replay.parca;
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      void answer({ path, method: 'POST', headers, body: Buffer.concat(chunks) }).then((r) =>
        response.writeHead(r.status, r.headers).end(r.body),
      );
    });
  });
  const close = async () => {
    await server.close();
    await archive.close();
  };
  return { url: server.url, archive, close };
}
