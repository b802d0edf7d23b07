import { expect, test } from 'vitest';
import { shareConnections } from './connections';
import type { Transport, TransportResponse } from '../ports';

const RESPONSE: TransportResponse = { status: 200, headers: {}, body: new Uint8Array(0) };

/** A server that answers when it is asked to; paths in the order in which they came in. */
function server() {
  const underWay: { path: string; answer: (response: TransportResponse) => void }[] = [];
  const seen: string[] = [];
  const transport: Transport = {
    request: ({ path }) =>
      new Promise((answer) => {
        seen.push(path);
        underWay.push({ path, answer });
      }),
  };
  const answer = async (path: string) => {
    const at = underWay.findIndex((one) => one.path === path);
    underWay.splice(at, 1)[0]!.answer(RESPONSE);
    await settled();
  };
  return { transport, seen, answer };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const names = (name: string, count: number) => Array.from({ length: count }, (_, i) => name + i);

async function ask(transport: Transport, paths: readonly string[]) {
  for (const path of paths) void transport.request({ path, method: 'GET' });
  await settled();
}

test('while the first asks, the second has half of the connections', async () => {
  const { transport, seen, answer } = server();
  const { first, second } = shareConnections(transport, transport);
  await ask(first, ['merge']);
  await ask(second, names('m', 5));
  expect(seen).toEqual(['merge', 'm0', 'm1', 'm2']);
  await answer('m1');
  expect(seen.slice(4)).toEqual(['m3']);
  await answer('merge');
  expect(seen.slice(5)).toEqual(['m4']);
});

test('a question that follows from an answer goes before what waits', async () => {
  const { transport, seen, answer } = server();
  const { first, second } = shareConnections(transport, transport);
  void first.request({ path: 'list', method: 'GET' }).then(() => ask(first, ['merge']));
  await ask(second, names('m', 6));
  await answer('list');
  expect(seen).toEqual(['list', 'm0', 'm1', 'm2', 'merge']);
});

test('of what is asked at once the first goes first', async () => {
  const { transport, seen } = server();
  const { first, second } = shareConnections(transport, transport);
  void ask(second, names('m', 5));
  await ask(first, ['list', 'merge']);
  expect(seen).toEqual(['list', 'merge', 'm0', 'm1', 'm2']);
});

test('alone the second has them all; the first never waits', async () => {
  const { transport, seen } = server();
  const { first, second } = shareConnections(transport, transport);
  await ask(second, names('m', 8));
  expect(seen).toHaveLength(6);
  await ask(first, names('p', 8));
  expect(seen.slice(6)).toEqual(names('p', 8));
});

test('what fails makes room too', async () => {
  const failing: Transport = { request: () => Promise.reject(new Error('no')) };
  const { second } = shareConnections(failing, failing);
  const asked = names('m', 20).map((path) => second.request({ path, method: 'GET' }));
  expect((await Promise.allSettled(asked)).every(({ status }) => status === 'rejected')).toBe(true);
});
