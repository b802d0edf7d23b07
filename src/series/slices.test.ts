import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scrape } from './labels/series';
import { planSlices } from './slices';

/** `a0 b5 a10`: a scrape of series a at second 0, of b at 5, of a at 10. */
function scrapes(drawing: string): Scrape[] {
  return drawing.split(' ').map((text) => ({
    labels: { unit: text[0]! },
    timestamp: BigInt(Math.round(Number(text.slice(1)) * 1000)) * 1_000_000n,
    duration: 10_000_000_000n,
    value: 1,
  }));
}

const range = { start: 0, end: 60_000 };
const plan = (drawing: string, limit = 60) =>
  planSlices({ scrapes: scrapes(drawing), range, interval: 10_000 }, limit);
const draw = (drawing: string, limit?: number) =>
  plan(drawing, limit).map((slice) => {
    const of = slice.scrapes.map(
      ({ labels, timestamp }) => `${labels['unit']}${Number(timestamp) / 1e9}`,
    );
    return `${of.join(' ')}: ${slice.seconds} s`;
  });

test('one slice a scrape', () => {
  expect(draw('a0 a10.004 a20')).toEqual(['a0: 10 s', 'a10.004: 10 s', 'a20: 10 s']);
});

test('what several series scrape within one interval is one slice', () => {
  expect(draw('a0 b3 a10 b13 a20.1 b22.9')).toEqual([
    'a0 b3: 10 s',
    'a10 b13: 10 s',
    'a20.1 b22.9: 10 s',
  ]);
});

test('a scrape that is missing takes nothing from its neighbours', () => {
  expect(draw('a0 b3 b13 a20 b23')).toEqual(['a0 b3: 10 s', 'b13 a20: 10 s', 'b23: 10 s']);
  expect(draw('a0 a40')).toEqual(['a0: 10 s', 'a40: 10 s']);
});

test('scrapes of one moment stay together', () => {
  expect(draw('a0 b10 a10 b20 a20')).toEqual(['a0: 10 s', 'b10 a10: 10 s', 'b20 a20: 10 s']);
});

test('each file is a slice, also those that state no time of their own', () => {
  const files = scrapes('a0 b0 c10').map((each) => ({
    ...each,
    labels: { file: each.labels['unit']! },
  }));
  const slices = planSlices({ scrapes: files, range, interval: 10_000 }, 60);
  expect(slices.map((slice) => slice.scrapes.map(({ labels }) => labels['file']))).toEqual([
    ['a'],
    ['b'],
    ['c'],
  ]);
});

test('more times than the limit make equal runs, gaps inside them counted', () => {
  expect(draw('a0 a10 a20 a30 a50', 2)).toEqual(['a0 a10: 20 s', 'a20 a30 a50: 40 s']);
});

test('a slice says from when to when', () => {
  expect(plan('a0.5 b3')[0]?.range).toEqual({ start: 500, end: 13_001 });
  expect(planSlices({ scrapes: [], range, interval: 0 }, 5)).toEqual([]);
});

test('every scrape is in one slice, and no slice reaches into another', () => {
  const one = fc.record({
    unit: fc.constantFrom('a', 'b', 'c'),
    second: fc.integer({ max: 300, min: 0 }),
  });
  const distinct = fc.uniqueArray(one, {
    selector: ({ unit, second }) => unit + second,
    minLength: 1,
  });
  fc.assert(
    fc.property(distinct, fc.integer({ min: 1, max: 20 }), (of, limit) => {
      const inOrder = of.toSorted((a, b) => a.second - b.second);
      const all = scrapes(inOrder.map(({ unit, second }) => unit + second).join(' '));
      const slices = planSlices({ scrapes: all, range, interval: 10_000 }, limit);
      expect(slices.flatMap((slice) => slice.scrapes)).toEqual(all);
      expect(slices.length).toBeLessThanOrEqual(limit);
      slices.slice(1).forEach((slice, i) => {
        expect(slice.scrapes[0]!.timestamp > slices[i]!.scrapes.at(-1)!.timestamp).toBe(true);
      });
    }),
  );
});

test('scrapes of more series at one moment than a call can have arguments are one slice', () => {
  const many = (letter: string, seconds: number) => {
    const [one] = scrapes(`a${seconds}`) as [Scrape];
    return Array.from({ length: 150_000 }, (_, i) => ({ ...one, labels: { unit: letter + i } }));
  };
  const all = [...many('a', 0), ...many('b', 3)];
  const [slice, ...others] = planSlices({ scrapes: all, range, interval: 10_000 }, 60);
  expect([slice!.scrapes.length, others]).toEqual([300_000, []]);
});
