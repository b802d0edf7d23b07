import fc from 'fast-check';
import { expect } from 'vitest';
import { NO_STACK, type CallTree } from './tree/call-tree';
import { CallTreeBuilder } from './tree/call-tree-builder';
import { compareFrames } from './tree/compare-frames';
import { frameName } from './names/frame-name';
import { type Frame, frameOf, FrameTableBuilder } from './tree/frame-table';

/** For tests: names that break object dictionaries, sort oddly, or mean something to us. */
const NAMES = [
  'a',
  'b',
  'main',
  '__proto__',
  'constructor',
  'byte[]',
  'toString',
  'ä',
  '\u{1f525}',
];

const symbolised = fc.record({
  functionName: fc.constantFrom(...NAMES),
  fileName: fc.constantFrom('', 'x.go', 'y.go'),
  mapping: fc.constantFrom('', '/bin/app'),
});
/** One build is one binary in whatever folder, so its frames have one name. */
const unsymbolised = fc.record({
  address: fc.constantFrom(0n, 1n, 0xffffffff81000000n),
  binary: fc.constantFrom(
    { mapping: '', buildId: '' },
    { mapping: '/lib/libc.so.6', buildId: '' },
    { mapping: '/lib/libc.so.6', buildId: 'b1' },
    { mapping: '/proc/7/root/lib/libc.so.6', buildId: 'b1' },
  ),
});
const noStack = fc.constant([frameOf({ functionName: NO_STACK })]);
const stack = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.array(
      fc.oneof(
        symbolised.map(frameOf),
        unsymbolised.map(({ address, binary }) => frameOf({ address, ...binary })),
      ),
      { minLength: 1 },
    ),
  },
  { weight: 1, arbitrary: noStack },
);

/** For tests: any tree with so many columns of whole numbers, negative ones too, without nodes that are 0 in all of them. */
export function arbitraryTree(columns = 1): fc.Arbitrary<CallTree> {
  const values = fc
    .array(fc.integer({ min: -1000, max: 1000 }), { minLength: columns, maxLength: columns })
    .filter((each) => each.some((value) => value !== 0));
  return fc
    .array(fc.record({ stack, values }), { maxLength: 12 })
    .map((samples) => treeOf(samples, columns))
    .filter((tree) => stacksOf(tree).length === leafOrSelfCount(tree));
}

export interface Sample {
  readonly stack: readonly Frame[];
  readonly values: readonly number[];
}

/** For tests: the tree of these stacks, root first. */
export function treeOf(samples: readonly Sample[], columns: number): CallTree {
  const table = new FrameTableBuilder();
  const numbers = samples.map((sample) => sample.stack.map((frame) => table.add(frame)));
  const { frames, rowOf } = table.build();
  const builder = new CallTreeBuilder(frames, columns);
  samples.forEach((sample, i) => {
    const rows = numbers[i]!.map((number) => rowOf[number]!);
    builder.addStack(rows, sample.values);
  });
  return builder.build();
}

export interface Stack {
  /** `frameName`s, root first. */
  readonly names: string[];
  readonly rows: number[];
  readonly self: number[];
}

/** For tests: the slow and obvious way to look at a tree, every stack that has a self in some column. */
export function stacksOf(tree: CallTree): Stack[] {
  const stacks: Stack[] = [];
  for (let n = 1; n < tree.frame.length; n++) {
    const self = tree.columns.map((column) => column.self[n]!);
    if (self.every((value) => value === 0)) continue;
    const rows: number[] = [];
    for (let m = 1; m <= n; m++) if (n < tree.end[m]!) rows.push(tree.frame[m]!);
    stacks.push({ rows, names: rows.map((row) => frameName(tree.frames, row)), self });
  }
  return stacks;
}

function leafOrSelfCount(tree: CallTree): number {
  let count = 0;
  for (let n = 1; n < tree.frame.length; n++) {
    if (tree.end[n] === n + 1 || tree.columns.some((column) => column.self[n] !== 0)) count++;
  }
  return count;
}

/** For tests: fails unless every invariant of CallTree and FrameTable holds, totals to the last bit. */
export function expectLaws(tree: CallTree): void {
  expect([...brokenLaws(tree)]).toEqual([]);
}

function* brokenLaws(tree: CallTree): Generator<string> {
  const { frame, depth, end, frames } = tree;
  if (frame[0] !== -1 || depth[0] !== 0 || end[0] !== frame.length) yield 'the root';
  if (new Set(frame.subarray(1)).size !== frames.line.length) yield 'a frame that no node has';
  if (!inOrder(tree, [...frames.functionName.keys()])) yield 'order of rows';
  for (let n = 0; n < frame.length; n++) yield* brokenLawsOfNode(tree, n);
}

function* brokenLawsOfNode(tree: CallTree, n: number): Generator<string> {
  const { frame, depth, end } = tree;
  const children = childrenOf(tree, n);
  const rows = children.map((child) => frame[child]!);
  if (end[n]! <= n) yield `end of node ${n}`;
  if (children.some((child) => depth[child] !== depth[n]! + 1)) yield `depth below node ${n}`;
  if (!inOrder(tree, rows)) yield `order below node ${n}`;
  for (const { self, total } of tree.columns)
    if (total[n] !== children.reduce((sum, child) => sum + total[child]!, self[n]!))
      yield `total of node ${n}`;
}

function inOrder({ frames }: CallTree, rows: readonly number[]): boolean {
  return rows.every((row, i) => i === 0 || compareFrames(frames, rows[i - 1]!, row) < 0);
}

function childrenOf({ end }: CallTree, n: number): number[] {
  const children: number[] = [];
  for (let child = n + 1; child < end[n]!; child = Math.max(end[child]!, child + 1))
    children.push(child);
  return children;
}
