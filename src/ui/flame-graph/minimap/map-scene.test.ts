import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { mapScene } from './map-scene';

const tree = treeFromFolded(['a;b 10', 'a;c;d 30', 'a;c;e 20', 'f 40']);
const widths = tree.columns[0]!.total;
const nodeOf = (name: string) =>
  tree.frame.findIndex((row) => tree.frames.functionName[row] === name);

test('the region is where the focus is in the whole; its path leads there', () => {
  const { region, path, boxes, rowPx } = mapScene(tree, {
    ...{ widths, focus: nodeOf('e'), widthPx: 200 },
  });
  // After b 10 and d 30 of 100.
  expect(region).toEqual({ x: 80, width: 40, y: 3 * rowPx });
  const names = path.map((box) => tree.frames.functionName[tree.frame[boxes.node[box]!]!]);
  expect(names).toEqual([undefined, 'a', 'c', 'e']);
});

test('what is too narrow for a box has its region, too', () => {
  const narrow = treeFromFolded(['a;b 1', 'a;c 999999']);
  const { region } = mapScene(narrow, {
    ...{ widths: narrow.columns[0]!.total, focus: 2, widthPx: 100 },
  });
  expect(region.x).toBe(0);
  expect(region.width).toBeCloseTo(0.0001, 9);
});

test('the region of a node is its box', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: tree.frame.length - 1 }), (focus) => {
      const { region, boxes } = mapScene(tree, { widths, focus, widthPx: 300 });
      const box = boxes.node.indexOf(focus);
      expect(region.x).toBeCloseTo(boxes.x[box]!, 9);
      expect(region.width).toBeCloseTo(boxes.width[box]!, 9);
    }),
  );
});
