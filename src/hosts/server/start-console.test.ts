import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '#archive';
import { builtPages, closeAfterwards, fake, live, portOf, QUERY, start } from './console.fixture';
import { sendRaw } from './raw-request.fixture';
import { parseUpstream } from './upstream';

test('pages: fallback for the router, caching by name, a policy without inline scripts', async () => {
  const { url } = await start({ mode: 'live' });
  for (const path of ['/', '/profile?x=1', '/compare']) {
    const page = await fetch(url + path);
    expect([page.status, await page.text()]).toEqual([200, '<title>pages</title>']);
    expect(page.headers.get('cache-control')).toBe('no-cache');
  }
  const asset = await fetch(`${url}/assets/app-1a2b.js`);
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const policy = asset.headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(asset.headers.get('referrer-policy')).toBe('no-referrer');
  expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/..%2f..%2fetc/passwd`)).status).toBeGreaterThanOrEqual(400);
});

test('config.json tells modes and nothing of the servers', async () => {
  const { url } = await start(live('http://user:secret@127.0.0.1:1', ['X-Key: hidden']));
  expect(await (await fetch(`${url}/config.json`)).json()).toEqual({
    ...{ mode: 'live', title: 'a title', parca: true, pyroscope: false, prometheus: false },
    version: '1.2.3',
  });
});

test("panels and aliases of one's own reach the browser", async () => {
  const given = {
    metricPanels: [{ title: 'Jobs', unit: '', expression: 'jobs$matchers' }],
    aliases: { labels: { pod: ['k8s_pod'] } },
    parcaPage: 'https://parca.example/',
  };
  const { url } = await start(live('http://127.0.0.1:1'), given);
  expect(await (await fetch(`${url}/config.json`)).json()).toMatchObject(given);
});

test('an archive answers under the paths of both servers', async () => {
  const archive = await openArchive('public/demo.zip');
  closeAfterwards(() => archive.close());
  const { url } = await start({ mode: 'archive', archive });
  const config: unknown = await (await fetch(`${url}/config.json`)).json();
  expect(config).toMatchObject({
    mode: 'archive',
    prometheus: true,
    range: { start: 1795220040000 },
  });
  const has = await fetch(`${url}/parca/api/parca.query.v1alpha1.QueryService/HasProfileData`, {
    method: 'POST',
    headers: { 'content-type': 'application/grpc-web+proto' },
    body: new Uint8Array(5),
  });
  expect(has.headers.get('content-type')).toBe('application/grpc-web+proto');
  expect(new Uint8Array(await has.arrayBuffer()).slice(0, 7)).toEqual(
    Uint8Array.of(0, 0, 0, 0, 2, 8, 1),
  );
  const form = new URLSearchParams({ query: 'up', time: '1795220100' });
  const up = await fetch(`${url}/prometheus/api/v1/query`, { method: 'POST', body: form });
  expect(await up.json()).toMatchObject({ status: 'success', data: { resultType: 'vector' } });
  expect((await fetch(`${url}/prometheus/api/v1/query?query=nope`)).status).toBe(422);
  expect((await fetch(`${url}/prometheus/-/reload`, { method: 'POST' })).status).toBe(403);
});

test('bytes pass unchanged, under the prefix, with our headers and without the browser’s', async () => {
  const seen: { url?: string; headers?: NodeJS.Dict<string | string[]>; body?: Buffer } = {};
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => i % 256);
  const server = await fake((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      Object.assign(seen, {
        url: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks),
      });
      response.writeHead(200, {
        ...{
          'content-type': 'application/grpc-web+proto',
          'grpc-status': '0',
          'set-cookie': 'a=b',
          'cache-control': 'public, max-age=600',
          etag: '"1"',
        },
        ...{ 'www-authenticate': 'Basic', 'access-control-allow-origin': '*' },
      });
      response.end(bytes);
    });
  });
  const { url } = await start(live(`${server.url}/pre/fix`, ['Authorization: Bearer secret']));
  const answer = await fetch(`${url}/${QUERY}`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' },
      ...{
        cookie: 'session=1',
        authorization: 'Basic browser',
        'x-other': '1',
        referer: `${url}/profile`,
      },
    },
    body: bytes,
  });
  expect(Buffer.compare(new Uint8Array(await answer.arrayBuffer()), bytes)).toBe(0);
  expect(answer.headers.get('grpc-status')).toBe('0');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  for (const name of ['set-cookie', 'www-authenticate', 'access-control-allow-origin', 'etag'])
    expect(answer.headers.get(name), name).toBeNull();
  expect(seen.url).toBe('/pre/fix/api/parca.query.v1alpha1.QueryService/Query');
  expect(seen.body).toEqual(Buffer.from(bytes));
  expect(seen.headers).toMatchObject({
    ...{ authorization: 'Bearer secret', 'x-grpc-web': '1', host: new URL(server.url).host },
  });
  for (const name of ['cookie', 'x-other', 'referer'])
    expect(seen.headers, name).not.toHaveProperty(name);
});

test('query strings reach Prometheus', async () => {
  const server = await fake((request, response) => response.end(request.url));
  const prometheus = parseUpstream('--prometheus', server.url, []);
  const { url } = await start({ mode: 'live', prometheus });
  const answer = await fetch(`${url}/prometheus/api/v1/query?query=up%7Ba%3D%22b%2Fc%22%7D&time=1`);
  expect(await answer.text()).toBe('/api/v1/query?query=up%7Ba%3D%22b%2Fc%22%7D&time=1');
});

test('an answer begins to arrive before it is whole', async () => {
  let finish = () => {};
  const server = await fake((_request, response) => {
    response.write('first');
    finish = () => response.end('last');
  });
  const { url } = await start(live(server.url));
  const reader = (await fetch(`${url}/${QUERY}`, { method: 'POST' })).body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('first');
  finish();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('last');
});

test('failures of the server are said in words', async () => {
  const refused = await fake(() => undefined);
  await refused.close();
  const gone = await start(live(refused.url));
  const answer = await fetch(`${gone.url}/${QUERY}`, { method: 'POST' });
  expect([answer.status, await answer.json()]).toEqual([
    502,
    {
      error: expect.stringMatching(
        /^Parca at http:\/\/127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED/,
      ),
      kind: 'unreachable',
    },
  ]);
});

test('a server that hangs is 504', async () => {
  const hanging = await fake(() => undefined);
  const { url } = await start(live(hanging.url), { timeoutMs: 300 });
  const answer = await fetch(`${url}/${QUERY}`, { method: 'POST' });
  expect([answer.status, await answer.json()]).toEqual([
    504,
    { error: `Parca at ${hanging.url} gave no answer within 0.3 s`, kind: 'timeout' },
  ]);
});

test('a server that speaks no HTTP or hangs up is 502', async () => {
  const garbage = await fake((request) => request.socket.end('garbage\r\n\r\n'));
  const closes = await fake((request) => request.socket.destroy());
  for (const server of [garbage, closes]) {
    const { url } = await start(live(server.url));
    const answer = await fetch(`${url}/${QUERY}`, { method: 'POST', redirect: 'manual' });
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({
      error: expect.stringContaining(server.url),
      kind: 'unreachable',
    });
  }
});

test('a redirect is told as one, and not followed', async () => {
  const asked: string[] = [];
  const server = await fake((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: `http://${request.headers.host}/login?next=secret` }).end();
  });
  const { url } = await start(live(server.url, ['X-Key: hidden']));
  const answer = await fetch(`${url}/${QUERY}`, { method: 'POST', redirect: 'manual' });
  expect([answer.status, answer.headers.get('location'), await answer.json()]).toEqual([
    502,
    null,
    {
      error: `Parca at ${server.url} answers with a redirect (HTTP 302), which is not followed`,
      kind: 'redirect',
    },
  ]);
  expect(asked).toHaveLength(1);
});

