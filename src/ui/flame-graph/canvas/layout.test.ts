import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeFromFolded, type CallTree } from '#profile';
import { foldedBelow, foldedIn } from './folded';
import { boxAt, layoutFrames, rowsOf, type Boxes, type Layout } from './layout';
import { childrenOf } from '../tree-path';
import { buildWidths } from '../widths';

/** One line a row, one character `px` pixels: `|` is where a frame starts, its name follows, `.` is its room, ` ` is nothing. */
function drawBoxes(tree: CallTree, boxes: Boxes, px = 1): string[] {
  const lines: string[][] = [];
  for (let b = 0; b < boxes.length; b++) {
    const line = (lines[boxes.row[b]!] ??= []);
    const frame = tree.frame[boxes.node[b]!]!;
    const name = `|${frame < 0 ? 'root' : tree.frames.functionName[frame]}`;
    const [from, cells] = [Math.round(boxes.x[b]! / px), Math.round(boxes.width[b]! / px)];
    for (let i = 0; i < cells; i++) line[from + i] = name[i] ?? '.';
  }
  return lines.map((line) => Array.from(line, (cell) => cell ?? ' ').join(''));
}

const nodeOf = (tree: CallTree, name: string) =>
  tree.frame.findIndex((row) => tree.frames.functionName[row] === name);

const layout = (tree: CallTree, name: string | undefined, widthPx: number, minWidthPx?: number) =>
  layoutFrames(tree, {
    widths: buildWidths(tree, tree.columns),
    focus: name === undefined ? 0 : nodeOf(tree, name),
    widthPx,
    ...(minWidthPx !== undefined && { minWidthPx }),
  });

const SHOP = ['a;b;c 10', 'a;b 10', 'a;d 10', 'e 10'];

test('callees start at their caller, siblings follow each other, own value is free at the right', () => {
  const tree = treeFromFolded(SHOP);
  expect(drawBoxes(tree, layout(tree, undefined, 40))).toEqual([
    '|root...................................',
    '|a............................|e........',
    '|b..................|d........',
    '|c........',
  ]);
});

test('the focus fills the width, its callers are above it', () => {
  const tree = treeFromFolded(SHOP);
  expect(drawBoxes(tree, layout(tree, 'b', 40))).toEqual([
    '|root...................................',
    '|a......................................',
    '|b......................................',
    '|c..................',
  ]);
});

test('a frame that is too narrow leaves its place empty', () => {
  const tree = treeFromFolded(['a;b 1', 'a;c 20', 'a;d;e 1', 'a;d 18']);
  expect(drawBoxes(tree, layout(tree, undefined, 40, 2))).toEqual([
    '|root...................................',
    '|a......................................',
    ' |c..................|d.................',
  ]);
});

/** `caller: first to last, from its left edge to its right one`. */
function drawFolded(tree: CallTree, { folded }: Layout): string[] {
  const name = (node: number) => tree.frames.functionName[tree.frame[node]!] ?? 'root';
  return Array.from({ length: folded.length }, (_, box) => {
    const [first, end, x] = [folded.node[box]!, folded.end[box]!, folded.x[box]!];
    return `${name(folded.caller[box]!)}: ${name(first)} to ${name(end - 1)}, ${x} to ${x + folded.width[box]!}, row ${folded.row[box]}`;
  });
}

test('neighbours that are too narrow are folded, a wide one between them parts them', () => {
  const tree = treeFromFolded([
    'a;b 1',
    'a;c;d 1',
    'a;e 0',
    'a;f 2',
    'a;g 30',
    'a;h 1',
    'a;i 4',
    'j 1',
  ]);
  expect(drawFolded(tree, layout(tree, undefined, 40, 4))).toEqual(['a: b to f, 0 to 4, row 2']);
  expect(drawFolded(tree, layout(tree, undefined, 40, 4.5))).toEqual([
    'a: h to i, 34 to 39, row 2',
  ]);
});

test('a folded frame of another caller is another fold, and a zoom into the caller unfolds', () => {
  const tree = treeFromFolded(['a;b 1', 'a;c 1', 'd;e 1', 'd;f 1']);
  expect(drawFolded(tree, layout(tree, undefined, 4, 1.5))).toEqual([
    'a: b to c, 0 to 2, row 2',
    'd: e to f, 2 to 4, row 2',
  ]);
  expect(drawFolded(tree, layout(tree, 'a', 4, 1.5))).toEqual([]);
});

