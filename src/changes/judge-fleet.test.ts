import { describe, expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import type { Finding } from './finding';
import { findingPlace } from './finding-words';
import {
  BUCKET_MS,
  CPU,
  HEAP,
  levelSlicesOf,
  loaded,
  MUTEX,
  SHOP,
  SLICE_SECONDS,
  slicesOf,
  times,
  totalsOf,
  unitsOf,
  type Folded,
} from './fleet.fixture';
import { judgeApplication } from './functions/judge-application';
import { judgeFleet } from './judge-fleet';
import { judgeTotals } from './totals/judge-totals';

/** Three applications that stay what they are. */
const QUIET = ['cart', 'mail', 'auth'].map((name, i) =>
  judgeApplication(slicesOf(name, unitsOf(name, 4, {}), i + 2)),
);

/** The shop, with these of its units changed, beside them. */
function fleet(changed: Readonly<Record<number, Folded>>, count = 5) {
  return [judgeApplication(slicesOf('shop', unitsOf('shop', count, changed), 1)), ...QUIET];
}

const namesOf = (count: number) => Array.from({ length: count }, (_, u) => `shop/${u}`);
const short = ({ kind, direction, application, units, function: name }: Finding) => ({
  ...{ kind, direction, application, units },
  function: name,
});
/** Samples of 10 ms in slices of 150 s. */
const cores = (samples: number) => (samples * 0.01) / SLICE_SECONDS;
const samplesOf = (name: string, folded: Folded = SHOP) =>
  folded
    .filter((line) => line.slice(0, line.lastIndexOf(' ')).split(';').includes(name))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);

