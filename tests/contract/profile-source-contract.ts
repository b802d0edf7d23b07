import { describe, expect, test } from 'vitest';
import { decodePprof, sumEach, sumParts } from '#profile';
import {
  groupBy,
  labelsKey,
  matchersOf,
  parseProfileType,
  planSlices,
  printProfileType,
  type Labels,
  type Matcher,
  type TimeRange,
} from '#series';
import {
  SourceError,
  type FetchedProfile,
  type ProfilePart,
  type ProfileSeries,
  type ProfileSource,
} from '#sources';

export interface Expectations {
  /** A window that is over, with CPU and memory profiles of at least two values of `label`. */
  readonly range: TimeRange;
  /** A label that tells units apart; series may lack it. */
  readonly label: string;
  /** The server scrapes, and says what. */
  readonly hasTargets: boolean;
}

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const INUSE = parseProfileType('memory:inuse_space:bytes:space:bytes');
const ALLOC = parseProfileType('memory:alloc_space:bytes:space:bytes');
const GOROUTINES = parseProfileType('goroutine:goroutine:count:goroutine:count');
const LONG_AGO = { start: 1_000_000_000_000, end: 1_000_000_600_000 };

const totalOf = ({ parts }: FetchedProfile) =>
  parts.reduce((sum, part) => sum + part.weight * decoded(part).total, 0);

/** A part as the engine reads it; `missing` is without a stack. */
function decoded({ pprof, total }: ProfilePart) {
  if (pprof.length === 0) return { total, missing: total };
  const { tree, missing } = decodePprof(pprof, { total });
  return { total: tree.columns[0]!.total[0]!, missing };
}

/** What the scrapes say that the profile's total is: a sum, or the sum over series of their means. */
function expectedTotal({ scrapes }: FetchedProfile, delta: boolean): number {
  const series = new Map<string, number[]>();
  for (const { labels, value } of scrapes) {
    const key = labelsKey(labels);
    series.set(key, [...(series.get(key) ?? []), value]);
  }
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return sum([...series.values()].map((v) => (delta ? sum(v) : sum(v) / v.length)));
}

/** Of each stack its own value, but for how a mean is rounded. */
const stacksOf = ({ tree }: Pick<ReturnType<typeof sumParts>, 'tree'>) => {
  const path: string[] = [];
  return Object.fromEntries(
    [...tree.columns[0]!.self].flatMap((value, n) => {
      path.length = Math.max(0, tree.depth[n]! - 1);
      if (n > 0) path.push(tree.frames.functionName[tree.frame[n]!] ?? '');
      return value === 0 ? [] : [[path.join(';'), Math.round(value)]];
    }),
  );
};

const closeTo = (expected: number) => expect.closeTo(expected, expected > 1e6 ? 0 : 6);