test('errors of the server come through as they are', async () => {
  const server = await fake((_request, response) => response.writeHead(503).end('starting'));
  const { url } = await start(live(server.url));
  const answer = await fetch(`${url}/${QUERY}`, { method: 'POST' });
  expect([answer.status, await answer.text()]).toEqual([503, 'starting']);
});

test('only reading passes, and what is not configured says so', async () => {
  let asked = 0;
  const server = await fake((_request, response) => response.end(String(++asked)));
  const { url } = await start(live(server.url));
  for (const path of [
    'parca/api/profiles/writeraw',
    'parca/api/parca.query.v1alpha1.QueryService/ShareProfile',
    'parca/api/parca.profilestore.v1alpha1.ProfileStoreService/WriteRaw',
  ]) {
    const answer = await fetch(`${url}/${path}`, { method: 'POST' });
    expect([answer.status, await answer.json()]).toMatchObject([403, {}]);
  }
  expect(asked).toBe(0);
  const answer = await fetch(`${url}/prometheus/api/v1/query?query=up`);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    { error: 'no prometheus is configured: start with --prometheus URL', kind: 'notFound' },
  ]);
});

test('another Host is refused, before anything is done', async () => {
  const running = await start({ mode: 'live' });
  const raw = (host: string) =>
    sendRaw(
      portOf(running),
      `GET /config.json HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
  expect(await raw('evil.example')).toMatch(/^HTTP\/1\.1 403 /);
  expect(await raw(`localhost:${portOf(running)}`)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a taken port is one clear line', async () => {
  const first = await start({ mode: 'live' });
  const second = start({ mode: 'live' }, { port: portOf(first) });
  await expect(second).rejects.toThrow(
    `port ${portOf(first)} on 127.0.0.1 is taken: choose another with --port`,
  );
});

test('closing does not wait for a request that hangs', async () => {
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const hanging = await fake(() => arrived());
  const running = await start(live(hanging.url));
  const request = fetch(`${running.url}/${QUERY}`, { method: 'POST' });
  request.catch(() => undefined);
  await arrival;
  await running.close();
  await expect(request).rejects.toThrow();
});

test('without built pages it says what to do', async () => {
  const pages = await builtPages();
  await rm(join(pages, 'index.html'));
  const answer = await fetch((await start({ mode: 'live' }, { pages })).url);
  expect([answer.status, await answer.text()]).toEqual([
    503,
    'The pages are not built: run npm run build\n',
  ]);
});