describe('functions of a fleet', () => {
  test('a quiet fleet has no finding, and says how small a change would have been seen', () => {
    const { findings, looked } = judgeFleet(fleet({}), []);
    expect(findings).toEqual([]);
    expect(looked).toMatchObject({ inDepth: 17, expectedFalse: 0.12 });
    expect(looked.tests).toBeGreaterThan(21 * 60);
    expect(looked.smallest).toBeGreaterThan(0.05);
    expect(looked.smallest).toBeLessThan(0.4);
  });

  test('one function that costs more in one unit is one finding, not its callers and callees too', () => {
    const dearer = times(SHOP, 'shop.Cart.price', 1.5);
    const { findings } = judgeFleet(fleet({ 3: dearer }), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/3'],
        function: 'shop.Cart.round',
      },
    ]);
    const [found] = findings;
    expect(found!.unchanged).toEqual(namesOf(5).filter((name) => name !== 'shop/3'));
    expect(found!.under).toBe('shop.Cart.price');
    const more = cores(samplesOf('shop.Cart.price') / 2);
    expect(found!.delta).toBeGreaterThan(0.7 * more);
    expect(found!.delta).toBeLessThan(1.3 * more);
    expect(found!.deltaInterval![0]).toBeGreaterThan(0);
    expect(found!.interval![0]).toBeLessThan(0.5);
    expect(found!.interval![1]).toBeGreaterThan(0.5);
    expect(found!.q).toBeLessThanOrEqual(0.05);
  });

  test('siblings of which one changed much did not change, though beside it they fell', () => {
    const dearer = times(SHOP, 'shop.Cart.price', 2.5);
    const { findings } = judgeFleet(fleet({ 1: dearer }, 3), []);
    const [found] = findings;
    expect(findings).toHaveLength(1);
    expect([found!.units, found!.unchanged]).toEqual([['shop/1'], ['shop/0', 'shop/2']]);
    expect(findingPlace(found!)).toBe('shop/1 (1 of 3)');
  });

  test('what a sibling did the other way by itself is a change', () => {
    const [dearer, cheaper] = [2.5, 0.4].map((factor) => times(SHOP, 'shop.Cart.price', factor));
    const { findings } = judgeFleet(fleet({ 0: cheaper!, 1: dearer! }, 3), []);
    const up = findings.find(({ direction }) => direction === 'up');
    expect([up!.units, up!.unchanged]).toEqual([['shop/1'], ['shop/2']]);
  });

  test('a function that costs more in eight of ten units is one finding of the application', () => {
    const dearer = times(SHOP, 'shop.Checkout', 1.25);
    const changed = Object.fromEntries(namesOf(8).map((_, u) => [u, dearer]));
    const { findings } = judgeFleet(fleet(changed, 10), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: namesOf(8),
        function: 'shop.Checkout',
      },
    ]);
    expect(findings[0]!.unchanged).toEqual(['shop/8', 'shop/9']);
    const more = 8 * cores(samplesOf('shop.Checkout') / 4);
    expect(findings[0]!.delta / more).toBeCloseTo(1, 0);
  });

  test('the same function in two units is one finding, with what both cost more', () => {
    const dearer = times(SHOP, 'shop.Login', 1.5);
    const { findings } = judgeFleet(fleet({ 0: dearer, 1: dearer }), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/0', 'shop/1'],
        function: 'shop.Login',
      },
    ]);
    expect(findings[0]!.delta / (2 * cores(samplesOf('shop.Login') / 2))).toBeCloseTo(1, 0);
  });

  test('what costs less is found, and comes after what costs more', () => {
    const { findings } = judgeFleet(
      fleet({ 2: times(SHOP, 'shop.Search', 0.5), 4: times(SHOP, 'shop.Stock', 1.5) }),
      [],
    );
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/4'],
        function: 'shop.Stock',
      },
      {
        kind: 'cost',
        direction: 'down',
        application: 'shop',
        units: ['shop/2'],
        function: 'shop.Search',
      },
    ]);
    expect(findings[1]!.delta).toBeLessThan(0);
    expect(findings[1]!.deltaInterval![1]).toBeLessThan(0);
  });

  test('a cost that goes from one callee to another is a move below the caller that stayed', () => {
    const moved = SHOP.map((line) =>
      line
        .replace('shop.Cart.price;shop.Cart.round 46', 'shop.Cart.price;shop.Cart.round 8')
        .replace('shop.Cart.parse 36', 'shop.Cart.parse 74'),
    );
    const { findings } = judgeFleet(fleet({ 4: moved }), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'moved',
        direction: 'up',
        application: 'shop',
        units: ['shop/4'],
        function: 'shop.Cart.parse',
      },
    ]);
    expect(findings[0]).toMatchObject({ movedFrom: 'shop.Cart.round', under: 'shop.Cart' });
  });

  test('a unit alone has no siblings, and its function is found all the same', () => {
    const { findings } = judgeFleet(fleet({ 0: times(SHOP, 'shop.Orders', 1.8) }, 1), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/0'],
        function: 'shop.Orders',
      },
    ]);
  });

  test('of two units the one that did not change has no finding', () => {
    const { findings } = judgeFleet(fleet({ 0: times(SHOP, 'shop.Orders', 1.8) }, 2), []);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/0'],
        function: 'shop.Orders',
      },
    ]);
    expect(findings[0]!.unchanged).toEqual(['shop/1']);
  });

  test('a function that is new has no per cent, one that is gone has', () => {
    const added = [...SHOP, 'main.main;net/http.serve;shop.Serve;shop.audit 60'];
    const [found] = judgeFleet(fleet({ 0: added }), []).findings;
    expect(found).toMatchObject({ function: 'shop.audit', direction: 'up', relative: undefined });
    expect(found!.interval).toBeUndefined();
    expect(found!.delta / cores(60)).toBeCloseTo(1, 0);
  });
});

