import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumEach } from '#profile';
import {
  groupBy,
  labelsKey,
  labelValue,
  parseSelector,
  pickLabels,
  planSlices,
  type Labels,
  type Matcher,
} from '#series';
import { createFakeParca, type StoredProfile } from '../../../../tests/support/fake-parca';
import type { FetchedProfile } from '../../ports';
import { createParcaSource } from '../parca-source';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const MUTEX = 'mutex:delay:nanoseconds:contentions:count';
const T0 = 1_800_000_000;
const range = { start: T0 * 1000, end: (T0 + 600) * 1000 };

interface Row {
  readonly labels: Labels;
  /** Seconds after T0. */
  readonly first: number;
  /** undefined: that scrape is missing. */
  readonly values: readonly (number | undefined)[];
  readonly noStack: number;
}

function stored(type: string, { labels, first, values, noStack }: Row): StoredProfile[] {
  const duration = type === CPU ? 10_000_000_000n : 0n;
  return values.flatMap((value, i) => {
    const timestamp = BigInt(T0 + first + i * 10) * 1_000_000_000n + 7n;
    return value === undefined ? [] : [{ type, labels, timestamp, duration, value, noStack }];
  });
}

/** Slices of all units, in one question each and one by one. */
async function fetchBoth(type: string, rows: readonly Row[], query = '{}') {
  const parca = createFakeParca(rows.flatMap((row) => stored(type, row)));
  const source = createParcaSource({ transport: parca.transport, now: () => range.end + 1e6 });
  const selector = parseSelector(`${type}${query}`);
  const listed = await source.fetchScrapes(selector, range);
  const [together, apart]: [FetchedProfile[], FetchedProfile[]] = [[], []];
  let merges = 0;
  for (const { scrapes } of planSlices(listed, 3)) {
    const units = groupBy(scrapes, ({ labels }) =>
      labelsKey(pickLabels(labels, ['model', 'unit'])),
    );
    const groups = [...units.values()].map((of) => ({
      matchers: ['model', 'unit'].map((name): Matcher => {
        return { name, op: '=', value: labelValue(of[0]!.labels, name) };
      }),
      scrapes: of,
    }));
    const before = parca.sent.length;
    together.push(...(await source.fetchSlices(selector, { groups, among: listed.scrapes })));
    merges += parca.sent.length - before;
    for (const group of groups) {
      const own = { ...selector, matchers: [...selector.matchers, ...group.matchers] };
      apart.push(await source.fetchSlice(own, group.scrapes));
    }
  }
  return { together, apart, merges };
}

function sumsOf(profiles: readonly FetchedProfile[]) {
  const all = sumEach(profiles.map(({ parts }) => parts));
  return all.map(({ total, noStack, notices }, i) => ({
    scrapes: profiles[i]!.scrapes,
    total: expect.closeTo(total, 3) as number,
    noStack: expect.closeTo(noStack, 3) as number,
    notices,
  }));
}

const unit = (name: string, model = 'dev', more: Labels = {}): Labels => ({
  ...{ job: 'shop', model, unit: name },
  ...more,
});
const steady = (labels: Labels, first: number, value = 5): Row => ({
  ...{ labels, first, noStack: 1 },
  values: Array.from({ length: 12 }, (_, i) => value + i),
});

test.each([
  { type: CPU, merges: 3 },
  { type: INUSE, merges: 3 },
  // What one slice ends with the next one begins with.
  { type: MUTEX, merges: 4 },
])('$type: a merge a slice for all units', async ({ type, merges }) => {
  const rows = [steady(unit('a/0'), 1), steady(unit('a/1'), 4), steady(unit('b/0'), 8)];
  const both = await fetchBoth(type, rows);
  expect(both.merges).toBe(merges);
  expect(sumsOf(both.together)).toEqual(sumsOf(both.apart));
});

test('units of one name are told apart by what else differs', async () => {
  const rows = [steady(unit('a/0'), 1), steady(unit('a/0', 'prod'), 2, 50), steady(unit('b/0'), 3)];
  const both = await fetchBoth(CPU, rows);
  expect(both.merges).toBe(3);
  expect(sumsOf(both.together)).toEqual(sumsOf(both.apart));
  const narrow = await fetchBoth(CPU, rows, '{model="dev"}');
  expect(sumsOf(narrow.together)).toEqual(sumsOf(narrow.apart));
});

interface RowLabels {
  readonly job: string;
  readonly unit: 'a/0' | 'a/1' | 'b/0';
  readonly model: 'dev' | 'prod' | '';
  readonly thread: 'main' | 'gc' | '';
}

const rowLabels = (unit: RowLabels['unit'], thread: RowLabels['thread']): RowLabels => ({
  ...{ job: 'shop', unit, model: 'dev', thread },
});

const rowsOf = fc.array(
  fc.record({
    labels: fc.record({
      job: fc.constant('shop'),
      unit: fc.constantFrom('a/0', 'a/1', 'b/0'),
      model: fc.constantFrom('dev', 'prod', ''),
      thread: fc.constantFrom('main', 'gc', ''),
    }),
    first: fc.integer({ min: 1, max: 9 }),
    values: fc.array(fc.option(fc.integer({ min: 0, max: 1000 }), { nil: undefined, freq: 5 }), {
      minLength: 2,
      maxLength: 12,
    }),
    noStack: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Alone, a slice may hold a profile of a series that the list says nothing of, and says so; together labels tell it apart. */
function expectSame({ together, apart }: Awaited<ReturnType<typeof fetchBoth>>): void {
  const [found, expected] = [sumsOf(together), sumsOf(apart)];
  expect(found).toHaveLength(expected.length);
  found.forEach((one, i) => {
    const isMoreExact = one.notices.length === 0 && expected[i]!.notices.length > 0;
    const listed = together[i]!.scrapes.reduce((sum, { value }) => sum + value, 0);
    const total = expect.closeTo(listed, 3) as number;
    const same = isMoreExact ? { ...one, scrapes: expected[i]!.scrapes, total } : expected[i];
    expect(one).toEqual(same);
  });
}

test('whatever is missing, restarts or has several series: together is what each is alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(CPU, INUSE, MUTEX), rowsOf, async (type, rows) => {
      const named = rows.map((row) => ({
        ...row,
        labels: Object.fromEntries(Object.entries(row.labels).filter(([, value]) => value !== '')),
      }));
      const series = [...groupBy(named, ({ labels }) => labelsKey(labels)).values()];
      const both = await fetchBoth(
        type,
        series.map(([first]) => first!),
      );
      expectSame(both);
    }),
    {
      numRuns: 100,
      examples: [
        // A series with one label more ends where others begin.
        [
          MUTEX,
          [
            { labels: rowLabels('a/0', 'main'), first: 1, values: [1, undefined], noStack: 0 },
            {
              labels: { ...rowLabels('a/0', 'main'), model: '' },
              ...{ first: 1, values: [1, 1], noStack: 0 },
            },
            {
              labels: { ...rowLabels('b/0', 'main'), model: '' },
              ...{ first: 1, values: [0, 0], noStack: 0 },
            },
          ],
        ],
        [
          MUTEX,
          [
            { labels: rowLabels('a/1', ''), first: 1, values: [0, undefined, 0], noStack: 0 },
            { labels: rowLabels('a/0', 'main'), first: 1, values: [0, 0], noStack: 0 },
            {
              ...{ labels: rowLabels('a/1', 'main'), first: 1, noStack: 0 },
              values: [undefined, undefined, 1],
            },
          ],
        ],
      ],
    },
  );
});
