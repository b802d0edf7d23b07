import { expect, test } from 'vitest';
import { treeFromFolded, type CallTree } from '#profile';
import { judgeSlices, type SliceFacts } from './judge-slices';
import { buildSlicedTable } from './sliced-table';
import { stepsWithin } from './steps-within';

const SCRAPE_MS = 15_000;
const QUANTUM = 10_000_000;

/** A scrape with so many samples of `shop.Quote`, and twenty others that wobble. */
function scrape(quote: number, i: number) {
  const wobble = (row: number) => ((i * 7 + row * 3) % 5) - 2;
  return treeFromFolded([
    ...Array.from(
      { length: 20 },
      (_, row) => `main;shop.idle${row} ${(10 + wobble(row)) * QUANTUM}`,
    ),
    `main;shop.Checkout;shop.Quote;runtime.grow ${(quote + wobble(0)) * QUANTUM}`,
  ]);
}

/** Levels of Quote, a scrape each: `40x10` ten of 40. */
const levels = (drawing: string) =>
  drawing.split(' ').flatMap((part) => {
    const [level, count] = part.split('x').map(Number);
    return new Array<number>(count!).fill(level!);
  });

const START = 1_000_000;

function stepsOf(runs: readonly (readonly CallTree[])[], facts: SliceFacts) {
  const table = buildSlicedTable(runs, { filters: [], by: 'function' });
  const verdicts = judgeSlices(table, facts);
  return stepsWithin({ trees: [runs[0]!, runs[1]!], table, filters: [], facts, verdicts });
}

function within(baseline: string, comparison: string, more: Partial<SliceFacts> = {}) {
  const runs = [levels(baseline), levels(comparison)].map((run) => run.map(scrape));
  const facts: SliceFacts = {
    ...{ kind: 'counts', quantum: QUANTUM, isRate: true, sliceSeconds: 15 },
    seconds: runs.map((run) => run.map(() => 15)),
    ranges: runs.map((run, k) =>
      run.map((_, i) => {
        const start = START * k + i * SCRAPE_MS;
        return { start, end: start + 10_000 };
      }),
    ),
    ...more,
  };
  return stepsOf(runs, facts);
}

test('a comparison that starts before the incident: when, how much, what of it, and windows beside it', () => {
  const [step, ...more] = within('100x20', '100x12 220x20');
  expect(more).toEqual([]);
  expect(step).toMatchObject({
    side: 'comparison',
    time: START + 12 * SCRAPE_MS,
    name: 'shop.Quote',
  });
  const [before, after] = step!.means;
  expect(after / before).toBeCloseTo(420 / 300, 1);
  // Nanoseconds a second.
  expect(before).toBeCloseTo((300 * QUANTUM) / 15, -7);
  const length = step!.windows!.baseline.end - step!.windows!.baseline.start;
  expect(step!.windows).toEqual({
    baseline: { start: START, end: START + 11 * SCRAPE_MS - 1 },
    comparison: { start: START + 13 * SCRAPE_MS, end: START + 13 * SCRAPE_MS + length },
  });
});

test('of two steps of a side the larger one, beside the other one; each side has its own', () => {
  const steps = within('100x10 400x10', '100x30 260x30 160x30');
  expect(steps.map(({ side, time, name }) => [side, time, name])).toEqual([
    ['baseline', 10 * SCRAPE_MS, 'shop.Quote'],
    ['comparison', START + 30 * SCRAPE_MS, 'shop.Quote'],
  ]);
  expect(steps[1]!.windows!.comparison.end).toBeLessThan(START + 60 * SCRAPE_MS);
});

/** Quote grows, and another function shrinks by as much: the whole stays. */
function exchange(quote: number, i: number) {
  const wobble = (row: number) => ((i * 7 + row * 3) % 5) - 2;
  return treeFromFolded([
    ...Array.from(
      { length: 20 },
      (_, row) => `main;shop.idle${row} ${(40 + wobble(row)) * QUANTUM}`,
    ),
    `main;shop.Checkout;shop.Quote ${(quote + wobble(0)) * QUANTUM}`,
    `main;shop.search ${(400 - quote + wobble(1)) * QUANTUM}`,
  ]);
}

test('a whole that stays, of which a function has another part from a moment on', () => {
  const runs = [levels('100x30'), levels('100x15 220x15')].map((run) => run.map(exchange));
  const facts: SliceFacts = {
    ...{ kind: 'counts', quantum: QUANTUM, isRate: true, sliceSeconds: 15 },
    seconds: runs.map((run) => run.map(() => 15)),
    ranges: runs.map((run, k) =>
      run.map((_, i) => ({ start: START * k + i * SCRAPE_MS, end: START * k + i * SCRAPE_MS + 1 })),
    ),
  };
  const [step, ...more] = stepsOf(runs, facts);
  expect(more).toEqual([]);
  expect(step).toMatchObject({
    ...{ of: 'share', side: 'comparison', name: 'shop.Quote' },
    time: START + 15 * SCRAPE_MS,
  });
  const [before, after] = step!.means;
  expect(before).toBeCloseTo(100 / 1200, 2);
  expect(after).toBeCloseTo(220 / 1200, 2);
  expect(step!.windows!.comparison.start).toBe(START + 16 * SCRAPE_MS);
  // As much as either half of it: what differs is between the sides.
  const apart = [levels('100x30'), levels('220x30')].map((run) => run.map(exchange));
  expect(stepsOf(apart, facts)).toEqual([]);
});

test('steady sides, few slices and slices of unknown times have none', () => {
  expect(within('100x20', '220x20')).toEqual([]);
  expect(within('100x7', '100x3 220x4')).toEqual([]);
  expect(within('100x20', '100x12 220x20', { ranges: [] })).toEqual([]);
});

test('one goroutine more in all scrapes is no change of a side', () => {
  const idle = (count: number) => treeFromFolded(['work 18', `idle ${count}`]);
  const runs = [levels('2x20'), levels('2x10 3x10')].map((run) => run.map(idle));
  const more = [levels('2x20'), levels('2x10 40x10')].map((run) => run.map(idle));
  const found = [runs, more].map(([baseline, comparison]) =>
    stepsOf([baseline!, comparison!], {
      ...{ kind: 'levels', quantum: 1, isRate: false, sliceSeconds: 15 },
      seconds: [baseline!, comparison!].map((run) => run.map(() => 15)),
      ranges: [baseline!, comparison!].map((run) =>
        run.map((_, i) => ({ start: i * SCRAPE_MS, end: i * SCRAPE_MS + 1 })),
      ),
    }),
  );
  expect(found).toMatchObject([[], [{ side: 'comparison', name: 'idle' }]]);
});

test('a state is a level, not a rate: its steps are in its own unit', () => {
  const [step] = within('100x20', '100x12 220x20', { kind: 'levels', isRate: false });
  expect(step!.means[0]).toBeCloseTo(300 * QUANTUM, -8);
});
