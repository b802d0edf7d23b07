import { describe, expect, test } from 'vitest';
import { compareTotals } from '#comparison';
import { frameOf, FrameTableBuilder, treeFromFolded, unite } from '#profile';
import {
  changeSlot,
  colourByBinary,
  colourByChange,
  colourByPackage,
  textSlot,
} from './colour-scheme';
import { CATEGORY_SLOTS, channelsOf, paletteOf } from './palette';

const nodeOf = (tree: ReturnType<typeof treeFromFolded>, name: string) =>
  tree.frame.findIndex((row) => tree.frames.functionName[row] === name);

describe('by package', () => {
  const tree = treeFromFolded([
    'github.com/acme/a.F;github.com/acme/a.(*T).G 1',
    'github.com/acme/b.F 1',
    'constructor 1',
  ]);
  const { slotOf } = colourByPackage(tree);

  test('functions of one package look alike', () => {
    expect(slotOf(nodeOf(tree, 'github.com/acme/a.F'))).toBe(
      slotOf(nodeOf(tree, 'github.com/acme/a.(*T).G')),
    );
  });

  test('packages that begin alike do not', () => {
    const slots = new Set(Array.from({ length: 60 }, (_, i) => textSlot(`github.com/acme/p${i}`)));
    expect(slots.size).toBeGreaterThan(CATEGORY_SLOTS / 2);
    expect([...slots].every((slot) => slot > 0 && slot < CATEGORY_SLOTS)).toBe(true);
  });

  test('the root and functions without a package have no colour of their own', () => {
    expect(slotOf(0)).toBe(0);
    expect(slotOf(nodeOf(tree, 'constructor'))).toBe(0);
  });
});

test('by binary', () => {
  const tree = treeFromFolded(['a 1', 'b 1', 'c 1']);
  const table = new FrameTableBuilder();
  for (const [functionName, mapping] of [
    ['a', '/x'],
    ['b', '/x'],
    ['c', '/y'],
  ] as const)
    table.add(frameOf({ functionName, mapping }));
  const { slotOf } = colourByBinary({ ...tree, frames: table.build().frames });
  expect(slotOf(1)).toBe(slotOf(2));
  expect(slotOf(3)).not.toBe(slotOf(1));
});

test.each([
  [100, 100, 5],
  [100, 101, 5],
  [100, 99, 5],
  [100, 102, 6],
  [100, 110, 7],
  [100, 149, 8],
  [100, 150, 9],
  [100, 199, 9],
  [100, 200, 10],
  [100, 900, 10],
  [0, 1, 10],
  [100, 98, 4],
  [100, 50, 1],
  [100, 1, 1],
  [100, 0, 0],
  [0, 0, 5],
])('from %d to %d is step %d', (baseline, comparison, slot) => {
  expect(changeSlot(compareTotals([baseline, comparison]))).toBe(slot);
});

test('only what one side has is new or gone', () => {
  const tree = unite([treeFromFolded(['a 1', 'b 1']), treeFromFolded(['b 1', 'c 1'])]);
  const { presenceOf } = colourByChange(tree);
  expect([0, 1, 2, 3].map(presenceOf)).toEqual([undefined, 'gone', undefined, 'new']);
});

/** Luminance and contrast of WCAG 2.2. */
function contrastOf(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = channelsOf(hex).map((value) => {
      const c = value / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(['category', 'change'] as const)('the palette %s', (name) => {
  test.each([
    ['light', false],
    ['dark', true],
  ])('is readable in the %s theme', (_, isDark) => {
    const { fills, ink, dimFills, dimInk } = paletteOf(name, isDark);
    expect(fills).toHaveLength(name === 'change' ? 11 : CATEGORY_SLOTS);
    for (const fill of fills) expect(contrastOf(fill, ink)).toBeGreaterThanOrEqual(4.5);
    for (const fill of dimFills) expect(contrastOf(fill, dimInk)).toBeGreaterThanOrEqual(4.5);
  });
});

test('a negative total of a single profile is marked, in the one colour that its hatch has', () => {
  const tree = treeFromFolded(['cache;evict -30', 'serve 10']);
  const { slotOf, presenceOf } = colourByPackage(tree);
  expect(presenceOf(nodeOf(tree, 'evict'))).toBe('negative');
  expect(slotOf(nodeOf(tree, 'evict'))).toBe(0);
  expect(presenceOf(nodeOf(tree, 'serve'))).toBeUndefined();
});
