import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeFromFolded, unite, type CallTree } from '#profile';
import { boundFrames, type BoundedFrame } from './bounded-frames';

/** What a frame's width stands for when nothing is negative. */
const widthsOf = ({ columns }: CallTree) =>
  columns[0]!.total.map((value, node) => value + (columns[1]?.total[node] ?? 0));

const bounded = (tree: CallTree, mostFrames: number, mostLevels = 99) =>
  boundFrames(tree, widthsOf(tree), { mostFrames, mostLevels });

test('the widest are drawn, the others are gathered below their caller with number, width and totals', () => {
  const tree = unite([
    treeFromFolded(['main;a;x 60', 'main;b 3', 'main;c;y 2', 'main 10']),
    treeFromFolded(['main;a;x 50', 'main;b 4', 'main;d 1', 'main 10']),
  ]);
  const names = bounded(tree, 4).map(({ node, gathered }) =>
    gathered === undefined ? tree.frames.functionName[tree.frame[node]!] : `(${gathered})`,
  );
  expect(names).toEqual([undefined, 'main', 'a', 'x', '(4)']);
  expect(bounded(tree, 4).at(-1)).toEqual({
    ...{ node: 1, level: 2, width: 10, totals: [5, 5], gathered: 4 },
  });
});

test('deeper than the levels that are drawn', () => {
  const deep = treeFromFolded([`${Array.from({ length: 50 }, (_, i) => `f${i}`).join(';')} 7`]);
  const frames = bounded(deep, 1000, 10);
  expect(frames).toHaveLength(11);
  expect(frames.at(-1)).toMatchObject({ level: 10, gathered: 41, totals: [7] });
});

const stack = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 });
const stacks = fc.array(fc.tuple(stack, fc.integer({ min: 1, max: 99 })), { maxLength: 30 });
const treeOf = (of: [string[], number][]) =>
  treeFromFolded(of.map(([names, value]) => `${names.join(';')} ${value}`));

test('no total is lost: of each drawn frame, its own and what is drawn or gathered below it', () => {
  fc.assert(
    fc.property(stacks, stacks, fc.integer({ min: 1, max: 20 }), (before, after, most) => {
      const tree = unite([treeOf(before), treeOf(after)]);
      const frames = bounded(tree, most);
      expect(frames.filter(({ gathered }) => gathered === undefined).length).toBeLessThanOrEqual(
        most,
      );
      frames.forEach((frame, at) => {
        if (frame.gathered !== undefined) return;
        const below = calleesOf(frames, at);
        tree.columns.forEach(({ self, total }, k) => {
          const sum = below.reduce((so, callee) => so + callee.totals[k]!, self[frame.node]!);
          expect(sum).toBe(total[frame.node]);
        });
        expect(below.reduce((so, { width }) => so + width, 0)).toBeLessThanOrEqual(frame.width);
      });
      const counted = frames.reduce((so, { gathered = 1 }) => so + gathered, 0);
      expect(counted).toBe(tree.frame.length);
    }),
  );
});

/** Those one level below, up to the next frame of its own level. */
function calleesOf(frames: readonly BoundedFrame[], at: number): readonly BoundedFrame[] {
  const callees: BoundedFrame[] = [];
  for (let next = at + 1; next < frames.length && frames[next]!.level > frames[at]!.level; next++)
    if (frames[next]!.level === frames[at]!.level + 1) callees.push(frames[next]!);
  return callees;
}