test('20,000 narrow callees are counted, with what they call, and with their share', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `main;f${i};g 1`);
  const tree = treeFromFolded([...lines, 'main;none 0', 'main;wide 12787']);
  const widths = buildWidths(tree, tree.columns);
  const { folded } = layoutFrames(tree, { widths, focus: 0, widthPx: 1000 });
  expect(folded.length).toBe(1);
  expect(foldedIn(folded, 0)).toEqual({ frames: 40_000, share: 20_000 / 32_787 });
  expect(foldedBelow(folded, nodeOf(tree, 'main'))?.frames).toBe(40_000);
  expect(foldedBelow(folded, nodeOf(tree, 'wide'))).toBeUndefined();
});

test('half a pixel is drawn, less is not', () => {
  const tree = treeFromFolded(['a 1', 'b 1.01', 'c 197.99']);
  const names = Array.from(layout(tree, undefined, 100).node, (n) => tree.frame[n]);
  expect(names).toEqual([-1, 0, 1, 2]);
  expect(layout(tree, undefined, 99.5).length).toBe(3);
  expect(layout(tree, undefined, 99).length).toBe(2);
});

test('a tree without a value is its root', () => {
  const tree = treeFromFolded(['a 0', 'b;c 0']);
  expect(drawBoxes(tree, layout(tree, undefined, 8))).toEqual(['|root...']);
  expect(layout(tree, 'c', 8).length).toBe(3);
});

test('a frame that is gone keeps its width, a negative value counts as its size', () => {
  const { depth } = treeFromFolded(['a 1', 'b;c 1']);
  const baseline = { self: Float64Array.of(0, 5, 0, 5), total: Float64Array.of(10, 5, 5, 5) };
  const comparison = {
    self: Float64Array.of(0, 0, 0, -20),
    total: Float64Array.of(-20, 0, -20, -20),
  };
  expect([...buildWidths({ depth }, [baseline, comparison])]).toEqual([30, 5, 25, 25]);
  expect([...buildWidths({ depth }, [baseline, baseline])]).toEqual([20, 10, 10, 10]);
  expect([...buildWidths({ depth }, [baseline])]).toEqual([10, 5, 5, 5]);
});

test('a stack of 20,000 functions is one box a row', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => `f${i}`);
  const tree = treeFromFolded([`${names.join(';')} 1`]);
  const boxes = layoutFrames(tree, {
    widths: tree.columns[0]!.total,
    focus: 10_000,
    widthPx: 100,
  });
  expect(boxes.length).toBe(20_001);
  expect(rowsOf(boxes).count).toBe(20_001);
});

const stack = fc.array(fc.constantFrom('a', 'b', 'c', '__proto__'), { minLength: 1, maxLength: 6 });
const trees = fc
  .array(fc.tuple(stack, fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 25 })
  .map((lines) => treeFromFolded(lines.map(([names, value]) => `${names.join(';')} ${value}`)));
const questions = fc.record({
  tree: trees,
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  widthPx: fc.integer({ min: 1, max: 2000 }),
  minWidthPx: fc.constantFrom(0.5, 2, 40),
});

/** Floating point sums of integers times one factor. */
const NEARLY = 1e-6;

test('frames lie within their caller, side by side, as wide as their value', () => {
  fc.assert(
    fc.property(questions, ({ tree, at, widthPx, minWidthPx }) => {
      const widths = buildWidths(tree, tree.columns);
      const focus = Math.floor(at * tree.frame.length);
      const boxes = layoutFrames(tree, { widths, focus, widthPx, minWidthPx });
      const placeOf = new Map(Array.from(boxes.node, (node, box) => [node, box]));
      for (const [node, box] of placeOf) {
        if (node < focus) continue;
        let from = boxes.x[box]!;
        for (const child of childrenOf(tree, node)) {
          const width = widths[focus]! > 0 ? (widths[child]! / widths[focus]!) * widthPx : 0;
          const place = placeOf.get(child);
          if (place !== undefined) {
            expect(Math.abs(boxes.x[place]! - from)).toBeLessThan(NEARLY);
            expect(Math.abs(boxes.width[place]! - width)).toBeLessThan(NEARLY);
            expect(width).toBeGreaterThan(minWidthPx - NEARLY);
          } else expect(width).toBeLessThan(minWidthPx + NEARLY);
          from += width;
        }
        expect(from).toBeLessThan(boxes.x[box]! + boxes.width[box]! + NEARLY);
      }
    }),
  );
});