describe('totals and functions together', () => {
  const TOTAL = cores(samplesOf('main.main'));
  const units = namesOf(5);
  const since = (bucket: number, factor: number) => (i: number) => (i >= bucket ? factor : 1);

  test('load that rises with an unchanged mix is load', () => {
    const totals = judgeTotals(totalsOf(units, CPU, TOTAL, { 'shop/1': since(150, 1.5) }));
    const { findings } = judgeFleet(fleet({ 1: loaded(SHOP, 1.5) }, 5), totals);
    expect(findings.map(short)).toEqual([
      {
        kind: 'load',
        direction: 'up',
        application: 'shop',
        units: ['shop/1'],
        function: undefined,
      },
    ]);
    expect(findings[0]!.relative).toBeCloseTo(0.5, 1);
    expect(findings[0]!.unchanged).toEqual(units.filter((name) => name !== 'shop/1'));
    expect(Math.abs(findings[0]!.since!.time - 150 * BUCKET_MS)).toBeLessThanOrEqual(BUCKET_MS);
  });

  test('a total that a function explains is no finding of its own: it says since when', () => {
    const dearer = times(SHOP, 'shop.Cart', 2);
    const factor = 1 + samplesOf('shop.Cart') / samplesOf('main.main');
    const totals = judgeTotals(totalsOf(units, CPU, TOTAL, { 'shop/2': since(100, factor) }));
    const { findings } = judgeFleet(fleet({ 2: dearer }, 5), totals);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/2'],
        function: 'shop.Cart',
      },
    ]);
    expect(Math.abs(findings[0]!.since!.time - 100 * BUCKET_MS)).toBeLessThanOrEqual(BUCKET_MS);
  });

  test('in a small program, too, one function that costs more is one finding: not load, nor less of all others', () => {
    const serve = 'main.main;shop.serve;shop.handle';
    const small: Folded = [
      ...[
        `${serve};shop.checkout;shop.cart;shop.prices;shop.quote;shop.rules;shop.tax;shop.hash;hash/fnv.Write 110`,
      ],
      ...[
        `${serve};shop.checkout;shop.cart;shop.prices;shop.quote;shop.rules;shop.tax;shop.hash;hash/fnv.Sum64 70`,
      ],
      ...[`${serve};shop.search;sort.Ints;slices.pdqsort;slices.insertionSort 260`],
      ...[`${serve};shop.search;sort.Ints;slices.pdqsort;slices.partition 140`],
      ...[`${serve};shop.render;fmt.Sprintf;fmt.doPrintf;fmt.printArg 90`],
      ...[`${serve};shop.render;fmt.Sprintf;fmt.newPrinter;sync.Get 40`],
      ...[`${serve};shop.render;fmt.Sprintf;runtime.mallocgc;runtime.nextFree 60`],
      'runtime.mcall;runtime.park;runtime.schedule;runtime.findRunnable;runtime.epoll 150',
      'runtime.mcall;runtime.park;runtime.schedule;runtime.findRunnable;runtime.stealWork 70',
      'runtime.bgsweep;runtime.sweepone 30',
    ];
    const dearer = times(small, 'shop.quote', 4);
    const folded = units.map((unit, u) => [unit, [small, u === 1 ? dearer : small]] as const);
    const judged = judgeApplication(slicesOf('shop', Object.fromEntries(folded), 1));
    const whole = small.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    const factor = 1 + (3 * samplesOf('shop.quote', small)) / whole;
    const totals = judgeTotals(
      totalsOf(units, CPU, cores(whole), { 'shop/1': since(120, factor) }),
    );
    expect(judgeFleet([judged], totals).findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: ['shop/1'],
        function: 'shop.hash',
      },
    ]);
  });

  test('a total that nobody looked into is a level, and what went away comes last', () => {
    const spike = (i: number) => (i >= 60 && i < 100 ? 3 : 1);
    const totals = judgeTotals(
      totalsOf(units, CPU, TOTAL, { 'shop/0': spike, 'shop/1': since(150, 1.3) }),
    );
    const { findings } = judgeFleet([], totals);
    expect(
      findings.map(({ kind, units: [unit], until }) => [kind, unit, until !== undefined]),
    ).toEqual([
      ['level', 'shop/1', false],
      ['level', 'shop/0', true],
    ]);
  });

  const HEAPS: Folded = [
    'main.main;shop.Serve;shop.Cart.load 20000000',
    'main.main;shop.Serve;shop.session;shop.store 30000000',
    'main.main;shop.cache;encoding/json.Marshal 50000000',
  ];
  const heapsOf = (changed: Readonly<Record<string, Folded>>) =>
    judgeApplication(
      levelSlicesOf(
        'shop',
        HEAP,
        Object.fromEntries(units.map((unit) => [unit, [HEAPS, changed[unit] ?? HEAPS]])),
      ),
    );

  test('a heap that rises is a leak, of the function that holds it', () => {
    const rising = (i: number) => 1 + Math.max(0, i - 60) / 180;
    const totals = judgeTotals(totalsOf(units, HEAP, 1e8, { 'shop/3': rising }));
    const leaking = times(HEAPS, 'shop.store', 4);
    const { findings } = judgeFleet([heapsOf({ 'shop/3': leaking })], totals);
    expect(findings.map(short)).toEqual([
      {
        kind: 'leak',
        direction: 'up',
        application: 'shop',
        units: ['shop/3'],
        function: 'shop.store',
      },
    ]);
    expect(findings[0]!.delta / 9e7).toBeCloseTo(1, 0);
    const [blind] = judgeFleet([], totals).findings;
    expect(blind).toMatchObject({ kind: 'leak', units: ['shop/3'] });
    expect(blind!.function).toBeUndefined();
    expect(blind!.delta / 1e8).toBeCloseTo(1, 0);
    expect(blind!.isUnexamined).toBe(true);
    // 1e8 B more in 180 buckets.
    const perSecond = 1e8 / (180 * (BUCKET_MS / 1000));
    expect(blind!.slope!.perSecond / perSecond).toBeCloseTo(1, 0);
    const [low, high] = blind!.slope!.interval;
    expect([low < perSecond, perSecond < high, low > 0.8 * perSecond]).toEqual([true, true, true]);
  });

  test('a step has no slope', () => {
    const totals = judgeTotals(totalsOf(units, HEAP, 1e8, { 'shop/3': since(120, 2) }));
    const [found] = judgeFleet([], totals).findings;
    expect([found!.units, found!.slope]).toEqual([['shop/3'], undefined]);
  });

  test('a leak is called after what holds it where neighbouring heaps are too alike for a test', () => {
    const rising = (i: number) => 1 + Math.max(0, i - 60) / 180;
    const totals = judgeTotals(totalsOf(units, HEAP, 1e8, { 'shop/3': rising }));
    const ramp = (side: number) =>
      Array.from({ length: 12 }, (_, slice) =>
        treeFromFolded(
          HEAPS.map((line) =>
            line.includes('shop.store')
              ? line.replace('30000000', String(3e7 + 8e6 * (slice + 4 * side)))
              : line,
          ),
        ),
      );
    const slices = levelSlicesOf('shop', HEAP, { 'shop/3': [HEAPS, HEAPS] });
    const judged = judgeApplication({
      ...slices,
      units: slices.units.map((unit) => ({ ...unit, runs: [ramp(0), ramp(1)] as const })),
    });
    const [leak] = judgeFleet([judged], totals).findings;
    expect(leak).toMatchObject({ kind: 'leak', function: 'shop.store', units: ['shop/3'] });
  });

  test('waits on a lock in three units are one finding, in seconds waited a second', () => {
    const waits: Folded = [
      'main.main;shop.Serve;shop.Allow;sync.(*Mutex).Unlock 1000000000',
      'main.main;shop.Serve;shop.log;sync.(*Mutex).Unlock 800000000',
    ];
    const contended = times(waits, 'shop.Allow', 5);
    const changed = ['shop/0', 'shop/1', 'shop/2'];
    const slices = levelSlicesOf(
      'shop',
      MUTEX,
      Object.fromEntries(
        units.map((unit) => [unit, [waits, changed.includes(unit) ? contended : waits]]),
      ),
    );
    const totals = judgeTotals(
      totalsOf(units, MUTEX, 1.2e7, Object.fromEntries(changed.map((u) => [u, since(120, 3.2)]))),
    );
    const { findings } = judgeFleet([judgeApplication(slices)], totals);
    expect(findings.map(short)).toEqual([
      {
        kind: 'cost',
        direction: 'up',
        application: 'shop',
        units: changed,
        function: 'shop.Allow',
      },
    ]);
    expect(findings[0]!.unchanged).toEqual(['shop/3', 'shop/4']);
    expect(findings[0]!.delta / ((3 * 4e9) / SLICE_SECONDS)).toBeCloseTo(1, 1);
    expect(findings[0]!.since!.time / BUCKET_MS).toBeCloseTo(120, 0);
  });
});
