import { describe, expect, test } from 'vitest';
import { parseProfileType, type ProfileType } from '#series';
import { Random } from '../../../tests/calibration/random';
import { judgeTotals } from './judge-totals';
import type { UnitTotals } from './unit-totals';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');
const STEP = 90_000;
const N = 240;
const times = Array.from({ length: N }, (_, i) => i * STEP);

/** A level that varies by about 3 %, in another way for each name and day. */
function noisy(name: string, level: (i: number) => number): number[] {
  const random = new Random([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  return times.map((_, i) => level(i) * Math.exp(0.03 * random.normal()));
}

/** The day: up and down by 40 % in the range. */
const wave = (i: number) => 1 + 0.4 * Math.sin(i / 40);

function unitOf(
  unit: string,
  { type = CPU, level = () => 1 }: { type?: ProfileType; level?: (i: number) => number } = {},
): UnitTotals {
  const isCpu = type === CPU;
  const shape = (i: number) => (isCpu ? wave(i) : 1);
  return {
    application: 'shop',
    unit,
    profileType: type,
    times,
    values: noisy(unit, (i) => level(i) * shape(i)),
    ...(isCpu && { before: noisy(`${unit} yesterday`, shape) }),
  };
}

const names = (count: number) => Array.from({ length: count }, (_, u) => `shop/${u}`);
const rest = (count: number, from = 1) =>
  names(count)
    .slice(from)
    .map((name) => unitOf(name));
const minutes = (i: number) => (i * STEP) / 60_000;

describe('totals of units', () => {
  test('nothing changed: the day is the same as yesterday and as that of the siblings', () => {
    expect(judgeTotals(rest(6, 0))).toEqual([]);
  });

  test('one unit costs more: it is named, with its place, and its siblings are not', () => {
    const more = unitOf('shop/0', { level: (i) => (i >= 150 ? 1.3 : 1) });
    const [found, ...others] = judgeTotals([more, ...rest(5)]);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ unit: 'shop/0', kind: 'step', direction: 'up' });
    expect(found!.relative).toBeCloseTo(0.3, 1);
    expect(Math.abs(minutes(150) - found!.since.time / 60_000)).toBeLessThanOrEqual(
      found!.since.uncertainty / 60_000,
    );
    expect(found!.interval[0]).toBeLessThan(found!.delta);
    expect(found!.interval[1]).toBeGreaterThan(found!.delta);
    const after = more.values.slice(150).reduce((sum: number, value) => sum + value!, 0) / 90;
    expect(found!.delta).toBeCloseTo(after * (1 - 1 / (1 + found!.relative!)), 1);
  });

  test('all units cost less: the application did, not one of them', () => {
    const less = names(5).map((name) => unitOf(name, { level: (i) => (i >= 100 ? 0.8 : 1) }));
    const found = judgeTotals(less);
    expect(found.map(({ unit, direction }) => [unit, direction])).toEqual([[undefined, 'down']]);
    expect(found[0]!.series.values[0]).toBeCloseTo(
      less.reduce((sum, { values }) => sum + values[0]!, 0),
    );
  });

  test('of two units the one that changed is named, with no word of the other', () => {
    const more = unitOf('shop/0', { level: (i) => (i >= 150 ? 1.5 : 1) });
    const found = judgeTotals([more, unitOf('shop/1')]);
    expect(found.map(({ unit }) => unit)).toContain('shop/0');
    expect(found.map(({ unit }) => unit)).not.toContain('shop/1');
  });

  test('what came and went says until when', () => {
    const spike = unitOf('shop/0', { level: (i) => (i >= 80 && i < 140 ? 1.5 : 1) });
    const [found] = judgeTotals([spike, ...rest(5)]);
    expect(found).toMatchObject({ kind: 'went away', direction: 'up' });
    expect(Math.abs(found!.until! - 140 * STEP)).toBeLessThanOrEqual(2 * STEP);
    expect(found!.relative).toBeCloseTo(0.5, 1);
  });

  test('a heap that rises is a ramp of so many bytes, without yesterday and siblings', () => {
    const leak = { type: HEAP, level: (i: number) => 1e8 * (1 + Math.max(0, i - 60) / 180) };
    const found = judgeTotals([
      unitOf('shop/0', leak),
      ...names(5)
        .slice(1)
        .map((name) => unitOf(name, { type: HEAP, level: () => 1e8 })),
    ]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ unit: 'shop/0', kind: 'ramp', direction: 'up' });
    expect(found[0]!.delta / 1e8).toBeCloseTo(1, 1);
    expect(found[0]!.fleet / 1e8).toBeCloseTo(5.375, 0);
  });

  test('one of five that grows by 40 % does not make the others smaller', () => {
    const found = names(40).flatMap((_, seed) => {
      const unit = (u: number) => `shop/${seed * 5 + u}`;
      const more = unitOf(unit(0), { level: (i) => (i >= 150 ? 1.4 : 1) });
      const others = judgeTotals([more, ...[1, 2, 3, 4].map((u) => unitOf(unit(u)))]);
      return others.filter(({ direction }) => direction === 'down');
    });
    expect(found).toEqual([]);
  });

  test.each([0.03, 0.001, 0])(
    'a leak is as clear where there is little noise: %d of its level',
    (noise) => {
      const random = new Random(5);
      for (const at of [61, 97, 131]) {
        const level = (i: number) => 1e8 * (1 + Math.max(0, i - at) / 400);
        const values = times.map((_, i) => level(i) * (1 + noise * random.normal()));
        const heap = { ...unitOf('shop/0', { type: HEAP }), values };
        const rest = Array.from({ length: 1000 }, (_, u) =>
          unitOf(`shop/${u + 1}`, { type: HEAP, level: () => 1e8 }),
        );
        const [found] = judgeTotals([heap, ...rest]);
        expect(found).toMatchObject({ unit: 'shop/0', kind: 'ramp', direction: 'up' });
        const { time, uncertainty } = found!.since;
        expect(Math.abs(time - at * STEP)).toBeLessThanOrEqual(uncertainty);
        expect(uncertainty).toBeGreaterThanOrEqual(STEP);
      }
    },
  );

  test('a scrape that was cut short is no change, however quiet the others are', () => {
    const values = times.map((_, i) => (i % 60 === 30 ? 4e7 : 1e8 + (i % 7) * 1e5));
    expect(judgeTotals([{ ...unitOf('shop/0', { type: HEAP }), values }])).toEqual([]);
  });

  test('of two siblings one that doubles does not make the others cost less', () => {
    const doubled = unitOf('shop/0', { level: (i) => (i >= 150 ? 2 : 1) });
    const found = judgeTotals([
      doubled,
      ...names(3)
        .slice(1)
        .map((name) => unitOf(name)),
    ]);
    expect(found.map(({ unit, direction }) => [unit, direction])).toEqual([['shop/0', 'up']]);
  });

  test.each([
    ['twelve goroutines become fifteen', 12, 15, 0],
    ['nineteen become sixty', 19, 60, 1],
  ])('a state has to change by more than its grain: %s', (_, before, after, count) => {
    const type = parseProfileType('goroutine:goroutine:count:goroutine:count');
    const found = judgeTotals([
      { ...unitOf('shop/0', { type }), values: times.map((_, i) => (i >= 150 ? after : before)) },
      unitOf('shop/1', { type, level: () => 12 }),
    ]);
    expect(found).toHaveLength(count);
  });

  test('gaps and idle times are no changes', () => {
    const gaps = names(4).map((name, u) => ({
      ...unitOf(name),
      values: unitOf(name).values.map((value, i) => (i % (u + 5) === 0 ? null : value)),
    }));
    expect(judgeTotals(gaps)).toEqual([]);
    expect(judgeTotals([{ ...unitOf('shop/0'), values: times.map(() => 0) }])).toEqual([]);
  });
});
