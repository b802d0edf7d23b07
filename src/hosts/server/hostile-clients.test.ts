import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openArchive } from '#archive';
import { closeAfterwards, fake, live, portOf, QUERY, start } from './console.fixture';
import { sendRaw } from './raw-request.fixture';
import type { RunningConsole } from './start-console';
import { parseUpstream } from './upstream';

const LABELS = 'prometheus/api/v1/label/job/values';
const NOT_OURS = { error: 'only the pages of the console may ask it, not those of another site' };
const SECRETS = ['bob', 's3cret', Buffer.from('bob:s3cret').toString('base64'), 'hidden-key'];

/** A console with credentials, and every request that its server got. */
async function startLive() {
  const asked: string[] = [];
  const server = await fake((request, response) => {
    asked.push(request.url ?? '');
    request.resume().on('end', () => response.end('{}'));
  });
  const url = server.url.replace('//', '//bob:s3cret@');
  const headers = ['X-Key: hidden-key'];
  const running = await start({
    mode: 'live',
    parca: parseUpstream('--parca', url, headers),
    prometheus: parseUpstream('--prometheus', url, headers),
  });
  return { running, asked, server };
}

test.each<{ name: string; headers: Record<string, string> }>([
  { name: 'another site', headers: { 'sec-fetch-site': 'cross-site' } },
  { name: 'another port of this machine', headers: { 'sec-fetch-site': 'same-site' } },
  { name: 'an Origin of another site', headers: { origin: 'http://evil.example' } },
  { name: 'a sandboxed page', headers: { origin: 'null' } },
  { name: 'an image by its Referer', headers: { referer: 'http://evil.example/' } },
])('$name is refused, and nobody is asked', async ({ headers }) => {
  const { running, asked } = await startLive();
  for (const [path, method] of [
    [LABELS, 'GET'],
    ['prometheus/api/v1/query?query=up', 'GET'],
    ['prometheus/api/v1/query', 'POST'],
    [QUERY, 'POST'],
    ['config.json', 'GET'],
  ] as const) {
    const answer = await fetch(`${running.url}/${path}`, { method, headers });
    expect([answer.status, await answer.json()], path).toEqual([403, NOT_OURS]);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
  expect(asked).toEqual([]);
});

test('an archive is not read by another site either', async () => {
  const archive = await openArchive('public/demo.zip');
  closeAfterwards(() => archive.close());
  const { url } = await start({ mode: 'archive', archive });
  const answer = await fetch(`${url}/${LABELS}`, { headers: { 'sec-fetch-site': 'cross-site' } });
  expect([answer.status, await answer.json()]).toEqual([403, NOT_OURS]);
});

test('a link of another site opens a page, and no data', async () => {
  const { running, asked } = await startLive();
  const follow = (path: string) =>
    sendRaw(
      portOf(running),
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${portOf(running)}`,
        'Sec-Fetch-Site: cross-site',
        'Sec-Fetch-Mode: navigate',
        'Sec-Fetch-Dest: document',
        'Referer: https://chat.example/',
        'Connection: close\r\n\r\n',
      ].join('\r\n'),
    );
  expect(await follow('/profile?type=x')).toMatch(/^HTTP\/1\.1 200 [^]*<title>pages<\/title>$/);
  for (const path of [`/${LABELS}`, '/config.json', '/assets/app-1a2b.js'])
    expect(await follow(path), path).toMatch(/^HTTP\/1\.1 403 /);
  expect(asked).toEqual([]);
});

test.each([
  'http://evil.example/prometheus/api/v1/label/job/values',
  '//evil.example/prometheus/api/v1/label/job/values',
  '/\\evil.example/prometheus/api/v1/label/job/values',
  '//prometheus/api/v1/label/job/values',
  '/prometheus//evil.example/api/v1/query',
  '/prometheus/../prometheus/api/v1/admin/tsdb/snapshot',
  '/prometheus/api/v1/label/..%2f..%2fadmin/values',
  '/prometheus/api/v1/label/%2e%2e/values',
  '/prometheus/api/v1/label/job/values/../../../../status/config',
  '/prometheus/http://evil.example/api/v1/query',
  '/parca/..;/parca/api/profiles/writeraw',
  '*',
])('the target %s reaches no server', async (target) => {
  const { running, asked } = await startLive();
  const answer = await sendRaw(
    portOf(running),
    `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(asked).toEqual([]);
});

test('no answer and no error holds what is configured', async () => {
  const { running, server } = await startLive();
  const read = async () => {
    const texts: string[] = [];
    for (const [path, method] of [
      ['config.json', 'GET'],
      ['', 'GET'],
      [QUERY, 'POST'],
      [`${LABELS}`, 'GET'],
      ['prometheus/-/reload', 'POST'],
      ['nothing', 'GET'],
    ] as const) {
      const answer = await fetch(`${running.url}/${path}`, { method });
      texts.push(JSON.stringify([...answer.headers]), await answer.text());
    }
    return texts.join('\n');
  };
  const texts = [await read()];
  await server.close();
  texts.push(await read());
  expect(texts[1]).toContain('cannot be reached');
  for (const secret of SECRETS) expect(texts.join('\n'), secret).not.toContain(secret);
});

test('a body that is too large is refused before it is read', async () => {
  const { running, asked } = await startLive();
  const answer = await sendRaw(
    portOf(running),
    [
      `POST /${QUERY} HTTP/1.1`,
      'Host: localhost',
      'Content-Type: application/grpc-web+proto',
      `Content-Length: ${1024 ** 4}\r\n\r\n`,
    ].join('\r\n'),
  );
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(asked).toEqual([]);
});

test('headers that are too long are refused', async () => {
  const { running } = await startLive();
  const answer = await sendRaw(
    portOf(running),
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

async function opened(running: RunningConsole, firstBytes: string): Promise<Socket> {
  const socket = connect(portOf(running), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(firstBytes);
  return socket;
}

test('a client that never ends its headers, or never begins, is let go', async () => {
  const running = await start({ mode: 'live' }, { headersMs: 200 });
  for (const bytes of ['GET / HTTP/1.1\r\nHost: loc', '']) {
    const socket = await opened(running, bytes);
    socket.resume();
    await once(socket, 'close');
  }
});

test('a thousand clients that say nothing leave the console of use, and are no thousand questions', async () => {
  const { running, asked } = await startLive();
  const sockets = await Promise.all(Array.from({ length: 900 }, () => opened(running, 'GET / HT')));
  const answer = await fetch(`${running.url}/${LABELS}`);
  expect([answer.status, asked.length]).toEqual([200, 1]);
  for (const socket of sockets) socket.destroy();
});

test('what a thousand browsers ask at once reaches the server over 64 connections', async () => {
  let open = 0;
  let most = 0;
  const server = await fake((request, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    request.resume().on('end', () => response.end('ok'));
  });
  const { url } = await start(live(server.url));
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => fetch(`${url}/${QUERY}`, { method: 'POST' })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await answers[999]!.text()).toBe('ok');
  expect(most).toBeLessThanOrEqual(64);
});
