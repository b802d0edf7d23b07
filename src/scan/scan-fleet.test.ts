import { describe, expect, test } from 'vitest';
import { labelValue } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { fakeFleet, program, rising, scanFake, T0, type Unit } from './fake-fleet.fixture';

const MINUTE = 60_000;
const PATIENCE = 60_000;

/** Two applications of three units; one function of one unit costs half as much again from minute 40 on. */
function incident(more: Readonly<Record<string, Unit>> = {}) {
  return fakeFleet({
    'cart/0': program(1, rising('charge', 0, [100, 100])),
    'cart/1': program(2, rising('charge', 0, [100, 100])),
    'shop/0': program(3, rising('quote', 40, [100, 160])),
    'shop/1': program(4, rising('quote', 0, [100, 100])),
    'shop/2': program(5, rising('quote', 0, [100, 100])),
    ...more,
  });
}

const failing = (profiles: ProfileSource, when: (unit: string) => boolean): ProfileSource => ({
  ...profiles,
  fetchSlices: (selector, slice, options) =>
    slice.groups.some(({ scrapes }) => when(labelValue(scrapes[0]!.labels, 'juju_unit')))
      ? Promise.reject(new SourceError({ kind: 'server', source: 'Parca', detail: 'disk full' }))
      : profiles.fetchSlices(selector, slice, options),
});

test(
  'what changed, where, since when; what did not; and what was asked for that',
  async () => {
    const { profiles, asked } = incident();
    const { scan, kept } = await scanFake(profiles);
    expect(scan).toMatchObject({ problems: [], failure: undefined });
    const [first, ...others] = scan.findings.filter((finding) => finding.function !== undefined);
    expect(first).toMatchObject({ function: 'quote', units: ['shop/0'], direction: 'up' });
    expect(others).toEqual([]);
    expect(Math.abs(first!.since!.time - (T0 + 40 * MINUTE))).toBeLessThanOrEqual(MINUTE);
    expect(scan).toMatchObject({ phase: 'done', looked: { units: 5, types: 1, inDepth: 5 } });
    expect(asked.filter((one) => one === 'series')).toEqual(['series']);
    const together = asked.filter((one) => one.startsWith('slices'));
    expect(together.every((one) => one.split(' ').length > 2)).toBe(true);
    expect(together.filter((one) => one.includes('cart/0'))).toHaveLength(20);
    expect(scan.questions).toBe(asked.length);
    expect(kept).toBe(0);
  },
  PATIENCE,
);

test(
  'a quiet fleet: nothing',
  async () => {
    const { profiles } = incident({ 'shop/0': program(3, rising('quote', 0, [100, 100])) });
    const { scan } = await scanFake(profiles);
    expect(scan.findings).toEqual([]);
    expect(scan.looked.tests).toBeGreaterThan(100);
  },
  PATIENCE,
);

test(
  'which types the whole range has is asked when the first totals are there',
  async () => {
    const { profiles } = incident();
    const order: string[] = [];
    await scanFake({
      ...profiles,
      fetchProfileTypes: async (range) => {
        order.push(range.start === T0 ? 'types of the range' : 'types of its end');
        return profiles.fetchProfileTypes(range);
      },
      fetchSeries: async (question) => {
        const series = await profiles.fetchSeries(question);
        order.push('totals');
        return series;
      },
    });
    expect(order.slice(0, 3)).toEqual(['types of its end', 'totals', 'types of the range']);
  },
  PATIENCE,
);

