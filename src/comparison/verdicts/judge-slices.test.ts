import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { parseProfileType } from '#series';
import { buildSlicedTable } from './sliced-table';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { sliceKindOf } from './slice-kind';
import { isFlagged } from './verdict';

/** Repeatable noise: the same seed is the same run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many samples of each function, sampled one by one. */
function slice(random: () => number, expected: Readonly<Record<string, number>>, quantum: number) {
  const lines = Object.entries(expected).map(([name, mean]) => {
    let count = 0;
    for (let i = 0; i < mean * 2; i++) count += random() < 0.5 ? 1 : 0;
    return `main;${name} ${count * quantum}`;
  });
  return treeFromFolded(lines.filter((line) => !line.endsWith(' 0')));
}

const QUIET = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, 10]));
const TABLE = { filters: [], by: 'function' } as const;
const QUANTUM = 10_000_000;

function run(count: number, seed: number, more: Readonly<Record<string, number>> = {}) {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => slice(random, { ...QUIET, ...more }, QUANTUM));
}

const facts = (counts: readonly number[], more: Partial<SliceFacts> = {}): SliceFacts => ({
  kind: 'counts',
  quantum: 0,
  isRate: true,
  seconds: counts.map((count) => Array<number>(count).fill(15)),
  sliceSeconds: 15,
  ...more,
});

test('a function that grew stands out, the others and the load do not', () => {
  const table = buildSlicedTable([run(20, 1), run(25, 2, { f3: 25 }), run(20, 3)], TABLE);
  expect(table.quantum).toBe(QUANTUM);
  const judged = judgeSlices(table, facts([20, 25, 20], { before: 2 }));
  const flagged = judged.names.filter((_, row) => isFlagged(judged.rows[row]!));
  expect(flagged).toEqual(['f3']);
  expect(judged.rows[judged.names.indexOf('f3')]).toMatchObject({ verdict: 'grew' });
  expect(judged.rows[judged.names.indexOf('main')]!.verdict).toBe('is the whole');
  expect(judged.slices).toEqual([20, 25]);
  expect(Math.abs(judged.load!)).toBeLessThan(0.05);
  expect(judged.selfChecks.map(({ of, flagged }) => [of, flagged])).toEqual([
    ['halves of the baseline', 0],
    ['halves of the comparison', 0],
    ['the time before the baseline', 0],
  ]);
});

test('twice the load is load, at equal load nothing stands out', () => {
  const random = randomOf(7);
  const twice = Object.fromEntries(Object.keys(QUIET).map((name) => [name, 20]));
  const busy = Array.from({ length: 20 }, () => slice(random, twice, QUANTUM));
  const judged = judgeSlices(buildSlicedTable([run(20, 5), busy], TABLE), facts([20, 20]));
  expect(judged.flagged).toBe(0);
  expect(judged.load).toBeGreaterThan(0.9);
  expect(judged.total.verdict).toBe('grew');
});

test('values a slice are rates: nanoseconds a second', () => {
  const judged = judgeSlices(buildSlicedTable([run(4, 1), run(6, 2)], TABLE), facts([4, 6]));
  const f0 = judged.names.indexOf('f0');
  expect(judged.values[0][f0]).toHaveLength(4);
  expect(judged.values[1][f0]).toHaveLength(6);
  expect((judged.values[0][f0]![0]! * 15) % QUANTUM).toBeCloseTo(0, 3);
});

test('a heap: levels, of which a constant one is judged by the grain of the profiler', () => {
  const heap = (mebibytes: readonly number[]) =>
    mebibytes.map((size) =>
      treeFromFolded([`main;cache ${size * 2 ** 20}`, `main;idle ${2 ** 20}`]),
    );
  const levels = facts([6, 6], { kind: 'levels', quantum: 524_288, isRate: false });
  const table = buildSlicedTable(
    [heap([50, 51, 50, 49, 50, 51]), heap([80, 82, 79, 81, 80, 80])],
    TABLE,
  );
  const judged = judgeSlices(table, levels);
  const verdictOf = (name: string) => judged.rows[judged.names.indexOf(name)]!;
  expect(verdictOf('cache').verdict).toBe('grew');
  expect(verdictOf('cache').interval![0]).toBeGreaterThan(25 * 2 ** 20);
  expect(verdictOf('idle').verdict).toBe('within noise');
  expect(judged.method).toBe('level');
});

