import { expect, test } from 'vitest';
import { createMainThreadEngine } from '#engine';
import { encodePprof, treeFromFolded } from '#profile';
import { parseProfileType, type Scrape } from '#series';
import type { ProfileSource } from '#sources';
import { judgeSides } from './judge-sides';
import type { OpenedSide } from './open-side';

const SECOND = 1_000_000_000n;
const INTERVAL = 15_000;

/** A side of so many scrapes, whose whole profile is of so many bytes. */
function sideOf(count: number, bytes: number): OpenedSide {
  const scrapes = Array.from({ length: count }, (_, i) => ({
    labels: {},
    timestamp: BigInt(i) * 15n * SECOND,
    duration: 10n * SECOND,
    value: 1,
  }));
  const range = { start: 0, end: count * INTERVAL };
  return {
    handle: 1 as OpenedSide['handle'],
    selector: {
      profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
      matchers: [],
    },
    fetched: { scrapes, range, interval: INTERVAL },
    trimmed: false,
    bytes,
    facts: { selector: '', range, seconds: count * 15, scrapes: count, buildIds: [] },
    notices: [],
  };
}

test('a side that changes within itself is said first', async () => {
  const engine = createMainThreadEngine();
  const lines = (at: bigint) => {
    const samples = at < 20n * 15n * SECOND ? 100 : 300;
    return [
      ...Array.from(
        { length: 20 },
        (_, i) => `main;idle${i} ${10 + (Number(at / SECOND) % (7 + i))}`,
      ),
      `main;shop.Quote ${samples + (Number(at / SECOND) % 11)}`,
    ];
  };
  const source = {
    fetchSlice: (_: unknown, [scrape]: readonly Scrape[]) =>
      Promise.resolve({
        ...{ scrapes: [scrape!], range: { start: 0, end: 0 }, interval: 0, notices: [] },
        parts: [
          {
            pprof: encodePprof(treeFromFolded(lines(scrape!.timestamp)), {
              sampleType: { type: 'cpu', unit: 'nanoseconds' },
            }),
            ...{ total: 0, weight: 1 },
          },
        ],
      }),
  } satisfies Partial<ProfileSource> as Partial<ProfileSource> as ProfileSource;
  const whole = engine.adopt(treeFromFolded(['main 1']));
  const sides = [sideOf(12, 1), sideOf(40, 1)].map((side) => ({ ...side, handle: whole }));
  const { notice } = await judgeSides([sides[0]!, sides[1]!], 'function', {
    ...{ engine, source },
    signal: new AbortController().signal,
  });
  expect(notice).toMatch(
    /^The comparison itself changes at 1970-01-01T00:05:00\.000Z \(\+\d+(\.\d)? %, most of it shop\.Quote\): choose windows on either side\. \d+ functions tested/,
  );
  engine.close();
});

test('one scrape a side is judged by sampling, and that is said first', async () => {
  const engine = createMainThreadEngine();
  const lines = ['main;shop.Quote 5000', 'main;idle 7000'];
  const source = {
    fetchSlice: () =>
      Promise.resolve({
        ...{ scrapes: [], range: { start: 0, end: 0 }, interval: 0, notices: [] },
        parts: [
          {
            pprof: encodePprof(treeFromFolded(lines), {
              sampleType: { type: 'cpu', unit: 'nanoseconds' },
            }),
            ...{ total: 0, weight: 1 },
          },
        ],
      }),
  } satisfies Partial<ProfileSource> as Partial<ProfileSource> as ProfileSource;
  const side = { ...sideOf(1, 1), handle: engine.adopt(treeFromFolded(lines)) };
  const { judgement, notice } = await judgeSides([side, side], 'function', {
    ...{ engine, source },
    signal: new AbortController().signal,
  });
  expect(judgement?.method).toBe('sampling');
  expect(notice).toMatch(
    /^1 scrape a side: only sampling can be judged\. \d functions tested on 1/,
  );
  engine.close();
});

const MEBIBYTE = 2 ** 20;

test.each([
  { count: 20, slices: 40 },
  { count: 60, slices: 120 },
  { count: 61, slices: 60 },
])(
  '$count scrapes of a large profile: nothing is asked, and how much it would be is said',
  async ({ count, slices }) => {
    const engine = createMainThreadEngine();
    const sides = [sideOf(count, MEBIBYTE), sideOf(count, 2 * MEBIBYTE)] as const;
    const judged = await judgeSides(sides, 'function', {
      engine,
      source: {} as ProfileSource,
      signal: new AbortController().signal,
    });
    expect(judged).toEqual({
      notice: `Not tested for noise: that takes ${slices} questions, up to ${(slices / 2) * 3} MiB; 48 MiB are the most. Choose a shorter range.`,
    });
    engine.close();
  },
);
