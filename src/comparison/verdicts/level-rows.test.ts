import { describe, expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { judgeFunctions } from './judgement';
import type { SliceFacts } from './judge-slices';
import { unite, sumTrees } from '#profile';

/** Repeatable noise about 0. */
function noiseOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

const MIB = 2 ** 20;
const SCRAPE_MS = 10_000;
const START = Date.UTC(2026, 10, 30, 20);

/** What `cache` holds at each scrape, beside something that stays. */
function heap(mebibytes: readonly number[]) {
  return mebibytes.map((size) =>
    treeFromFolded([
      `main;shop.remember;cache ${Math.round(size * MIB)}`,
      `main;shop.idle ${20 * MIB}`,
    ]),
  );
}

function judged(baseline: readonly number[], comparison: readonly number[]) {
  const runs = [heap(baseline), heap(comparison)] as const;
  const starts = [0, baseline.length].map((first, k) =>
    runs[k]!.map((_, i) => START + (first + i) * SCRAPE_MS),
  );
  const facts: SliceFacts = {
    ...{ kind: 'levels', quantum: 524_288, isRate: false, sliceSeconds: 10, unit: 'bytes' },
    seconds: runs.map((run) => run.map(() => 10)),
    ranges: starts.map((all) => all.map((start) => ({ start, end: start + 1 }))),
  };
  const tree = unite(runs.map((run) => sumTrees(run)));
  return judgeFunctions({ tree, runs, filters: [], facts });
}

const noise = noiseOf(7);
const level = (size: number, count: number) =>
  Array.from({ length: count }, () => size + 0.02 * noise());
const rising = (from: number, perScrape: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + perScrape * (i + 1) + 0.02 * noise());

describe('a leak', () => {
  test('that begins between the windows is growth, with its function and since when', () => {
    const { total, rows, names, moved, stepsWithin } = judged(level(10, 48), rising(10, 2, 48));
    expect(total.verdict).toBe('grew');
    const cache = rows[names.indexOf('cache')]!;
    expect(cache.verdict).toBe('grew');
    // The means differ by 2 MiB times 24.5 scrapes.
    expect(cache.interval![0]).toBeGreaterThan(45 * MIB);
    expect(cache.interval![1]).toBeLessThan(53 * MIB);
    expect(rows[names.indexOf('shop.idle')]!.verdict).toBe('within noise');
    expect(moved.grew?.name).toBe('shop.remember');
    expect(stepsWithin).toHaveLength(1);
    const [ramp] = stepsWithin;
    expect(ramp).toMatchObject({ of: 'ramp', unit: 'bytes' });
    expect(Math.abs(ramp!.time - (START + 48 * SCRAPE_MS))).toBeLessThanOrEqual(3 * SCRAPE_MS);
    expect((ramp as { perMinute: number }).perMinute / MIB).toBeCloseTo(12, 0);
  });

  test('that both windows are of is one of both', () => {
    const all = rising(10, 1, 60);
    const { total, stepsWithin } = judged(all.slice(0, 30), all.slice(30));
    expect(total.verdict).toBe('grew');
    expect(stepsWithin).toMatchObject([{ of: 'ramp', side: 'baseline' }]);
  });

  test('that ended before the comparison falls', () => {
    const { total, stepsWithin } = judged(rising(100, -2, 40), level(20, 40));
    expect(total.verdict).toBe('shrank');
    expect(stepsWithin.filter(({ of }) => of === 'ramp')).toEqual([]);
  });
});

test('slices that follow their neighbours, and no leak: it cannot be told, which is not noise', () => {
  const slow = (count: number, phase: number) =>
    Array.from({ length: count }, (_, i) => 30 + 10 * Math.sin((i + phase) / 12));
  const { total, rows, names, stepsWithin } = judged(slow(40, 0), slow(40, 47));
  expect(total.verdict).toBe('slices too alike');
  expect(rows[names.indexOf('cache')]).toEqual({ verdict: 'slices too alike' });
  expect(stepsWithin.filter(({ of }) => of === 'ramp')).toEqual([]);
});

test('noise stays noise, and a level that moves is told as before', () => {
  expect(judged(level(10, 30), level(10, 30)).flagged).toBe(0);
  const { total, stepsWithin } = judged(level(10, 30), level(60, 30));
  expect(total.verdict).toBe('grew');
  expect(stepsWithin).toEqual([]);
});
