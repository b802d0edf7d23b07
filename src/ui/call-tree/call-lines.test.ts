import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameName, treeFromFolded, unite, type CallTree } from '#profile';
import { callLines, heaviestPath, stacksWith } from './call-lines';
import { siblingOrder } from './sibling-order';

const folded = fc.array(
  fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }),
      fc.nat(99),
    )
    .map(([stack, value]) => `${stack.join(';')} ${value + 1}`),
  { minLength: 1, maxLength: 20 },
);
const trees = fc.oneof(
  folded.map((lines) => treeFromFolded(lines)),
  fc.tuple(folded, folded).map((sides) => unite(sides.map((lines) => treeFromFolded(lines)))),
);
const byTotal = { key: 'total', descending: true } as const;
const all = ({ frame }: CallTree) => new Set(frame.keys());
const nameOf = (tree: CallTree, node: number) =>
  node === 0 ? 'total' : frameName(tree.frames, tree.frame[node]!);

describe('all open', () => {
  test('every call has one line, below its caller, and callees add up to what their caller has besides its own', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const key = tree.columns.length === 2 ? 'deltaTotal' : 'total';
        const order = siblingOrder(tree, { key, descending: true });
        const lines = callLines(tree, { root: 0, open: all(tree), order });
        expect(lines.map(({ node }) => node).sort((a, b) => a - b)).toEqual([...tree.frame.keys()]);
        lines.forEach(({ node, level, parent }, at) => {
          expect(level).toBe(tree.depth[node]);
          expect(parent).toBeLessThan(at);
          const callees = lines.filter((line) => line.parent === at);
          for (const { self, total } of tree.columns) {
            const below = callees.reduce((sum, line) => sum + total[line.node]!, 0);
            expect(self[node]! + below).toBeCloseTo(total[node]!, 9);
          }
          expect(callees.map(({ place }) => place)).toEqual(callees.map((_, i) => i + 1));
          for (const { siblings } of callees) expect(siblings).toBe(callees.length);
        });
      }),
    );
  });

  test('the heaviest callee comes first', () => {
    fc.assert(
      fc.property(folded, (lines) => {
        const tree = treeFromFolded(lines);
        const { total } = tree.columns[0]!;
        const shown = callLines(tree, {
          root: 0,
          open: all(tree),
          order: siblingOrder(tree, byTotal),
        });
        shown.forEach(({ parent, node, place }, at) => {
          const next = shown.find((line) => line.parent === parent && line.place === place + 1);
          if (next && at > 0) expect(total[node]!).toBeGreaterThanOrEqual(total[next.node]!);
        });
      }),
    );
  });
});

const TREE = treeFromFolded(['main;serve;encode 60', 'main;serve;read 10', 'main;log 20', 'gc 10']);
const shown = (tree: CallTree, open: readonly string[], more = {}) => {
  const isOpen = new Set(
    [...tree.frame.keys()].filter((node) => open.includes(nameOf(tree, node))),
  );
  const order = siblingOrder(tree, byTotal);
  return callLines(tree, { root: 0, open: isOpen, order, ...more }).map(
    ({ node, level, isOpen: opened }) =>
      `${'  '.repeat(level)}${opened === undefined ? '·' : opened ? '▾' : '▸'} ${nameOf(tree, node)}`,
  );
};

test('what is closed hides what is below it; what has no callees cannot be opened', () => {
  expect(shown(TREE, ['main', 'encode'])).toEqual([
    '▾ total',
    '  ▾ main',
    '    ▸ serve',
    '    · log',
    '  · gc',
  ]);
});

test('the heaviest path goes on while one callee has most, at the least one step', () => {
  const order = siblingOrder(TREE, byTotal);
  const path = (from: number) => {
    const { opened, end } = heaviestPath(TREE, from, { order });
    return [...opened.map((node) => nameOf(TREE, node)), nameOf(TREE, end)];
  };
  expect(path(0)).toEqual(['total', 'main', 'serve', 'encode']);
  const even = treeFromFolded(['a;b;x 4', 'a;c 3', 'a;d 3']);
  const { end } = heaviestPath(even, 1, { order: siblingOrder(even, byTotal) });
  expect(nameOf(even, end)).toBe('b');
  const leaf = [...TREE.frame.keys()].find((node) => nameOf(TREE, node) === 'gc')!;
  expect(heaviestPath(TREE, leaf, { order })).toEqual({ opened: [], end: leaf });
});

test('of a comparison the change decides, and its direction', () => {
  const tree = unite([
    treeFromFolded(['grew 10', 'shrank 50', 'same 90']),
    treeFromFolded(['grew 40', 'shrank 20', 'same 90']),
  ]);
  const names = (descending: boolean) =>
    shown(tree, [], {
      order: siblingOrder(
        tree,
        { key: 'deltaTotal', descending },
        { key: 'verdict', descending: true },
      ),
    }).slice(1);
  expect(names(true)).toEqual(['  · grew', '  · same', '  · shrank']);
  expect(names(false)).toEqual(['  · shrank', '  · same', '  · grew']);
});

test('only stacks with a match: all of each of them, and no other', () => {
  fc.assert(
    fc.property(trees, fc.constantFrom('a', 'b', 'c', 'd'), (tree, name) => {
      const matches = Uint8Array.from(tree.frames.functionName, (one) => (one === name ? 1 : 0));
      const { kept, callers } = stacksWith(tree, matches);
      const has = (node: number) => nameOf(tree, node) === name;
      for (const node of tree.frame.keys()) {
        const around = [...tree.frame.keys()].filter(
          (other) =>
            (other <= node && node < tree.end[other]!) || (node < other && other < tree.end[node]!),
        );
        expect(kept[node]).toBe(around.some((other) => other > 0 && has(other)) ? 1 : 0);
        expect(callers.includes(node)).toBe(around.some((other) => other > node && has(other)));
      }
    }),
  );
});
