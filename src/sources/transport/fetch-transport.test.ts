import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
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
    mostBytes: 1024 * 1024,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
const GET = { path: '', method: 'GET' } as const;

function* forever(chunk: Buffer) {
  for (;;) yield chunk;
}

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

  test('https of a server that speaks http says so, without the insides of OpenSSL', async () => {
    const baseUrl = (await serve((_, response) => response.end())).replace('http:', 'https:');
    await expect(transportTo(baseUrl).request(GET)).rejects.toMatchObject({
      kind: 'unreachable',
      detail: 'fetch failed: TLS: wrong version number; is it http:// there?',
    });
  });

  test('a connection that breaks within the answer is unreachable', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(transportTo(baseUrl).request({ path: '', method: 'GET' })).rejects.toMatchObject({
      kind: 'unreachable',
      detail: expect.stringMatching(/^the connection broke after 4 bytes of the answer: /),
    });
  });

  test.each([
    { name: 'is announced as too large', headers: { 'content-length': String(1024 ** 3) } },
    { name: 'never ends', headers: {} },
    { name: 'is small until it is unpacked', headers: { 'content-encoding': 'gzip' } },
  ])('an answer that $name is dropped at the limit', async ({ headers }) => {
    let gone = () => {};
    const left = new Promise<void>((resolve) => (gone = resolve));
    const baseUrl = await serve((_, response) => {
      response.on('close', gone);
      response.writeHead(200, headers);
      const zeros = Buffer.alloc(64 * 1024);
      if ('content-encoding' in headers) response.write(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
      else Readable.from(forever(zeros)).pipe(response);
    });
    await expect(transportTo(baseUrl).request(GET)).rejects.toMatchObject({
      kind: 'tooLarge',
      detail: 'the answer is larger than 1 MiB, the most that is read',
    });
    await left;
  });

  test('an answer of the largest size is read whole', async () => {
    const baseUrl = await serve((_, response) => response.end(Buffer.alloc(1024 * 1024, 7)));
    const { body } = await transportTo(baseUrl).request(GET);
    expect(Buffer.compare(body, Buffer.alloc(1024 * 1024, 7))).toBe(0);
  });

  test('a redirect is told, and neither question nor headers go where it leads', async () => {
    let asked = 0;
    const baseUrl = await serve((request, response) => {
      asked++;
      response.writeHead(302, { location: `http://${request.headers.host}/elsewhere` }).end();
    });
    await expect(transportTo(baseUrl).request(GET)).rejects.toMatchObject({
      kind: 'redirect',
      status: 302,
      detail: 'answers with a redirect (HTTP 302), which is not followed',
    });
    expect(asked).toBe(1);
  });

  test('a redirect in a browser, which tells nothing else of it', async () => {
    const opaque = Object.defineProperties(new Response(), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
    });
    const transport = createFetchTransport({ baseUrl: '/parca', fetch: async () => opaque });
    await expect(transport.request(GET)).rejects.toMatchObject({
      kind: 'redirect',
      detail: 'answers with a redirect, which is not followed',
      status: undefined,
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
