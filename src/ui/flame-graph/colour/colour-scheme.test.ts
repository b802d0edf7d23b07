import { describe, expect, test } from 'vitest';
import { compareTotals } from '#comparison';
import { frameOf, FrameTableBuilder, treeFromFolded, unite } from '#profile';
import {
  changeSlot,
  categorySlot,
  colourByCategory,
  colourByChange,
  colourByPackage,
  colourBySelf,
  SELF_STEPS,
  textSlot,
} from './colour-scheme';
import { categoriesOf, categoryShares, selfOfFrames } from './categories';
import { CATEGORY_SLOTS, channelsOf, GREY_SLOTS, paletteOf } from './palette';

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

function treeOfFrames(
  frames: readonly { functionName: string; mapping?: string; fileName?: string }[],
) {
  const table = new FrameTableBuilder();
  for (const frame of frames) table.add(frameOf(frame));
  const lines = frames.map(({ functionName }, i) => `${functionName} ${i + 1}`);
  return { ...treeFromFolded(lines), frames: table.build().frames };
}

test('by binary: its name, wherever it lies', () => {
  const tree = treeOfFrames([
    { functionName: 'a', mapping: '/x/app' },
    { functionName: 'b', mapping: '/y/app' },
    { functionName: 'c', mapping: '/x/libc.so' },
  ]);
  const categories = categoriesOf(tree.frames, { by: 'binary', rolledUp: false, own: undefined });
  expect(categories.names).toEqual(['app', 'app', 'libc.so']);
  const { slotOf } = colourByCategory(tree, categories);
  expect(slotOf(1)).toBe(slotOf(2));
  expect(slotOf(3)).not.toBe(slotOf(1));
});

test('own code has colours, runtime and libraries are grey; what is own can be said', () => {
  const { frames } = treeOfFrames([
    { functionName: 'github.com/x/y.F' },
    { functionName: 'runtime.mallocgc' },
    { functionName: 'shop/cart.Pay' },
  ]);
  const own = (paths: readonly string[] | undefined) => {
    const { names, isOwn } = categoriesOf(frames, { by: 'package', rolledUp: false, own: paths });
    return names.filter(isOwn);
  };
  expect(own(undefined)).toEqual(['shop/cart']);
  expect(own(['runtime', 'github.com/x'])).toEqual(['github.com/x/y', 'runtime']);
  expect(own(['sho'])).toEqual([]);
  expect(own([])).toEqual(['github.com/x/y', 'runtime', 'shop/cart']);
  expect(categorySlot('runtime', false)).toBeGreaterThanOrEqual(CATEGORY_SLOTS);
  expect(categorySlot('shop/cart', true)).toBe(textSlot('shop/cart'));
});

test('where no code is known to be own, all of it has colours', () => {
  const { frames } = treeOfFrames([{ functionName: 'runtime.a' }, { functionName: 'runtime.b' }]);
  const { isOwn } = categoriesOf(frames, { by: 'package', rolledUp: false, own: undefined });
  expect(isOwn('runtime')).toBe(true);
});

test('rolled up, a frame is called as its package is', () => {
  const { frames } = treeOfFrames([{ functionName: 'net/http' }, { functionName: 'shop/cart' }]);
  const { names, isOwn } = categoriesOf(frames, { by: 'package', rolledUp: true, own: undefined });
  expect(names.filter(isOwn)).toEqual(['shop/cart']);
});

test('shares of categories are of self, of an inverted graph too, and sum to the whole', () => {
  const tree = treeFromFolded(['shop.a;net.b 60', 'shop.a 30', 'net.b;shop.a 10']);
  const categories = categoriesOf(tree.frames, { by: 'package', rolledUp: false, own: undefined });
  const inverted = treeFromFolded(['net.b;shop.a 60', 'shop.a 30', 'shop.a;net.b 10']);
  for (const [one, isInverted] of [
    [tree, false],
    [inverted, true],
  ] as const)
    expect(categoryShares(categories.names, selfOfFrames(one, isInverted))).toEqual([
      { name: 'net', share: 0.6 },
      { name: 'shop', share: 0.4 },
    ]);
});

test('by self: the more of the total a function costs, wherever it is', () => {
  const tree = treeFromFolded(['a;b 60', 'a;c 36', 'a;d 4', 'b 0']);
  const self = selfOfFrames(tree, false);
  const { slotOf } = colourBySelf(tree, { self, whole: 100 });
  expect(['a', 'b', 'c', 'd'].map((name) => slotOf(nodeOf(tree, name)))).toEqual([0, 5, 5, 3]);
  expect(slotOf(0)).toBe(0);
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

describe.each(['category', 'change', 'share'] as const)('the palette %s', (name) => {
  test.each([
    ['light', false],
    ['dark', true],
  ])('is readable in the %s theme', (_, isDark) => {
    const { fills, ink, dimFills, dimInk } = paletteOf(name, isDark);
    const lengths = {
      change: 11,
      share: SELF_STEPS.length + 1,
      category: CATEGORY_SLOTS + GREY_SLOTS,
    };
    expect(fills).toHaveLength(lengths[name]);
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
