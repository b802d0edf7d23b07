import { expect, test } from 'vitest';
import type { TreeHandle } from '#engine';
import { createQueryClient, OWNS_TREE } from './query-client';

function clientWith() {
  const released: number[] = [];
  const client = createQueryClient({ release: (handle) => void released.push(handle) });
  const ask = (name: string, handle: number, meta: object = OWNS_TREE) =>
    client.fetchQuery({
      queryKey: [name],
      queryFn: async () => ({ handle: handle as TreeHandle }),
      staleTime: 0,
      meta: { ...meta },
    });
  return { client, released, ask };
}

test('a tree is released when its answer leaves the cache', async () => {
  const { client, released, ask } = clientWith();
  await ask('a', 1);
  await ask('b', 2);
  client.removeQueries({ queryKey: ['a'] });
  expect(released).toEqual([1]);
  client.clear();
  expect(released).toEqual([1, 2]);
});

test('a tree is released when the same question has another answer', async () => {
  const { released, ask } = clientWith();
  await ask('a', 1);
  await ask('a', 2);
  expect(released).toEqual([1]);
});

test('what fails the next time keeps its tree', async () => {
  const { client, released, ask } = clientWith();
  await ask('a', 1);
  const fails = client.fetchQuery({
    queryKey: ['a'],
    queryFn: () => Promise.reject(new Error('no')),
    staleTime: 0,
    meta: OWNS_TREE,
  });
  await expect(fails).rejects.toThrow('no');
  expect(released).toEqual([]);
});

test('other answers are left alone', async () => {
  const { client, released, ask } = clientWith();
  await ask('a', 1, {});
  client.clear();
  expect(released).toEqual([]);
});
