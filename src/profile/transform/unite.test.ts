import { expect, test } from 'vitest';
import { printTree, treeFromFolded } from '../tree/folded';
import { type Frame, frameAt, frameOf } from '../tree/frame-table';
import { expectLaws, treeOf } from '../tree-laws.fixture';
import { unite } from './unite';

/** One tree with a stack of one frame, worth 1, for each of these. */
const treeWith = (...frames: Partial<Frame>[]) =>
  treeOf(
    frames.map((frame) => ({ stack: [frameOf(frame)], values: [1] })),
    1,
  );

test('nothing is dropped: what one side lacks is zero there', () => {
  const both = unite([treeFromFolded(['A;B 70', 'A 30']), treeFromFolded(['A;C 90'])]);
  expect(printTree(both)).toEqual([
    'root (100 │ 90)',
    '└─ A (100 │ 90)',
    '   ├─ B (70 │ 0)',
    '   └─ C (0 │ 90)',
  ]);
});

test('all columns of all trees, in order', () => {
  const two = unite([treeFromFolded(['a 1']), treeFromFolded(['a 2'])]);
  expect(printTree(unite([two, treeFromFolded(['b 3']), two]))).toEqual([
    'root (1 │ 2 │ 3 │ 1 │ 2)',
    '├─ a (1 │ 2 │ 0 │ 1 │ 2)',
    '└─ b (0 │ 0 │ 3 │ 0 │ 0)',
  ]);
});

test('a function is one frame in two builds, though file, binary and build id moved', () => {
  const old = {
    functionName: 'f',
    fileName: 'v1/f.go',
    mapping: '/opt/v1',
    buildId: 'zz',
    line: 3,
  };
  const recent = {
    functionName: 'f',
    fileName: 'v2/f.go',
    mapping: '/opt/v2',
    buildId: 'aa',
    line: 9,
  };
  for (const trees of [
    [old, recent],
    [recent, old],
  ].map((each) => each.map((f) => treeWith(f)))) {
    const both = unite(trees);
    expect(printTree(both)).toEqual(['root (1 │ 1)', '└─ f (1 │ 1)']);
    expect(frameAt(both.frames, 0)).toEqual(frameOf(recent));
  }
});

test('a name that several functions of one build have is matched by all that tells them apart', () => {
  const [x, y, z] = ['x.c', 'y.c', 'z.c'].map((fileName) => ({ functionName: 'init', fileName }));
  const both = unite([treeWith(x!, y!), treeWith(z!)]);
  expectLaws(both);
  expect(both.frames.fileName).toEqual(['x.c', 'y.c', 'z.c']);
  expect(unite([treeWith(x!, y!), treeWith(y!)]).columns[1]!.self).toEqual(
    Float64Array.of(0, 0, 1),
  );
});

test('addresses line up only within the same binary', () => {
  const here = { address: 1n, mapping: '/lib/c', buildId: 'b1' };
  expect(unite([treeWith(here), treeWith(here)]).frames.line).toHaveLength(1);
  expect(unite([treeWith(here), treeWith({ ...here, buildId: 'b2' })]).frames.line).toHaveLength(2);
});

test('names that objects have of their own are names', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const tree = treeFromFolded(names.map((name) => `${name};${name} 1`));
  const both = unite([tree, tree]);
  expect(both.frames.functionName).toEqual(names.toSorted());
  expect(both.columns[1]!.total[0]).toBe(4);
});
