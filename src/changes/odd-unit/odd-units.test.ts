import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { Random } from '../../../tests/calibration/random';
import { CPU, HEAP, MUTEX, loaded, SHOP, times, type Folded } from '../fleet.fixture';
import { judgeUnits, type OddUnits } from './odd-units';

const SECONDS = 1800;

/** Every profile has stacks that were seen once: what one sample is worth. */
const RARE = ['main.main;shop.rare 10000000'];

/** Half an hour's samples of each unit. */
function judged(units: readonly Folded[], seed = 1): OddUnits {
  const random = new Random(seed);
  return judgeUnits({
    profileType: CPU,
    units: units.map((folded, u) => ({
      unit: `shop/${u}`,
      seconds: SECONDS,
      tree: treeFromFolded([
        ...RARE,
        ...folded.flatMap((line) => {
          const cut = line.lastIndexOf(' ');
          const samples = random.poisson(12 * Number(line.slice(cut + 1)));
          return samples > 0 ? [`${line.slice(0, cut)} ${samples * 1e7}`] : [];
        }),
      ]),
    })),
  });
}

const shops = (...changed: readonly Folded[]) => [...changed, ...Array<Folded>(5).fill(SHOP)];
const oddOnes = ({ units, rows }: OddUnits) =>
  rows.flatMap(({ name, cells }) =>
    cells.flatMap(({ isOdd }, u) => (isOdd ? [`${units[u]!.unit} ${name}`] : [])),
  );

test('one unit with a dearer function is odd in it and its caller, and called after it', () => {
  const found = judged(shops(times(SHOP, 'shop.Cart.price', 1.5)));
  expect(found.units.map(({ oddities }) => oddities)).toEqual([
    [{ name: 'shop.Cart.round', direction: 'up', under: 'shop.Cart.price' }],
    [],
    [],
    [],
    [],
    [],
  ]);
  expect(oddOnes(found)).toEqual(['shop/0 shop.Cart.round', 'shop/0 shop.Cart.price']);
  const [cell, other] = found.rows[0]!.cells;
  expect(cell!.relative).toBeGreaterThan(0.4);
  expect(cell!.relative).toBeLessThan(0.6);
  expect(cell!.score).toBeGreaterThan(5);
  expect(cell!.rest).toBeCloseTo(other!.rate, 2);
});

test('units that are alike have no odd one, however much load each has', () => {
  const found = judged([SHOP, loaded(SHOP, 3), SHOP, loaded(SHOP, 0.5), SHOP]);
  expect(oddOnes(found)).toEqual([]);
  expect(found.units.map(({ load }) => load!.toFixed(1).replace('-0.0', '0.0'))).toEqual([
    ...['0.0', '2.0', '0.0'],
    ...['-0.5', '0.0'],
  ]);
});

test('two odd units do not hide each other', () => {
  const dearer = times(SHOP, 'shop.Login', 1.4);
  const cheaper = times(SHOP, 'shop.Stock.parse', 0.4);
  const { units } = judged(shops(dearer, cheaper));
  expect(
    units
      .slice(0, 2)
      .map(({ oddities }) => oddities.map(({ name, direction }) => [name, direction])),
  ).toEqual([[['shop.Login', 'up']], [['shop.Stock.parse', 'down']]]);
  expect(units.slice(2).flatMap(({ oddities }) => oddities)).toEqual([]);
});

test('of three units the odd one does not make the others odd', () => {
  const { units } = judged([SHOP, times(SHOP, 'shop.Cart', 1.6), SHOP]);
  expect(units.map(({ oddities }) => oddities.length)).toEqual([0, 1, 0]);
});

test('of two units each is the other one’s rest', () => {
  const { units } = judged([SHOP, times(SHOP, 'shop.Cart', 1.6)]);
  expect(units.map(({ oddities }) => oddities.map(({ direction }) => direction))).toEqual([
    ['down'],
    ['up'],
  ]);
});

test('a function that only one unit has is odd, without per cent', () => {
  const found = judged(shops([...SHOP, 'main.main;shop.debug 60']));
  const row = found.rows.find(({ name }) => name === 'shop.debug')!;
  expect(row.cells[0]).toMatchObject({ isOdd: true, rest: 0 });
  expect(row.cells[0]!.relative).toBeUndefined();
});

test.each([HEAP, MUTEX])('what is no count is judged in the same way: $name', (profileType) => {
  const folded = (factor: number) =>
    treeFromFolded(
      Array.from(
        { length: 40 },
        (_, i) => `main.main;shop.f${i} ${(i === 7 ? factor : 1) * 2 ** 24}`,
      ),
    );
  const { units } = judgeUnits({
    profileType,
    units: [1, 1, 1, 3, 1].map((factor, u) => ({
      ...{ unit: `shop/${u}`, seconds: SECONDS },
      tree: folded(factor),
    })),
  });
  expect(units.map(({ oddities }) => oddities.map(({ name }) => name))).toEqual([
    ...[[], [], []],
    ['shop.f7'],
    [],
  ]);
});

test('rows are what is odd and what has 1 % of a unit; the others are counted', () => {
  const tail = Array.from({ length: 50 }, (_, i) => `main.main;shop.small${i} 4`);
  const found = judged(shops([...SHOP, ...tail]).map(() => [...SHOP, ...tail]));
  expect(found.rows.some(({ name }) => name.startsWith('shop.small'))).toBe(false);
  expect(found.smaller).toBeGreaterThanOrEqual(50);
});

test('one unit has nothing to be held against', () => {
  expect(() => judged([SHOP])).toThrow(RangeError);
});
