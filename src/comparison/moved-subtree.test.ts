import { expect, test } from 'vitest';
import { treeFromFolded, unite } from '#profile';
import { shortestTime } from '../../tests/support/shortest-time';
import { findMovedSubtree, type MovedQuestion } from './moved-subtree';

function moved(before: string[], after: string[], more: Partial<MovedQuestion> = {}) {
  const tree = unite([treeFromFolded(before), treeFromFolded(after)]);
  const names = tree.frames.functionName;
  return findMovedSubtree({
    tree,
    moved: new Set(names),
    direction: 1,
    weights: [1, 1],
    isOwn: (frame) => /^(main|shop)/.test(names[frame] ?? ''),
    ...more,
  });
}

const BEFORE = [
  'main;shop.Checkout;shop.Quote;shop.seal;sha256 60',
  'main;shop.Checkout;shop.Quote;alloc 40',
  'main;shop.Search;regexp 100',
];
const AFTER = [
  'main;shop.Checkout;shop.Quote;shop.seal;sha256 95',
  'main;shop.Checkout;shop.Quote;alloc 62',
  'main;shop.Search;regexp 100',
];

test('named is what has most of the change, not main and not the leaf', () => {
  expect(moved(BEFORE, AFTER)).toEqual({
    name: 'shop.Quote',
    totals: [100, 157],
    under: 'shop.Checkout',
    below: 'shop.seal',
  });
});

test('a leaf of the runtime that has all of it is told as below the code that calls it', () => {
  const found = moved(['main;shop.List;runtime.grow 10'], ['main;shop.List;runtime.grow 40']);
  expect(found).toMatchObject({ name: 'shop.List', below: 'runtime.grow', under: 'main' });
});

test('a library that has some of it from elsewhere too is told as below the own code that calls it', () => {
  const before = ['main;shop.Allow;sync.Unlock 40', 'http.serve;sync.Unlock 1'];
  const after = ['main;shop.Allow;sync.Unlock 100', 'http.serve;sync.Unlock 2'];
  expect(moved(before, after)).toEqual({
    name: 'shop.Allow',
    totals: [40, 100],
    under: 'main',
    below: 'sync.Unlock',
  });
  const alone = moved(before, after, { moved: new Set(['sync.Unlock']) });
  expect(alone).toMatchObject({ name: 'sync.Unlock', totals: [41, 102], under: 'shop.Allow' });
});

test('what the garbage collector does for a heap that changed is told beside the own code, not instead of it', () => {
  const gc = 'runtime.gcBgMarkWorker;runtime.systemstack;runtime.gcDrain;runtime.scanobject';
  const stacks = (put: number, mark: number) => [
    `main;shop.serve;shop.Cache.put;runtime.mallocgc;runtime.systemstack ${put}`,
    'main;shop.serve;shop.Quote 100',
    `${gc} ${mark}`,
    `runtime.mcall;runtime.systemstack ${mark / 2}`,
  ];
  expect(moved(stacks(20, 20), stacks(60, 120))).toEqual({
    name: 'shop.Cache.put',
    totals: [20, 60],
    under: 'shop.serve',
    below: 'runtime.mallocgc',
    besides: { name: 'runtime.systemstack', totals: [50, 240] },
  });
  // Only the collector moved more than noise.
  const alone = moved(stacks(20, 20), stacks(20, 120), { moved: new Set(['runtime.systemstack']) });
  expect(alone).toMatchObject({ name: 'runtime.systemstack' });
  expect(alone).not.toHaveProperty('besides');
});

test('where no own code moved, the runtime is named', () => {
  const found = moved(['runtime.gc 10'], ['runtime.gc 40']);
  expect(found).toEqual({ name: 'runtime.gc', totals: [10, 40] });
});

test('growth and shrinkage are found apart, though the total is the same', () => {
  const after = [
    'main;shop.Checkout;shop.Quote;shop.seal;sha256 110',
    'main;shop.Search;regexp 50',
  ];
  const before = [
    'main;shop.Checkout;shop.Quote;shop.seal;sha256 60',
    'main;shop.Search;regexp 100',
  ];
  expect(moved(before, after)?.name).toBe('shop.seal');
  expect(moved(before, after, { direction: -1 })).toMatchObject({
    name: 'shop.Search',
    below: 'regexp',
  });
});

test('only what is more than noise is named, and only what is beyond the load', () => {
  expect(moved(BEFORE, AFTER, { moved: new Set(['shop.Checkout']) })?.name).toBe('shop.Checkout');
  expect(moved(BEFORE, AFTER, { moved: new Set() })).toBeUndefined();
  expect(moved(BEFORE, AFTER, { weights: [2, 1] })).toBeUndefined();
});

test('a callee between that is not told apart from noise itself does not end the way down', () => {
  const stack = (count: number) => [`main;api.Watch;shop.stream;shop.wait;shop.poll ${count}`];
  const between = { moved: new Set(['main', 'api.Watch', 'shop.wait']) };
  expect(moved(stack(8), stack(188), between)).toEqual({
    name: 'shop.wait',
    totals: [8, 188],
    under: 'shop.stream',
  });
});

test('recursion counts once', () => {
  const found = moved(
    ['main;shop.walk;shop.walk;shop.walk 10'],
    ['main;shop.walk;shop.walk;shop.walk 30'],
  );
  expect(found).toMatchObject({ name: 'shop.walk', totals: [10, 30], under: 'main' });
});

test('down a stack of 20,000 functions in the time of reading it', async () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `f${i}`);
  const stack = names.join(';');
  const tree = unite([treeFromFolded([`${stack} 10`]), treeFromFolded([`${stack} 30`])]);
  const find = () =>
    findMovedSubtree({
      ...{ tree, moved: new Set(names), direction: 1, weights: [1, 1], isOwn: () => true },
    });
  expect(find()?.name).toBe('f19999');
  // 5 s by a look at all above for each.
  expect(await shortestTime(find, 1000)).toBeLessThan(1000);
});
