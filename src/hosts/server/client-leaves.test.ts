import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import { parseProfileType } from '#series';
import { createFetchTransport, createParcaSource } from '#sources';
import { closeAfterwards, fake, live, QUERY, start } from './console.fixture';

/** A server that counts the requests that are open, and answers none of them to the end. */
async function openRequests(begin: boolean) {
  let open = 0;
  let most = 0;
  const server = await fake((request, response) => {
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    request.resume();
    if (begin) response.write('begun');
  });
  return { url: server.url, open: () => open, most: () => most };
}

test.each([
  { name: 'before the answer has begun', begin: false },
  { name: 'within the answer', begin: true },
])('fifty clients that leave $name leave no request open', async ({ begin }) => {
  const server = await openRequests(begin);
  const { url } = await start(live(server.url));
  const leave = new AbortController();
  const asked = Array.from({ length: 50 }, async () => {
    const answer = await fetch(`${url}/${QUERY}`, { method: 'POST', signal: leave.signal });
    return answer.text();
  });
  const ends = Promise.allSettled(asked);
  await vi.waitFor(() => expect(server.open()).toBe(50), { timeout: 10_000 });
  leave.abort();
  await ends;
  await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 10_000 });
  expect(server.most()).toBe(50);
});

test('those who wait for a connection are never asked for', async () => {
  const server = await openRequests(false);
  const { url } = await start(live(server.url));
  const leave = new AbortController();
  const asked = Array.from({ length: 100 }, () =>
    fetch(`${url}/${QUERY}`, { method: 'POST', signal: leave.signal }),
  );
  const ends = Promise.allSettled(asked);
  await vi.waitFor(() => expect(server.open()).toBe(64), { timeout: 10_000 });
  leave.abort();
  await ends;
  await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 10_000 });
  expect(server.most()).toBe(64);
});

test('one that asks several questions at once on a connection and leaves takes all of them', async () => {
  const server = await openRequests(false);
  const { url } = await start(live(server.url));
  const { hostname, port } = new URL(url);
  const query = `POST /${QUERY} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 0\r\n\r\n`;
  const sockets = Array.from({ length: 8 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.resume().write(query.repeat(5));
    return socket;
  });
  await vi.waitFor(() => expect(server.open()).toBe(40), { timeout: 10_000 });
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(() => expect(server.open()).toBe(0), { timeout: 10_000 });
});

test('a client that stays has its answer while others leave', async () => {
  const server = await fake((request, response) => {
    request.resume().on('end', () => response.end('whole'));
  });
  const { url } = await start(live(server.url));
  const leave = new AbortController();
  const left = fetch(`${url}/${QUERY}`, { method: 'POST', signal: leave.signal });
  const stays = fetch(`${url}/${QUERY}`, { method: 'POST' });
  leave.abort();
  await left.catch(() => undefined);
  expect(await (await stays).text()).toBe('whole');
});

test('a replay reads no more profiles for a client that has left', async () => {
  const demo = await openArchive('public/demo.zip');
  closeAfterwards(() => demo.close());
  const { profiles, start: from, end: to } = demo.manifest;
  const type = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
  let reads = 0;
  let begun = () => {};
  const beginning = new Promise<void>((resolve) => (begun = resolve));
  let goOn = () => {};
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const archive: Archive = {
    ...demo,
    readProfile: async (profile) => {
      reads++;
      begun();
      await mayGoOn;
      return demo.readProfile(profile);
    },
  };
  const { url } = await start({ mode: 'archive', archive });
  const leave = new AbortController();
  const transport = createFetchTransport({ baseUrl: `${url}/parca`, fetch });
  const source = createParcaSource({ transport, now: () => to.getTime() });
  const range = { start: from.getTime(), end: to.getTime() };
  const selector = { profileType: parseProfileType(type), matchers: [] };
  const asked = source.fetchProfile(selector, range, { signal: leave.signal });
  await beginning;
  const batch = reads;
  expect(batch).toBeLessThan(profiles.filter((p) => p.type === type).length);
  leave.abort();
  await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
  // An answer to another client comes after the console has heard of the first one's end.
  await askAnother(url);
  goOn();
  await askAnother(url);
  expect(reads).toBe(batch);
});

/** Another client's question, whose answer needs no profile. */
async function askAnother(url: string): Promise<void> {
  expect((await fetch(`${url}/config.json`)).status).toBe(200);
}
