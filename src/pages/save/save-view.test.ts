import { QueryObserver, type QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMainThreadEngine, type Engine } from '#engine';
import { decodePprof } from '#profile';
import { parseSelector, printNanoseconds, type TimeRange } from '#series';
import { createParcaSource, SourceError, type ProfileSource } from '#sources';
import { createFakeParca, type StoredProfile } from '../../../tests/support/fake-parca';
import type { Host } from '../state/host';
import { createQueryClient } from '../state/queries/query-client';
import { profileQuery, seriesQuery } from '../state/queries/queries';
import { DEFAULT_VIEW } from '../state/view/view-state';
import type { ArchiveSink, FactsToSave, ProfileToSave } from './archive-sink';
import { saveView, type SaveProgress } from './save-view';

const T0 = 1_800_000_000;
const RANGE = { start: T0 * 1000, end: (T0 + 600) * 1000 };
const WINDOW = { start: (T0 + 100) * 1000, end: (T0 + 200) * 1000 };
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const MEMORY = 'memory:inuse_space:bytes:space:bytes';
const DELAY = 'mutex:delay:nanoseconds:contentions:count';
const A0 = { job: 'a', unit: 'a/0' };
const A1 = { job: 'a', unit: 'a/1' };

/** One profile each ten seconds. */
const every = (
  type: string,
  labels: StoredProfile['labels'],
  valueOf: (i: number) => number,
  count = 60,
): readonly StoredProfile[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ type, labels, value: valueOf(i) },
    timestamp: (BigInt(T0) + 10n * BigInt(i)) * 1_000_000_000n,
    duration: type.endsWith('delta') ? 10_000_000_000n : 0n,
  }));

let engine: Engine;
let client: QueryClient;
beforeEach(() => {
  engine = createMainThreadEngine();
  client = createQueryClient(engine);
});
afterEach(() => {
  client.clear();
  engine.close();
});

const sourceOn = (stored: readonly StoredProfile[]): ProfileSource => ({
  ...createParcaSource({
    transport: createFakeParca(stored).transport,
    now: () => RANGE.end + 10_000_000,
  }),
  // The fake has none.
  fetchTargets: async () => {
    throw new SourceError({ kind: 'timeout', source: 'Parca', detail: 'too slow' });
  },
});

/** A page that shows the profile of a window and the rate of the range. */
async function show(source: ProfileSource, selector: string, window: TimeRange) {
  const host = { profiles: source, metrics: undefined, engine } as Partial<Host> as Host;
  const { profileType, matchers } = parseSelector(selector);
  const asked = {
    selector: { profileType, matchers },
    range: RANGE,
    step: 10_000,
    sumBy: ['unit'],
  };
  const profile = new QueryObserver(
    client,
    profileQuery(host, profileType, { matchers, range: window }),
  );
  const rate = new QueryObserver(client, seriesQuery(host, asked));
  const stops = [profile.subscribe(() => undefined), rate.subscribe(() => undefined)];
  await Promise.all([profile.refetch(), rate.refetch()]);
  return { host, stop: () => stops.forEach((stop) => stop()) };
}

/** What is handed to a sink, and how far it said it was. */
async function saved(
  { host }: { readonly host: Host },
  options: { readonly signal?: AbortSignal; readonly onAdd?: () => void } = {},
) {
  const profiles: ProfileToSave[] = [];
  const progress: SaveProgress[] = [];
  let facts: FactsToSave | undefined;
  const sink: ArchiveSink = {
    add: async (more) => {
      profiles.push(...more);
      options.onAdd?.();
      return profiles.length;
    },
    finish: async (given) => {
      facts = given;
      return new Blob();
    },
    close: () => undefined,
  };
  const view = await saveView({
    ...{ host, client, sink, view: DEFAULT_VIEW, range: RANGE },
    signal: options.signal ?? new AbortController().signal,
    onProgress: (of) => progress.push(of),
  });
  return { profiles, progress, facts: facts!, view };
}