test(
  'phases come in order, and the first finding before all is looked into',
  async () => {
    const { profiles } = incident();
    const { scan, seen } = await scanFake(profiles);
    const phases = seen.map(({ phase }) => phase);
    expect([...new Set(phases)]).toEqual(['totals', 'functions', 'times', 'done']);
    expect(phases).toEqual([...phases].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
    expect(seen.every(({ done, total }) => total === 0 || done <= total)).toBe(true);
    for (const phase of ['functions', 'times'])
      expect(
        new Set(
          seen.filter((one) => one.phase === phase && one.total > 0).map(({ total }) => total),
        ).size,
      ).toBe(1);
    expect(seen.map(({ doing }) => doing)).toContain('CPU time of 5 units');
    expect(scan.slices).toBe(20);
  },
  PATIENCE,
);
const ORDER = ['totals', 'functions', 'times', 'done'];

describe('against yesterday', () => {
  const DAY = 24 * 60 * MINUTE;
  /** Of yesterday it has only what these units did. */
  const since = (profiles: ProfileSource, isThere: (unit: string) => boolean): ProfileSource => ({
    ...profiles,
    fetchSeries: async (question) => {
      const series = await profiles.fetchSeries(question);
      if (question.range.start > T0 - DAY / 2) return series;
      return series.filter(({ labels }) => isThere(labelValue(labels, 'juju_unit')));
    },
  });
  const scanSince = (isThere: (unit: string) => boolean) =>
    scanFake(since(incident().profiles, isThere), { against: 'yesterday', mostMerges: 1 });
  const ofDay = (sentences: readonly string[]) => sentences.filter((one) => /stored/.test(one));

  test.each([
    ['all is stored', () => true, 5, []],
    [
      'nothing is',
      () => false,
      0,
      ['Nothing is stored of yesterday, so nothing was held against it.'],
    ],
    [
      'of some units nothing is',
      (unit: string) => unit === 'shop/0',
      1,
      [
        'Of cart/0, cart/1, shop/1 and 1 more nothing is stored of yesterday: they were not held against it.',
      ],
    ],
  ] as const)(
    '%s',
    async (_, isThere, held, sentences) => {
      const { scan } = await scanSince(isThere);
      expect(scan.looked.held).toBe(held);
      expect(ofDay(scan.problems)).toEqual(sentences);
    },
    PATIENCE,
  );

  test(
    'where that cannot be asked, no day is said to be missing',
    async () => {
      const { profiles } = incident();
      const down = new SourceError({ kind: 'server', source: 'Parca', detail: 'disk full' });
      const broken: ProfileSource = {
        ...profiles,
        fetchSeries: (question) =>
          question.range.start < T0 - DAY / 2
            ? Promise.reject(down)
            : profiles.fetchSeries(question),
      };
      const { scan } = await scanFake(broken, { against: 'yesterday', mostMerges: 1 });
      expect(scan.problems[0]).not.toMatch(/stored/);
      expect(scan.problems).toContain('Parca: disk full (CPU time)');
    },
    PATIENCE,
  );
});

test(
  'merges that are spent are said, and what comes after them is not asked for',
  async () => {
    const idle = Array.from({ length: 21 }, (_, i) => [`idle/${i}`, () => ['main 1']] as const);
    const { profiles, asked } = incident(Object.fromEntries(idle));
    const { scan } = await scanFake(profiles, { mostMerges: 1 });
    const looked = new Set(asked.filter((one) => one.startsWith('slices')));
    expect(looked.size).toBe(1);
    expect(scan.looked.inDepth).toBeLessThan(scan.looked.units);
    expect(scan.problems).toEqual([
      expect.stringMatching(/^the merges of this scan are spent: functions of \d+ units were not/),
    ]);
  },
  PATIENCE,
);

describe('failures', () => {
  test(
    'of one unit are a sentence, and the others are looked into',
    async () => {
      const { profiles } = incident();
      const { scan } = await scanFake(failing(profiles, (unit) => unit === 'cart/0'));
      expect(scan.problems).toEqual(['Parca: disk full (CPU time of cart/0)']);
      expect(scan.failure).toBeInstanceOf(SourceError);
      expect(scan.findings.map((finding) => finding.function)).toContain('quote');
      expect(scan.looked.inDepth).toBe(4);
    },
    PATIENCE,
  );

  test(
    'of everything end the search',
    async () => {
      const more = Array.from({ length: 12 }, (_, i) => [`more${i}/0`, program(9)] as const);
      const { profiles, asked } = incident(Object.fromEntries(more));
      const down = new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'gone' });
      const { scan } = await scanFake({ ...profiles, fetchScrapes: () => Promise.reject(down) });
      expect(scan.problems[0]).toMatch(/^Parca does not answer any more: functions of \d+ units/);
      expect(scan.phase).toBe('lost');
      expect(asked.filter((one) => one.startsWith('slice'))).toEqual([]);
    },
    PATIENCE,
  );

  test(
    'a server that dies on the way: what it did not come to is counted, and a whole scan it is not',
    async () => {
      // Applications are asked one by one, each of them twice twelve slices or so.
      const { profiles } = incident({ 'pay/0': program(8), 'pay/1': program(9) });
      const down = new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'gone' });
      let left = 25;
      const dying: ProfileSource = {
        ...profiles,
        server: { ...profiles.server, groups: false },
        fetchScrapes: (...asked) =>
          left > 0 ? profiles.fetchScrapes(...asked) : Promise.reject(down),
        fetchSlices: (...asked) =>
          left-- > 0 ? profiles.fetchSlices(...asked) : Promise.reject(down),
      };
      const { scan, seen } = await scanFake(dying);
      expect(scan).toMatchObject({ phase: 'lost', failure: down });
      const { units, inDepth } = scan.looked;
      expect([units, inDepth > 0 && inDepth < units]).toEqual([7, true]);
      expect(scan.problems[0]).toBe(
        `Parca does not answer any more: functions of ${units - inDepth} units were not looked into in every type.`,
      );
      expect(seen.map(({ phase }) => phase)).not.toContain('times');
    },
    PATIENCE,
  );

  test('of the totals are those of the scan: nothing is known then', async () => {
    const { profiles } = incident();
    const down = new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'gone' });
    const broken = { ...profiles, fetchSeries: () => Promise.reject(down) };
    await expect(scanFake(broken)).rejects.toBe(down);
  });
});

test(
  'stopped, it ends with what it has and keeps no tree',
  async () => {
    const { profiles } = incident();
    const stop = new AbortController();
    const { scan, kept } = await scanFake(
      profiles,
      {},
      {
        signal: stop.signal,
        onProgress: ({ phase, slices }) => {
          if (phase === 'functions' && slices > 10) stop.abort();
        },
      },
    );
    expect(scan.phase).toBe('stopped');
    expect(scan.applications).toHaveLength(2);
    expect(kept).toBe(0);
  },
  PATIENCE,
);
