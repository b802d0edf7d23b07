import { expect, test } from 'vitest';
import { CallTreeBuilder } from './call-tree-builder';
import { printTree, treeFromFolded } from './folded';
import { frameOf, FrameTableBuilder } from './frame-table';
import { expectLaws } from '../tree-laws.fixture';

function tableOf(...names: string[]) {
  const table = new FrameTableBuilder();
  names.forEach((functionName) => table.add(frameOf({ functionName })));
  return table.build().frames;
}

test('the columns are those of the picture at CallTree', () => {
  const tree = treeFromFolded(['B;C 20', 'B 50', 'D 30']);
  expect(tree.frames.functionName).toEqual(['B', 'C', 'D']);
  expect([...tree.frame]).toEqual([-1, 0, 1, 2]);
  expect([...tree.depth]).toEqual([0, 1, 2, 1]);
  expect([...tree.end]).toEqual([4, 3, 3, 4]);
  expect([...tree.columns[0]!.self]).toEqual([0, 50, 20, 30]);
  expect([...tree.columns[0]!.total]).toEqual([100, 70, 20, 30]);
});

test('without nodes there is a root, with every column', () => {
  const tree = new CallTreeBuilder(tableOf('unused'), 2).build();
  expect(printTree(tree)).toEqual(['root (0 │ 0)']);
  expect(tree.frames.functionName).toEqual([]);
});

test('one child a frame, whoever asks and in whatever order', () => {
  const builder = new CallTreeBuilder(tableOf('a', 'b'), 1);
  const b = builder.child(0, 1);
  const a = builder.child(0, 0);
  expect(builder.child(0, 1)).toBe(b);
  builder.add(b, 0, 1);
  builder.addStack([0, 1, 1], [4]);
  builder.add(a, 0, 2);
  builder.addStack([], [8]);
  const tree = builder.build();
  expectLaws(tree);
  expect(printTree(tree)).toEqual([
    'root (15)',
    '├─ a (6)',
    '│  └─ b (4)',
    '│     └─ b (4)',
    '└─ b (1)',
  ]);
  expect(tree.columns[0]!.self[0]).toBe(8);
});

test('it grows past its first room', () => {
  const names = Array.from({ length: 200 }, (_, i) => `f${String(i).padStart(3, '0')}`);
  const builder = new CallTreeBuilder(tableOf(...names), 1);
  for (let i = 199; i >= 0; i--) for (let j = 0; j < 200; j++) builder.addStack([i, j], [1]);
  const tree = builder.build();
  expectLaws(tree);
  expect(tree.frame).toHaveLength(1 + 200 + 200 * 200);
  expect(tree.columns[0]!.total[0]).toBe(40_000);
});

test('a tree of more nodes than fit into memory is refused', () => {
  const { frames } = treeFromFolded(['a 1']);
  const builder = new CallTreeBuilder(frames, 1);
  const grow = () => {
    for (let node = 0; ;) node = builder.child(node, 0);
  };
  expect(grow).toThrow('tree: more than the 4194304 nodes that fit into memory');
});