/** What holds for every server that stores profiles of Go programs, a live one, a replay and a fake. */
export function profileSourceContract(
  makeSource: () => ProfileSource,
  { range, label, hasTargets }: Expectations,
): void {
  const ask = { profileType: CPU, matchers: [], range };
  const unitsOf = (profileType = CPU) =>
    makeSource().fetchLabelValues(label, { ...ask, profileType });
  const profileOf = (matchers: readonly Matcher[], profileType = CPU) =>
    makeSource().fetchProfile({ profileType, matchers }, range);
  const has = (value: string, op: Matcher['op'] = '='): Matcher => ({ name: label, op, value });

  describe('catalogue', () => {
    test('profile types of the range, sorted; none long ago', async () => {
      const types = (await makeSource().fetchProfileTypes(range)).map(printProfileType);
      expect(types).toEqual(expect.arrayContaining([CPU, INUSE, GOROUTINES].map(printProfileType)));
      expect(types).toEqual([...types].sort());
      expect(await makeSource().fetchProfileTypes(LONG_AGO)).toEqual([]);
    });

    test('label names and values, narrowed by matchers', async () => {
      const source = makeSource();
      const [first = '', ...others] = await unitsOf();
      expect(others.length).toBeGreaterThan(0);
      expect(await source.fetchLabelNames(ask)).toContain(label);
      const narrowed = (matcher: Matcher, profileType = CPU) =>
        source.fetchLabelValues(label, { profileType, matchers: [matcher], range });
      for (const type of [CPU, INUSE]) {
        expect(await narrowed(has(first), type)).toEqual([first]);
        expect(await narrowed(has(first, '!='), type)).toEqual(others);
        expect(await narrowed(has('no such value'), type)).toEqual([]);
      }
    });

    test('a regular expression matches whole values', async () => {
      const [first = ''] = await unitsOf();
      const sets = (value: string) =>
        makeSource().fetchLabelSets({ profileType: CPU, matchers: [has(value, '=~')] }, range, [
          label,
        ]);
      expect(await sets(first.slice(1))).toEqual([]);
      expect(await sets(`.*${first.slice(1)}`)).toEqual([{ [label]: first }]);
    });

    test('label sets of a selector and of its opposite are all sets', async () => {
      const [first = ''] = await unitsOf();
      const sets = async (matchers: readonly Matcher[]) =>
        (
          await makeSource().fetchLabelSets({ profileType: INUSE, matchers }, range, ['job', label])
        ).map(labelsKey);
      const parts = [...(await sets([has(first)])), ...(await sets([has(first, '!=')]))];
      expect(parts.sort()).toEqual((await sets([])).sort());
      expect(new Set(parts).size).toBe(parts.length);
    });

    test('targets have a job, a profile and a health', async () => {
      const targets = await makeSource().fetchTargets();
      if (!hasTargets) return expect(targets).toEqual([]);
      expect(targets.length).toBeGreaterThan(0);
      for (const target of targets) {
        expect(target.job).not.toBe('');
        expect(target.labels).toMatchObject({});
        expect(['good', 'bad', 'unknown']).toContain(target.health);
        if (target.health === 'good') expect(target.lastScrape).toBeGreaterThan(range.start);
      }
      expect(targets.map((t) => t.profileName)).toContain('process_cpu');
    });

    test('agents are asked for, and who scrapes has none of them', async () => {
      expect(await makeSource().fetchAgents()).toEqual([]);
    });
  });

  describe('profiles', () => {
    test.each([CPU, INUSE, GOROUTINES])('$name is what its scrapes are', async (type) => {
      const profile = await profileOf([], type);
      expect(profile.scrapes.length).toBeGreaterThan(1);
      expect(profile.interval).toBeGreaterThan(0);
      expect(totalOf(profile)).toEqual(closeTo(expectedTotal(profile, type.delta)));
      const times = profile.scrapes.map((scrape) => scrape.timestamp);
      expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      for (const part of profile.parts) expect(decoded(part).missing).toBeGreaterThanOrEqual(0);
      for (const { duration } of profile.scrapes) expect(duration > 0n).toBe(type.delta);
    });

    test.each([CPU, INUSE, GOROUTINES])('$name of all is the sum over units', async (type) => {
      const values = ['', ...(await unitsOf())];
      const each = await Promise.all(values.map((value) => profileOf([has(value)], type)));
      const sum = each.reduce((all, profile) => all + totalOf(profile), 0);
      expect(totalOf(await profileOf([], type))).toEqual(closeTo(sum));
    });

    test.each(['!=', '!~'] as const)('%s leaves exactly one unit out', async (op) => {
      const [first = ''] = await unitsOf();
      const [all, one, others] = await Promise.all([
        profileOf([]),
        profileOf([has(first)]),
        profileOf([has(first.replaceAll('/', op === '!~' ? '.' : '/'), op)]),
      ]);
      expect(totalOf(others)).toBe(totalOf(all) - totalOf(one));
      expect(totalOf(one)).toBeGreaterThan(0);
    });

    test('one scrape by its exact time', async () => {
      const [scrape] = (await profileOf([], INUSE)).scrapes;
      if (scrape === undefined) return expect.fail('no scrape');
      const start = Number(scrape.timestamp / 1_000_000n);
      const matchers = matchersOf(scrape.labels);
      const profile = await makeSource().fetchProfile(
        { profileType: INUSE, matchers },
        { start, end: start + (scrape.grain ?? 1) },
      );
      const { labels, value, timestamp } = scrape;
      expect(profile.scrapes).toMatchObject([{ labels, value }]);
      if (scrape.grain === undefined) expect(profile.scrapes[0]?.timestamp).toBe(timestamp);
      expect(totalOf(profile)).toBe(scrape.value);
    });

    test.each([CPU, INUSE, ALLOC])('scrapes of $sampleType alone are those', async (type) => {
      const source = makeSource();
      const [first = ''] = await unitsOf(type);
      const selector = { profileType: type, matchers: [has(first)] };
      const { scrapes, interval, range: asked } = await source.fetchProfile(selector, range);
      expect(await source.fetchScrapes(selector, range)).toMatchObject({
        ...{ scrapes, interval, range: asked },
      });
    });

    test.each([CPU, INUSE])('slices of $sampleType are parts of the whole', async (type) => {
      const source = makeSource();
      const [first = ''] = await unitsOf(type);
      for (const matchers of [[has(first)], [has(first, '!=')], []]) {
        const selector = { profileType: type, matchers };
        const whole = await source.fetchProfile(selector, range);
        const slices = await Promise.all(
          planSlices(whole, 8).map(({ scrapes }) => source.fetchSlice(selector, scrapes)),
        );
        expect(slices.flatMap(({ scrapes }) => scrapes)).toEqual(whole.scrapes);
        for (const slice of slices)
          expect(totalOf(slice)).toEqual(closeTo(expectedTotal(slice, type.delta)));
      }
    });

    test.each([CPU, INUSE, ALLOC])(
      'slices of $sampleType of several units at once are those of each',
      async (type) => {
        const source = makeSource();
        const selector = { profileType: type, matchers: [has('', '!=')] };
        const listed = await source.fetchScrapes(selector, range);
        for (const { scrapes } of planSlices(listed, 4)) {
          const units = groupBy(scrapes, ({ labels }) => labels[label] ?? '');
          const groups = [...units].map(([name, of]) => ({ matchers: [has(name)], scrapes: of }));
          expect(groups.length).toBeGreaterThan(1);
          const slice = { groups, among: listed.scrapes };
          const together = await source.fetchSlices(selector, slice);
          const sums = sumEach(together.map(({ parts }) => parts));
          for (const [i, { matchers, scrapes: own }] of groups.entries()) {
            const apart = await source.fetchSlice({ profileType: type, matchers }, own);
            expect(stacksOf(sums[i]!)).toEqual(stacksOf(sumParts(apart.parts)));
          }
        }
      },
    );

    test('nothing long ago, nothing for nobody', async () => {
      const nobody = await profileOf([has('no such value')]);
      expect(nobody).toMatchObject({ parts: [], scrapes: [], notices: [] });
      const selector = { profileType: CPU, matchers: [] };
      expect(await makeSource().fetchProfile(selector, LONG_AGO)).toMatchObject({ parts: [] });
    });
  });

  describe('series', () => {
    const seriesOf = (profileType = CPU, sumBy: readonly string[] = [label]) =>
      makeSource().fetchSeries({
        selector: { profileType, matchers: [] },
        range,
        step: 15_000,
        sumBy,
      });

    test.each([
      { type: CPU, unit: 'cores' },
      { type: INUSE, unit: 'bytes' },
      { type: GOROUTINES, unit: 'count' },
    ])(
      'of $type.name are in $unit, on one grid, a series for each unit',
      async ({ type, unit }) => {
        const series = await seriesOf(type);
        const values = series.map(({ labels }) => labels[label] ?? '');
        expect(values.filter((value) => value !== '')).toEqual(await unitsOf(type));
        for (const one of series) {
          expect(one.unit).toBe(unit);
          expect(one.times).toEqual(series[0]?.times);
          expect(one.values).toHaveLength(one.times.length);
          expect(one.times.every((time) => time % 15_000 === 0)).toBe(true);
        }
      },
    );

    test('added up by the server, a series has the same area', async () => {
      const question = {
        selector: { profileType: CPU, matchers: [] },
        range,
        step: 60_000,
        sumBy: [label],
      };
      const areas = (all: readonly ProfileSeries[]) =>
        Object.fromEntries(
          all.map(({ labels, values }) => [
            labels[label] ?? '',
            values.reduce((sum: number, value) => sum + (value ?? 0), 0),
          ]),
        );
      const exact = areas(await makeSource().fetchSeries(question));
      const buckets = areas(await makeSource().fetchSeries({ ...question, from: 'buckets' }));
      expect(Object.keys(buckets)).toEqual(Object.keys(exact));
      // Each end of the range may fall into a profile, which buckets do not cut; a server under load is uneven besides.
      for (const [name, area] of Object.entries(exact))
        expect(Math.abs(buckets[name]! - area)).toBeLessThan(0.5 * area);
    });

    test('the area under the rate is the profile', async () => {
      const [first = ''] = await unitsOf();
      const profile = await profileOf([has(first)]);
      const series = (await seriesOf()).find(({ labels }) => labels[label] === first);
      const known = series?.values.filter((value) => value !== null) ?? [];
      const cores = known.reduce((sum, value) => sum + value, 0) / known.length;
      const covered = profile.scrapes.reduce((sum, { duration }) => sum + Number(duration), 0);
      expect(cores / (totalOf(profile) / covered)).toBeGreaterThan(0.8);
      expect(cores / (totalOf(profile) / covered)).toBeLessThan(1.25);
    });

    test('a state stays between its scrapes', async () => {
      const { scrapes } = await profileOf([], GOROUTINES);
      const bySeries = (labels: Labels) => scrapes.filter((s) => s.labels[label] === labels[label]);
      for (const { labels, values } of await seriesOf(GOROUTINES, [label, 'job', 'instance'])) {
        const states = bySeries(labels).map((scrape) => scrape.value);
        const known = values.filter((value) => value !== null);
        expect(Math.max(...known)).toBeLessThanOrEqual(Math.max(...states) * 1.5);
        expect(Math.min(...known)).toBeGreaterThanOrEqual(Math.min(...states) * 0.5);
      }
    });
  });

  describe('failures', () => {
    test('a cancelled question is aborted', async () => {
      const question = makeSource().fetchProfileTypes(range, { signal: AbortSignal.abort() });
      await expect(question).rejects.toMatchObject({ name: 'SourceError', kind: 'aborted' });
    });

    test('a negative matcher that cannot be read is refused with the reason', async () => {
      const failure = await profileOf([has('[[:alphabet:]]+', '!~')]).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(SourceError);
      expect(failure).toMatchObject({
        kind: 'badQuery',
        detail: expect.stringContaining('invalid character class range: [:alphabet:]'),
      });
    });
  });
}
