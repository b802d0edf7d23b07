import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { createFetchTransport } from './fetch-transport';

let server: Server | undefined;

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const transportTo = (baseUrl: string, timeoutMs?: number) =>
  createFetchTransport({
    baseUrl,
    fetch,
    source: 'Parca',
    ...(timeoutMs !== undefined && { timeoutMs }),
  });

describe('a transport over fetch', () => {
  test('sends method, path, headers and bytes below its base, and answers with bytes', async () => {
    const baseUrl = await serve((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        response.writeHead(418, {
          'X-Was': `${request.method} ${request.url} ${request.headers['x-a']}`,
        });
        response.end(Buffer.concat(parts));
      });
    });
    const body = Uint8Array.from([0, 255, 128]);
    const request = { path: 'api/x?y=1', method: 'POST', headers: { 'x-a': 'b' }, body } as const;
    const answer = await transportTo(`${baseUrl}/prefix/`).request(request);
    expect(answer).toMatchObject({ status: 418, body });
    expect(answer.headers['x-was']).toBe('POST /prefix/api/x?y=1 b');
  });

  test('a server that is not there is unreachable, with the words of the system', async () => {
    const baseUrl = await serve(() => undefined);
    await new Promise((done) => server?.close(done));
    server = undefined;
    await expect(transportTo(baseUrl).request({ path: '', method: 'GET' })).rejects.toMatchObject({
      name: 'SourceError',
      source: 'Parca',
      kind: 'unreachable',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('a connection that breaks within the answer is unreachable', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(transportTo(baseUrl).request({ path: '', method: 'GET' })).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });

  test('a server that hangs times out', async () => {
    const baseUrl = await serve(() => undefined);
    await expect(
      transportTo(baseUrl, 50).request({ path: '', method: 'GET' }),
    ).rejects.toMatchObject({ kind: 'timeout', detail: 'no answer within 0.05 s' });
  });

  test('a cancelled request is aborted', async () => {
    const cancel = new AbortController();
    const baseUrl = await serve(() => cancel.abort());
    await expect(
      transportTo(baseUrl).request({ path: '', method: 'GET', signal: cancel.signal }),
    ).rejects.toMatchObject({ kind: 'aborted' });
  });
});