test('drawn, folded, or in a fold narrower than a box: no width of a callee is lost', () => {
  fc.assert(
    fc.property(questions, ({ tree, at, widthPx, minWidthPx }) => {
      const widths = buildWidths(tree, tree.columns);
      const focus = Math.floor(at * tree.frame.length);
      const layout = layoutFrames(tree, { widths, focus, widthPx, minWidthPx });
      const { folded } = layout;
      const drawnNodes = new Set(layout.node);
      const foldedNodes = new Map<number, number>();
      for (let box = 0; box < folded.length; box++)
        for (let n = folded.node[box]!; n < folded.end[box]!; n = tree.end[n]!)
          foldedNodes.set(n, folded.caller[box]!);
      for (const node of drawnNodes) {
        if (node < focus) continue;
        let run = 0;
        for (const child of childrenOf(tree, node)) {
          if (foldedNodes.has(child)) expect(foldedNodes.get(child)).toBe(node);
          expect(foldedNodes.has(child) && drawnNodes.has(child)).toBe(false);
          const left = !foldedNodes.has(child) && !drawnNodes.has(child);
          run = left
            ? run + (widths[focus]! > 0 ? (widths[child]! / widths[focus]!) * widthPx : 0)
            : 0;
          expect(run).toBeLessThan(minWidthPx + NEARLY);
        }
      }
    }),
  );
});

test('what is too narrow moves nobody', () => {
  fc.assert(
    fc.property(questions, ({ tree, at, widthPx, minWidthPx }) => {
      const question = {
        widths: buildWidths(tree, tree.columns),
        focus: Math.floor(at * tree.frame.length),
        widthPx,
      };
      const all = layoutFrames(tree, { ...question, minWidthPx: 0 });
      const some = layoutFrames(tree, { ...question, minWidthPx });
      const xOf = new Map(Array.from(all.node, (node, box) => [node, all.x[box]]));
      for (let b = 0; b < some.length; b++) expect(some.x[b]).toBe(xOf.get(some.node[b]!));
    }),
  );
});

test('a box is found at every place in it, and only there', () => {
  fc.assert(
    fc.property(questions, ({ tree, widthPx }) => {
      const boxes = layout(tree, undefined, widthPx);
      const rows = rowsOf(boxes);
      for (let b = 0; b < boxes.length; b++) {
        const row = boxes.row[b]!;
        const middle = boxes.x[b]! + boxes.width[b]! / 2;
        expect(boxAt(boxes, rows, { x: middle, row })).toBe(b);
        expect(boxAt(boxes, rows, { x: boxes.x[b]!, row })).toBe(b);
      }
      expect(boxAt(boxes, rows, { x: -1, row: 0 })).toBe(-1);
      expect(boxAt(boxes, rows, { x: widthPx, row: 0 })).toBe(-1);
      expect(boxAt(boxes, rows, { x: 0, row: rows.count })).toBe(-1);
      expect(boxAt(boxes, rows, { x: 0, row: -1 })).toBe(-1);
    }),
  );
});

test('what is too narrow to be drawn is counted, with the part that it stands for', () => {
  const fan = Array.from({ length: 20_000 }, (_, i) => `main;f${i};g 1`);
  const { narrow } = layout(treeFromFolded([...fan, 'main;wide 12000']), undefined, 1000);
  expect(narrow).toEqual({ frames: 40_000, share: expect.closeTo(20_000 / 32_000) });
  expect(layout(treeFromFolded(SHOP), undefined, 40).narrow).toEqual({ frames: 0, share: 0 });
  expect(layout(treeFromFolded(SHOP), undefined, 0).narrow).toEqual({ frames: 0, share: 0 });
});
