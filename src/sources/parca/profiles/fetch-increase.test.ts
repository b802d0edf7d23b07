import { describe, expect, test } from 'vitest';
import { decodePprof, noStackTree, sumTrees } from '#profile';
import { coverageOf, parseSelector, planSlices, windowAround, type Labels } from '#series';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import type { ProfilePart } from '../../ports';
import { createParcaSource } from '../parca-source';

const DELAY = 'mutex:delay:nanoseconds:contentions:count';
const T0 = 1_800_000_000;
const range = { start: T0 * 1000, end: (T0 + 600) * 1000 };
const A0: Labels = { job: 'a', unit: 'a/0' };
const A1: Labels = { job: 'a', unit: 'a/1' };
const A2: Labels = { job: 'a', unit: 'a/2' };

/** Running totals ten seconds apart from second `first` on; `50+3`: 3 without a stack; `50!`: stored in two places; `-`: none. */
function totals(labels: Labels, drawing: string, first = 1): StoredProfile[] {
  return drawing.split(' ').flatMap((text, i) => {
    const [, value, noStack = '0', split] = /^(\d+)(?:\+(\d+))?(!)?$/.exec(text) ?? [];
    if (value === undefined) return [];
    const timestamp = BigInt(T0 + first + i * 10) * 1_000_000_000n + 7n;
    const own = { value: Number(value), noStack: Number(noStack), split: split !== undefined };
    return [{ type: DELAY, labels, timestamp, duration: 0n, ...own }];
  });
}

function ask(profiles: readonly StoredProfile[], query = DELAY) {
  const parca = createFakeParca(profiles);
  const source = createParcaSource({ transport: parca.transport, now: () => range.end + 1e6 });
  return { parca, source, selector: parseSelector(query) };
}

/** As the engine adds parts up. */
function openParts(parts: readonly ProfilePart[]) {
  let noStack = 0;
  const trees = parts.map(({ pprof, total, weight }) => {
    if (pprof.length === 0) return noStackTree(total);
    const { tree, missing } = decodePprof(pprof, { total });
    expect(missing).toBeGreaterThanOrEqual(0);
    noStack += weight * missing;
    return tree;
  });
  const weights = parts.map(({ weight }) => weight);
  return { total: sumTrees(trees, weights).columns[0]!.total[0]!, noStack };
}

async function fetchProfile(profiles: readonly StoredProfile[], query?: string, window = range) {
  const { parca, source, selector } = ask(profiles, query);
  const profile = await source.fetchProfile(selector, window);
  return { parca, profile, opened: openParts(profile.parts), coverage: coverageOf(profile) };
}

describe('running totals', () => {
  test('are what they grew by, in two merges', async () => {
    const profiles = [...totals(A0, '10 25 40+2 50+3'), ...totals(A1, '100 100 300 400', 4)];
    const { parca, profile, opened, coverage } = await fetchProfile(profiles);
    expect(opened).toEqual({ total: 43 + 300, noStack: 3 });
    expect(parca.sent).toEqual([`QueryRange ${DELAY}`, `PPROF ${DELAY}`, `PPROF ${DELAY}`]);
    expect(profile.parts.map(({ weight, total }) => [weight, total])).toEqual([
      [-1, 110],
      [1, 453],
    ]);
    expect(profile.notices).toEqual([]);
    expect(coverage).toMatchObject({ scrapes: 6, seriesCount: 2, seconds: 30, gaps: 0 });
  });

  test('a total that falls belongs to a new process, and counts whole', async () => {
    const profiles = [...totals(A0, '10 25 40 5 12'), ...totals(A1, '100 - 300 300 400', 4)];
    const { profile, opened } = await fetchProfile(profiles);
    expect(opened.total).toBe(30 + 12 + 300);
    expect(profile.scrapes.reduce((sum, { value }) => sum + value, 0)).toBe(30 + 12 + 300);
    expect(profile.notices).toEqual(['1 restart in the window: a new process counts from 0.']);
  });

  test('what a split scrape tells in part is no restart', async () => {
    const { profile, opened } = await fetchProfile(totals(A0, '10 25! 40 50'));
    expect(opened.total).toBe(40);
    expect(profile.notices).toEqual([]);
    const many = Array.from({ length: 40 }, (_, i) => `${100 + i}!`).join(' ');
    expect((await fetchProfile(totals(A0, `10 ${many} 200`))).opened.total).toBe(190);
  });

  test('one scrape in the window reaches back to the one before, where that is near', async () => {
    const window = { start: (T0 + 20) * 1000, end: (T0 + 30) * 1000 };
    const near = await fetchProfile(totals(A0, '10 25 40 50'), DELAY, window);
    expect(near.opened.total).toBe(15);
    expect(near.profile.notices).toEqual([
      '1 series with one scrape in the window: counted since the scrape before it.',
    ]);
    expect(near.coverage).toMatchObject({ seconds: 10, extent: 1 });
    const far = await fetchProfile(totals(A0, '40 50 60', 21), DELAY, window);
    expect(far.profile).toMatchObject({ parts: [], scrapes: [] });
    expect(far.profile.notices).toEqual([
      '1 series left out: one scrape cannot tell what was added, two can.',
    ]);
  });

  test('a series that cannot tell is not in the others', async () => {
    const profiles = [
      ...totals(A0, '10 25 40'),
      ...totals(A1, '- - 7000', 4),
      ...totals(A2, '1 1 2', 6),
    ];
    const { opened } = await fetchProfile(profiles);
    expect(opened.total).toBe(30 + 1);
  });

  test('a picked increase is that increase', async () => {
    const profiles = totals(A0, '10 25 41 50');
    const { profile } = await fetchProfile(profiles);
    const picked = windowAround(profile.scrapes, (T0 + 16) * 1000)!;
    const { opened, coverage } = await fetchProfile(profiles, DELAY, picked);
    expect([opened.total, coverage.seconds]).toEqual([16, 10]);
  });

  test('in slices they add up to the same', async () => {
    const profiles = [
      ...totals(A0, '10 25 40+2 5 12 30'),
      ...totals(A1, '100 - 300 300 400 410', 4),
      ...totals(A2, '7000', 5),
    ];
    const { source, selector } = ask(profiles);
    const whole = await source.fetchProfile(selector, range);
    for (const limit of [1, 2, 60]) {
      const slices = await Promise.all(
        planSlices(whole, limit).map(({ scrapes }) => source.fetchSlice(selector, scrapes)),
      );
      const sums = slices.map(({ parts }) => openParts(parts).total);
      expect(sums.reduce((all, one) => all + one, 0)).toBe(openParts(whole.parts).total);
      for (const [i, { scrapes }] of slices.entries())
        expect(sums[i]).toBe(scrapes.reduce((sum, { value }) => sum + value, 0));
    }
  });
});

test('over time they are increases a second, without a ramp', async () => {
  const { source, selector } = ask([
    ...totals(A0, '1000 1500 2000 2500 100 600 1100'),
    ...totals(A1, '9000 9500 10000 10500 11000 11500 12000'),
  ]);
  const [both] = await source.fetchSeries({
    selector,
    range: { start: range.start, end: range.start + 60_000 },
    step: 10_000,
    sumBy: [],
  });
  expect(both?.unit).toBe('nanoseconds/s');
  expect(both?.values.map((value) => value && Math.round(value))).toEqual([
    100,
    100,
    100,
    64,
    96,
    100,
    null,
  ]);
});
