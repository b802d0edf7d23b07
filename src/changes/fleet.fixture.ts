import { parseProfileType, type ProfileType } from '#series';
import { treeFromFolded, type CallTree } from '#profile';
import { Random } from '../../tests/calibration/random';
import type { ApplicationSlices } from './functions/application-slices';
import type { UnitTotals } from './totals/unit-totals';

export const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
export const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');
export const MUTEX = parseProfileType('mutex:delay:nanoseconds:contentions:count');

/** Folded stacks with what a slice of 150 s has of each, in samples. */
export type Folded = readonly string[];

const QUANTUM = 1e7;
const SLICES = 12;
export const SLICE_SECONDS = 150;
const BUCKETS = 240;
export const BUCKET_MS = 90_000;
export const TIMES = Array.from({ length: BUCKETS }, (_, i) => i * BUCKET_MS);

const HANDLERS = [
  ...[
    'Cart',
    'Checkout',
    'Search',
    'Login',
    'Stock',
    'Orders',
    'Prices',
    'Reviews',
    'Offers',
    'Images',
  ],
  ...['Address', 'Invoice', 'Refund', 'Wishes'],
];

/** Fourteen handlers of the shop's own code over Go's libraries; 2,400 samples. */
export const SHOP: Folded = HANDLERS.flatMap((handler, h) => {
  const handle = `main.main;net/http.serve;shop.Serve;shop.${handler}`;
  return [
    `${handle};shop.${handler}.parse ${36 - h}`,
    `${handle};shop.${handler}.load;shop.query;database/sql.Query ${50 - h}`,
    `${handle};shop.${handler}.price;shop.${handler}.round ${46 - h}`,
    `${handle};shop.${handler}.render;encoding/json.Marshal ${42 - h}`,
    `${handle};shop.${handler}.render;encoding/json.Marshal;runtime.mallocgc ${30 - h}`,
  ];
});

/** The stacks that hold the function cost so many times as much. */
export function times(folded: Folded, name: string, factor: number): Folded {
  return folded.map((line) => {
    const [stack, value] = split(line);
    return stack.split(';').includes(name) ? `${stack} ${value * factor}` : line;
  });
}

/** Everything does. */
export function loaded(folded: Folded, factor: number): Folded {
  return folded.map((line) => {
    const [stack, value] = split(line);
    return `${stack} ${value * factor}`;
  });
}

function split(line: string): readonly [stack: string, value: number] {
  const cut = line.lastIndexOf(' ');
  return [line.slice(0, cut), Number(line.slice(cut + 1))];
}

/** By unit: what it costs before and after. */
export type Units = Readonly<Record<string, readonly [before: Folded, after: Folded]>>;

/** So many units of an application that do not change, with those that do in their places. */
export function unitsOf(
  application: string,
  count: number,
  changed: Readonly<Record<number, Folded>>,
): Units {
  return Object.fromEntries(
    Array.from({ length: count }, (_, u) => [`${application}/${u}`, [SHOP, changed[u] ?? SHOP]]),
  );
}

/** Slices with the samples that a profiler would have drawn. */
export function slicesOf(application: string, units: Units, seed = 1): ApplicationSlices<CallTree> {
  const random = new Random(seed);
  const seconds = new Array<number>(SLICES).fill(SLICE_SECONDS);
  const run = (folded: Folded) =>
    Array.from({ length: SLICES }, () =>
      treeFromFolded(
        folded.flatMap((line) => {
          const [stack, value] = split(line);
          const samples = random.poisson(value);
          return samples > 0 ? [`${stack} ${samples * QUANTUM}`] : [];
        }),
      ),
    );
  return {
    ...{ application, profileType: CPU, sliceSeconds: SLICE_SECONDS },
    units: Object.entries(units).map(([unit, [before, after]]) => ({
      unit,
      runs: [run(before), run(after)],
      seconds: [seconds, seconds],
    })),
  };
}

/** Slices of states and waits: the values are told, with 3 % of noise. */
export function levelSlicesOf(
  application: string,
  profileType: ProfileType,
  units: Units,
): ApplicationSlices<CallTree> {
  const random = new Random(7);
  const seconds = new Array<number>(SLICES).fill(SLICE_SECONDS);
  const run = (folded: Folded) =>
    Array.from({ length: SLICES }, () =>
      treeFromFolded(
        folded.map((line) => {
          const [stack, value] = split(line);
          return `${stack} ${Math.round(value * Math.exp(0.03 * random.normal()))}`;
        }),
      ),
    );
  return {
    ...{ application, profileType, sliceSeconds: SLICE_SECONDS },
    units: Object.entries(units).map(([unit, [before, after]]) => ({
      unit,
      runs: [run(before), run(after)],
      seconds: [seconds, seconds],
    })),
  };
}

/** A level that varies by 3 %, in another way for each name. */
export function noisy(name: string, level: (bucket: number) => number): number[] {
  const random = new Random([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  return TIMES.map((_, i) => level(i) * Math.exp(0.03 * random.normal()));
}

/** The total of one unit; of CPU time there is yesterday's, too. */
function totalOf(
  unit: string,
  profileType: ProfileType,
  level: (bucket: number) => number,
): UnitTotals {
  const application = unit.split('/')[0]!;
  const values = noisy(`${unit} ${profileType.name}`, level);
  const before = noisy(`${unit} yesterday`, () => level(0));
  return {
    ...{ application, unit, profileType, times: TIMES, values },
    ...(profileType === CPU && { before }),
  };
}

/** Of all units the same level, but for those that are told. */
export function totalsOf(
  units: readonly string[],
  profileType: ProfileType,
  level: number,
  changed: Readonly<Record<string, (bucket: number) => number>> = {},
): readonly UnitTotals[] {
  return units.map((unit) => totalOf(unit, profileType, (i) => level * (changed[unit]?.(i) ?? 1)));
}
