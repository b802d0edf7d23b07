import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf } from './coverage';
import type { Scrape } from './labels/series';
import { windowAround } from './time/window-around';

const at = (seconds: number, unit = 'a/0', duration = 10n): Scrape => ({
  labels: { juju_unit: unit },
  timestamp: BigInt(Math.round(seconds * 1000)) * 1_000_000n,
  duration: duration * 1_000_000_000n,
  value: 1,
});

const range = { start: 0, end: 30_000 };
const interval = 10_000;

test('scrapes stand for their interval each, wherever the window begins', () => {
  const scrapes = [at(0), at(10.01), at(20)];
  expect(coverageOf({ scrapes, range, interval })).toEqual({
    scrapes: 3,
    expected: 3,
    seriesCount: 1,
    gaps: 0,
    seconds: 30,
    extent: 1,
  });
  expect(coverageOf({ scrapes: [...scrapes, at(30)], range, interval }).seconds).toBe(40);
});

test('seconds of a short file are told to a thousandth', () => {
  const file = { ...at(0), duration: 1_656_400_000n };
  expect(coverageOf({ scrapes: [file], range, interval: 0 }).seconds).toBe(1.656);
  const long = { ...at(0), duration: 61_656_400_000n };
  expect(coverageOf({ scrapes: [long], range, interval: 0 }).seconds).toBe(61.7);
});

test('files are one after the other, whatever times they state', () => {
  const file = (name: string, duration: bigint) => ({
    ...at(0),
    labels: { file: name },
    duration: duration * 1_000_000_000n,
  });
  const scrapes = [file('a', 30n), file('b', 20n)];
  expect(coverageOf({ scrapes, range, interval: 0 })).toMatchObject({
    seconds: 50,
    seriesCount: 2,
  });
  const one = [...scrapes, file('c', 0n)];
  expect(coverageOf({ scrapes: one, range, interval: 0 }).seconds).toBe(0);
  // A server's own label of that name is one of several.
  const stored = scrapes.map((each) => ({ ...each, labels: { ...each.labels, job: 'x' } }));
  expect(coverageOf({ scrapes: stored, range, interval: 0 }).seconds).toBe(30);
});

test('under a constant load the rate is the same for every window', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 200_000 }),
      fc.integer({ min: 20_000, max: 300_000 }),
      (start, length) => {
        const window = { start, end: start + length };
        const scrapes = Array.from({ length: 60 }, (_, i) => at(i * 10)).filter((scrape) => {
          const time = Number(scrape.timestamp) / 1e6;
          return time >= window.start && time <= window.end;
        });
        const total = scrapes.length * 10 * 0.5;
        expect(total / coverageOf({ scrapes, range: window, interval }).seconds).toBeCloseTo(
          0.5,
          9,
        );
      },
    ),
  );
});

test('missing scrapes are counted a series, between its first and its last', () => {
  const scrapes = [at(0), at(30), at(0, 'a/1'), at(10, 'a/1'), at(30.2, 'a/1')];
  expect(coverageOf({ scrapes, range, interval })).toMatchObject({
    seriesCount: 2,
    gaps: 3,
    seconds: 40,
  });
});

test('one scrape stands for its own duration, and nothing is said of what is around it', () => {
  const one = { scrapes: [at(5)], range: { start: 5000, end: 5001 }, interval: 0 };
  expect(coverageOf(one)).toMatchObject({ scrapes: 1, gaps: 0, seconds: 10, extent: 1 });
  expect(coverageOf({ ...one, range }).extent).toBe(1);
});

test('a series that fills only a part of the window says which part, and how many scrapes had room', () => {
  const window = { start: 0, end: 100_000 };
  const late = coverageOf({ scrapes: [at(80), at(90)], range: window, interval });
  expect(late).toMatchObject({ scrapes: 2, expected: 10, gaps: 0, seconds: 20 });
  expect(late.extent).toBeCloseTo(0.2, 9);
});

test('nothing is nothing', () => {
  expect(coverageOf({ scrapes: [], range, interval: 0 })).toEqual({
    scrapes: 0,
    expected: 0,
    seriesCount: 0,
    gaps: 0,
    seconds: 0,
    extent: 1,
  });
});

test('a picked time gives the window of the scrape that it lies in', () => {
  const scrapes = [at(0), at(10.0004), at(20)];
  expect(windowAround(scrapes, 12_000)).toEqual({ start: 10_000, end: 10_001 });
  expect(windowAround(scrapes, 1e9)).toEqual({ start: 20_000, end: 20_001 });
  expect(windowAround([], 1)).toBeUndefined();
  const coarse = scrapes.map((scrape) => ({ ...scrape, grain: 36 }));
  expect(windowAround(coarse, 12_000)).toEqual({ start: 10_000, end: 10_036 });
});

test('increases are between the scrapes that the window has room for', () => {
  const increases = [0, 10, 20].map((seconds) => ({ ...at(seconds), total: 7 }));
  const window = { start: 0, end: 40_000 };
  expect(coverageOf({ scrapes: increases, range: window, interval })).toMatchObject({
    ...{ scrapes: 3, expected: 3, gaps: 0, seconds: 30 },
  });
});