/** Stored again, as an archive's replay has them. */
const storedAgain = (profiles: readonly ProfileToSave[]): readonly StoredProfile[] =>
  profiles.map(({ type, labels, timestamp, duration, total }) => ({
    ...{ type, labels, timestamp, duration, value: total },
  }));

test.each([
  { what: 'what adds up', type: CPU, valueOf: (i: number) => 100 + i },
  { what: 'states', type: MEMORY, valueOf: (i: number) => 1000 + (i % 7) },
  // A new process at the 15th: its total begins anew.
  { what: 'running totals', type: DELAY, valueOf: (i: number) => (i < 15 ? 50 + 3 * i : 2 * i) },
])('$what: the window and the timeline are what they were', async ({ type, valueOf }) => {
  const source = sourceOn([...every(type, A0, valueOf), ...every(type, A1, (i) => 2 * valueOf(i))]);
  const selector = `${type}{unit="a/0"}`;
  const shown = await show(source, selector, WINDOW);
  const { profiles, progress, facts, view } = await saved(shown);
  const again = sourceOn(storedAgain(profiles));
  const parsed = parseSelector(selector);
  const [had, has] = await Promise.all(
    [source, again].map((one) => one.fetchProfile(parsed, WINDOW)),
  );
  expect(has).toEqual(had);
  expect(had!.scrapes.length).toBeGreaterThan(9);
  const rates = { selector: parsed, range: RANGE, step: 10_000, sumBy: ['unit'] };
  expect(await again.fetchSeries(rates)).toEqual(await source.fetchSeries(rates));
  expect(profiles.every(({ labels }) => labels['unit'] === 'a/0')).toBe(true);
  const whole = profiles.filter(({ pprof }) => pprof !== undefined);
  expect(whole.length).toBeLessThan(14);
  expect(whole.length).toBe(view.profiles);
  expect(progress.at(-1)).toMatchObject({ done: whole.length, total: whole.length });
  expect(facts.notes).toEqual(['not saved: targets: Parca: too slow']);
  shown.stop();
});

test('each profile is asked alone, also where units are scraped at one moment', async () => {
  const source = sourceOn([...every(CPU, A0, (i) => i), ...every(CPU, A1, (i) => 1000 + i)]);
  const shown = await show(source, `${CPU}{job="a"}`, WINDOW);
  const { profiles } = await saved(shown);
  const whole = profiles.filter(({ pprof }) => pprof !== undefined);
  expect(whole).toHaveLength(22);
  for (const { pprof, total, timestamp } of whole)
    expect(Number(decodePprof(pprof!).sum), printNanoseconds(timestamp)).toBe(total);
  shown.stop();
});

test('more profiles than are asked for one by one are refused before the first', async () => {
  const units = Array.from({ length: 90 }, (_, u) => ({ job: 'a', unit: `a/${u}` }));
  const source = sourceOn(units.flatMap((labels) => every(CPU, labels, () => 1)));
  const shown = await show(source, `${CPU}{job="a"}`, RANGE);
  await expect(saved(shown)).rejects.toThrow(
    '5400 profiles are shown and 5400 on the timeline; at most 5000 and 60000 are saved: choose shorter windows or fewer units',
  );
  shown.stop();
});

test('profiles of two servers are refused: an archive would take them for those of one', async () => {
  const source = sourceOn(every(CPU, A0, (i) => i));
  const both = { ...source, datasources: ['Parca', 'Pyroscope'] };
  const shown = await show(both, `${CPU}{datasource="Pyroscope"}`, WINDOW);
  await expect(saved(shown)).rejects.toThrow(
    'an archive is of one server, this view is of Parca and Pyroscope',
  );
  shown.stop();
});

test('it ends when it is stopped', async () => {
  const shown = await show(sourceOn(every(CPU, A0, (i) => i)), `${CPU}{unit="a/0"}`, WINDOW);
  const controller = new AbortController();
  let added = 0;
  const onAdd = () => {
    added += 1;
    controller.abort(new Error('stopped'));
  };
  await expect(saved(shown, { signal: controller.signal, onAdd })).rejects.toThrow('stopped');
  // Those that were under way.
  expect(added).toBeLessThanOrEqual(6);
  shown.stop();
});