test('one idle connection more in all scrapes is within noise, 200 streams are not', () => {
  const goroutines = (idle: readonly number[], streams: number) =>
    idle.map((count) =>
      treeFromFolded([`work 10`, `idle ${count}`, ...(streams ? [`stream ${streams}`] : [])]),
    );
  const before = goroutines([3, 3, 4, 3, 3, 3, 3, 4, 3, 3], 0);
  const after = goroutines([4, 4, 4, 5, 4, 4, 4, 5, 4, 4], 200);
  const levels = facts([10, 10], { kind: 'levels', quantum: 1, isRate: false });
  const judged = judgeSlices(buildSlicedTable([before, after], TABLE), levels);
  const verdictOf = (name: string) => judged.rows[judged.names.indexOf(name)]!.verdict;
  expect(['work', 'idle', 'stream'].map(verdictOf)).toEqual([
    ...['within noise', 'within noise', 'new'],
  ]);
  expect(judged.total.verdict).toBe('grew');
  const quiet = judgeSlices(
    buildSlicedTable([before, goroutines([4, 4, 4, 5, 4, 4, 4, 5, 4, 4], 0)], TABLE),
    levels,
  );
  expect([quiet.flagged, quiet.total.verdict]).toEqual([0, 'within noise']);
});

test('objects of a heap are sampled by the byte: of two constants nothing is told, of what varies it is', () => {
  const kind = sliceKindOf(parseProfileType('memory:inuse_objects:count:space:bytes'));
  expect(kind).toEqual({ kind: 'levels', quantum: 0, isRate: false });
  expect(sliceKindOf(parseProfileType('goroutine:goroutine:count:goroutine:count')).quantum).toBe(
    1,
  );
  // One sample of objects of 64 bytes stands for 8,192 of them.
  const heap = (samples: readonly number[], pool: number) =>
    samples.map((count) => treeFromFolded([`main;cache ${count * 8192}`, `main;pool ${pool}`]));
  const before = heap([50, 51, 50, 49, 50, 51, 50, 49], 5 * 8192);
  const after = heap([80, 82, 79, 81, 80, 80, 82, 79], 6 * 8192);
  const judged = judgeSlices(buildSlicedTable([before, after], TABLE), facts([8, 8], kind));
  const verdictOf = (name: string) => judged.rows[judged.names.indexOf(name)]!.verdict;
  expect(['cache', 'pool'].map(verdictOf)).toEqual(['grew', 'constants differ']);
});

test('one scrape a side tells nothing, and no slice at all neither', () => {
  const one = judgeSlices(buildSlicedTable([run(1, 1), run(1, 2)], TABLE), facts([1, 1]));
  expect([...new Set(one.rows.map(({ verdict }) => verdict))]).toEqual(['too few slices']);
  const none = judgeSlices(buildSlicedTable([[], []], TABLE), facts([0, 0]));
  expect([none.rows, none.tested]).toEqual([[], 0]);
});

test('minus the siblings: what all of them did is none of the unit’s', () => {
  const day = { f1: 25, f2: 4 };
  const runs = [run(20, 1), run(20, 2, { ...day, f3: 25 })];
  const siblings = [11, 12, 13].flatMap((seed) => [run(20, seed), run(20, seed + 40, day)]);
  const table = buildSlicedTable([...runs, ...siblings], TABLE);
  const counts = table.runs.map(({ wholes }) => wholes.length);
  const flaggedOf = (more: Partial<SliceFacts>) => {
    const { names, rows } = judgeSlices(table, facts(counts, more));
    return names.filter((_, row) => isFlagged(rows[row]!)).sort();
  };
  expect(flaggedOf({})).toEqual(['f1', 'f2', 'f3']);
  const controls = [
    [2, 3],
    [4, 5],
    [6, 7],
  ] as const;
  expect(flaggedOf({ controls })).toEqual(['f3']);
  expect(judgeSlices(table, facts(counts, { controls })).controls).toBe(3);
});
