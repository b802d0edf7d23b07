import { describe, expect, test } from 'vitest';
import { sumTrees, treeFromFolded, unite } from '#profile';
import { Random } from '../../../tests/calibration/random';
import { judgeSlices } from './judge-slices';
import { movedSubtrees } from './moved-subtrees';
import { buildSlicedTable } from './sliced-table';

/** Nanoseconds waited in 10 s: `steady` as ever, `worse` as given, which varies a little. */
const waits = (worse: number, i: number) => [
  `shop.steady;lock ${1_000_000_000 + 7_000_000 * (i % 3)}`,
  `shop.worse;lock ${worse + 5_000_000 * (i % 2)}`,
];

test('waits of a longer window are no growth: the function that waits more a second is named', () => {
  const runs = [
    Array.from({ length: 10 }, (_, i) => waits(100_000_000, i)),
    Array.from({ length: 30 }, (_, i) => waits(180_000_000, i)),
  ];
  const table = buildSlicedTable(
    runs.map((slices) => slices.map(treeFromFolded)),
    { filters: [], by: 'function' },
  );
  const verdicts = judgeSlices(table, {
    ...{ kind: 'levels', quantum: 0, isRate: true, sliceSeconds: 10 },
    seconds: runs.map((slices) => slices.map(() => 10)),
  });
  const tree = unite(runs.map((slices) => treeFromFolded(slices.flat())));
  expect(verdicts.names.filter((_, row) => verdicts.rows[row]!.verdict === 'grew').sort()).toEqual([
    'lock',
    'shop.worse',
  ]);
  expect(movedSubtrees(tree, verdicts).grew).toMatchObject({
    name: 'shop.worse',
    below: 'lock',
  });
});

describe('a service of 55 samples a scrape', () => {
  const SCRAPES = 30;
  const IDLE = Array.from({ length: 40 }, (_, i) => `main;shop.serve;shop.idle${i}`);

  /** Of what `quote` samples a scrape belong to Quote and its callees, drawn one by one. */
  const run = (random: Random, quote: number) =>
    Array.from({ length: SCRAPES }, () =>
      treeFromFolded(
        [
          ...IDLE.map((stack) => `${stack} ${random.poisson(50 / IDLE.length)}`),
          `main;shop.serve;shop.Quote;runtime.grow ${random.poisson(quote * 0.6)}`,
          `main;shop.serve;shop.Quote ${random.poisson(quote * 0.4)}`,
          'main;shop.serve 1',
        ].filter((line) => !line.endsWith(' 0')),
      ),
    );

  function judged(quote: Readonly<[before: number, after: number]>, seed: number) {
    const random = new Random(seed);
    const runs = quote.map((samples) => run(random, samples));
    const table = buildSlicedTable(runs, { filters: [], by: 'function' });
    const verdicts = judgeSlices(table, {
      ...{ kind: 'counts', quantum: 1, isRate: true, sliceSeconds: 15 },
      seconds: runs.map((slices) => slices.map(() => 15)),
    });
    const tree = unite(runs.map((slices) => sumTrees(slices)));
    return { verdicts, moved: movedSubtrees(tree, verdicts) };
  }

  test('a growth of half in a function of 5 samples is claimed, or named as not told apart, in three of four trials', () => {
    const outcomes = Array.from({ length: 60 }, (_, seed) => {
      const { moved } = judged([5, 7.5], 100 + seed);
      return moved.grew ? 'grew' : moved.unclear ? moved.unclear.name : 'nothing';
    });
    const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
    expect(count('grew')).toBeGreaterThan(20);
    expect(count('shop.Quote')).toBeGreaterThan(5);
    expect(count('nothing')).toBeLessThanOrEqual(60 / 4);
  });

  test('the windows that would tell are longer than these', () => {
    const { verdicts, moved } = Array.from({ length: 60 }, (_, seed) =>
      judged([5, 7.5], 100 + seed),
    ).find((one) => one.moved.unclear?.name === 'shop.Quote')!;
    const { unclear } = moved;
    expect(verdicts.flagged).toBe(0);
    expect(moved).not.toHaveProperty('grew');
    expect(unclear).toMatchObject({ under: 'shop.serve', verdict: { verdict: 'within noise' } });
    expect(unclear!.verdict.q).toBeGreaterThan(0.05);
    expect(unclear!.verdict.q).toBeLessThanOrEqual(0.2);
    expect(unclear!.minutes).toBeGreaterThan((SCRAPES * 15) / 60);
    expect(unclear!.minutes).toBeLessThan(60);
  });

  test('where nothing changed little is named, and nothing is claimed', () => {
    const all = Array.from({ length: 60 }, (_, seed) => judged([5, 5], 500 + seed).moved);
    expect(all.filter(({ grew, shrank }) => grew ?? shrank).length).toBeLessThanOrEqual(4);
    expect(all.filter(({ unclear }) => unclear).length).toBeLessThanOrEqual(12);
  });
});
