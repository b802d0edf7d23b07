import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { moveFocus, placeAmongSiblings, widerCaller, type Walk } from './move-focus';

/*
 * root 0 ─ a 1 ─ b 2 ─ c 3
 *        │     ├ d 4
 *        │     └ z 5 (no width)
 *        └ e 6
 */
const tree = treeFromFolded(['a;b;c 10', 'a;d 30', 'a;z 0', 'e 10']);
const [ROOT, A, B, C, D, E] = [0, 1, 2, 3, 4, 6];
const walk = (focus: number): Walk => ({ tree, widths: tree.columns[0]!.total, focus });

test.each([
  { name: 'up to the caller', focus: ROOT, from: C, key: 'ArrowUp', to: B },
  { name: 'up from the root stays', focus: ROOT, from: ROOT, key: 'ArrowUp', to: ROOT },
  { name: 'down to the widest callee', focus: ROOT, from: A, key: 'ArrowDown', to: D },
  { name: 'down from a leaf stays', focus: ROOT, from: C, key: 'ArrowDown', to: C },
  { name: 'right to the next sibling', focus: ROOT, from: B, key: 'ArrowRight', to: D },
  { name: 'not to a sibling without width', focus: ROOT, from: D, key: 'ArrowRight', to: D },
  { name: 'left to the sibling before', focus: ROOT, from: E, key: 'ArrowLeft', to: A },
  { name: 'left of the first stays', focus: ROOT, from: A, key: 'ArrowLeft', to: A },
  { name: 'home to the root', focus: B, from: C, key: 'Home', to: ROOT },
  { name: 'from above the focus down towards it', focus: B, from: A, key: 'ArrowDown', to: B },
  { name: 'the focus has no siblings', focus: B, from: B, key: 'ArrowRight', to: B },
  { name: 'nor has what is above it', focus: B, from: A, key: 'ArrowRight', to: A },
  { name: 'up from the focus', focus: B, from: B, key: 'ArrowUp', to: A },
  { name: 'other keys mean nothing', focus: ROOT, from: A, key: 'x', to: undefined },
])('$name', ({ focus, from, key, to }) => {
  expect(moveFocus(walk(focus), from, key)).toBe(to);
});

test('out leads to the nearest caller that shows more', () => {
  expect(widerCaller(walk(C))).toBe(A);
  expect(widerCaller(walk(A))).toBe(ROOT);
  expect(widerCaller(walk(ROOT))).toBe(ROOT);
});

test('the place among the siblings that can be seen', () => {
  expect(placeAmongSiblings(walk(ROOT), D)).toEqual({ place: 2, of: 2 });
  expect(placeAmongSiblings(walk(ROOT), ROOT)).toEqual({ place: 1, of: 1 });
  expect(placeAmongSiblings(walk(D), D)).toEqual({ place: 1, of: 1 });
});
