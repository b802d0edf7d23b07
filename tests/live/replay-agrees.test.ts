import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createReplay,
  createReplayTransport,
  openArchive,
  recordArchive,
  type Archive,
} from '#archive';
import { decodePprof } from '#profile';
import {
  DEFAULT_ALIASES,
  printMatchers,
  printProfileType,
  type Matcher,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import {
  createFetchTransport,
  createParcaSource,
  createPrometheusSource,
  type FetchedProfile,
  type MetricSource,
  type ProfileSource,
} from '#sources';
import { choosePanels, COMMON_METRICS, metricJoin, metricPanels, recordedQueries } from '#targets';
import { askAgain } from '../../src/archive/record/ask-again';

const parcaUrl = process.env['PARCA_URL'] ?? '';
const prometheusUrl = process.env['PROMETHEUS_URL'] ?? '';
const label = process.env['PARCA_LABEL'] ?? 'juju_unit';

/** A profile that began this long ago is stored. */
const SETTLED_MS = 20_000;
const RECORDED_MS = 135_000;
/** A chart asks for profiles from a minute before its range on. */
const LOOKBACK_MS = 65_000;
const STEP_MS = 15_000;

/** Recorded besides: values that Parca multiplies by a period, and states without a unit of their own. */
const OTHERS = [
  'process_cpu:samples:count:cpu:nanoseconds:delta',
  'goroutine:goroutine:count:goroutine:count',
  'mutex:delay:nanoseconds:contentions:count',
];
/** Asked in every way; a sum, a state and a running total. */
const MAIN = [
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
  'memory:alloc_space:bytes:space:bytes',
];

const KEPT = [...MAIN, ...OTHERS];

async function keptTypes(source: ProfileSource, range: TimeRange): Promise<readonly ProfileType[]> {
  const types = await source.fetchProfileTypes(range);
  return types.filter((type) => KEPT.includes(printProfileType(type)));
}

/** One line a stack, with all that is known of its frames: Parca's bytes differ from answer to answer. */
function stacksOf(pprof: Uint8Array): readonly string[] {
  if (pprof.length === 0) return [];
  const { tree, sampleType, periodType, period } = decodePprof(pprof);
  const { frames } = tree;
  const names = frames.functionName.map((name, row) =>
    [
      ...[name, frames.systemName[row], frames.fileName[row], frames.line[row]],
      ...[frames.inlined[row], frames.mapping[row], frames.buildId[row], frames.address[row]],
    ].join('|'),
  );
  const path: string[] = [];
  const lines = [JSON.stringify({ sampleType, periodType, period })];
  tree.columns[0]!.self.forEach((self, n) => {
    if (n > 0) path[tree.depth[n]! - 1] = names[tree.frame[n]!]!;
    if (self !== 0) lines.push([self, ...path.slice(0, tree.depth[n])].join('; '));
  });
  return lines;
}

const drawn = ({ parts, ...profile }: FetchedProfile) => ({
  ...profile,
  parts: parts.map((part) => ({ ...part, pprof: stacksOf(part.pprof) })),
});

describe('PARCA_URL', () => {
  if (parcaUrl === '') {
    test.skip('set PARCA_URL to a Parca that has scraped two units for four minutes');
    return;
  }
  const now = Date.now();
  const end = Math.floor((now - SETTLED_MS) / STEP_MS) * STEP_MS;
  const recorded: TimeRange = { start: end - RECORDED_MS, end };
  const inside: TimeRange = { start: recorded.start + LOOKBACK_MS, end: end - 5_000 };
  const short: TimeRange = { start: inside.start + 1_234, end: inside.start + 31_234 };
  const transport = askAgain(createFetchTransport({ baseUrl: parcaUrl, fetch, source: 'Parca' }));
  const metricTransport = askAgain(createFetchTransport({ baseUrl: prometheusUrl, fetch }));
  const live = createParcaSource({ transport, now: () => now });
  const liveMetrics = createPrometheusSource({ transport: metricTransport });
  let folder: string;
  let archive: Archive;
  let replay: ProfileSource;
  let replayMetrics: MetricSource;
  let types: readonly ProfileType[];
  let units: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
    const out = join(folder, 'live.zip');
    await recordArchive({
      request: {
        ...{ parca: parcaUrl, pyroscope: '', prometheus: prometheusUrl },
        ...{ types: KEPT, match: '', ...recorded },
      },
      ...{
        out,
        profiles: { server: 'Parca', transport },
        queries: recordedQueries(COMMON_METRICS.names),
        step: STEP_MS,
        now: () => now,
      },
      ...(prometheusUrl !== '' && { prometheus: metricTransport }),
      onProgress: () => undefined,
    });
    archive = await openArchive(out);
    const replayed = createReplayTransport(createReplay(archive));
    replay = createParcaSource({ transport: replayed, now: () => now });
    replayMetrics = createPrometheusSource({ transport: replayed });
    types = await keptTypes(live, inside);
    units = await live.fetchLabelValues(label, {
      profileType: mainTypes()[0]!,
      matchers: [],
      range: inside,
    });
  });
  afterAll(async () => {
    await archive?.close();
    await rm(folder, { recursive: true });
  });

  const mainTypes = () => types.filter((type) => MAIN.includes(printProfileType(type)));

  /** Asks both; they say the same. */
  async function agree<S, T>(
    sources: readonly [S, S],
    what: string,
    ask: (source: S) => Promise<T>,
  ) {
    const [said, replayed] = await Promise.all(sources.map(ask));
    expect(replayed, what).toEqual(said);
    return said!;
  }
  const both = () => [live, replay] as const;

  function selections(): readonly (readonly Matcher[])[] {
    const has = (op: Matcher['op'], value: string): Matcher => ({ name: label, op, value });
    const [first = ''] = units;
    return [
      ...[[], [has('=', first)], [has('!=', first)], [has('!~', first.replaceAll('/', '.'))]],
      ...[[has('=~', `${first.slice(0, 1)}.*`)], [has('=', '')], [has('!=', '')]],
      ...[[has('=', 'no such value')], [{ name: 'no_such_label', op: '!=', value: 'x' } as const]],
    ];
  }

  const eachType = () => types.map((profileType) => ({ profileType, matchers: [] }));
  const eachSelection = () =>
    mainTypes().flatMap((profileType) =>
      selections().map((matchers) => ({ profileType, matchers })),
    );
  const print = ({ profileType, matchers }: Selector) =>
    `${printProfileType(profileType)}${printMatchers(matchers)}`;

  test('there are units, the main types and many profiles', () => {
    expect(units.length).toBeGreaterThan(1);
    expect(mainTypes()).toHaveLength(MAIN.length);
    expect(types.length).toBeGreaterThan(MAIN.length);
    expect(archive.manifest.profiles.length).toBeGreaterThan(units.length * types.length);
  });

  test('profile types and targets', async () => {
    await agree(both(), 'all', (source) => keptTypes(source, recorded));
    await agree(both(), 'inside', (source) => keptTypes(source, inside));
    expect(await replay.fetchProfileTypes(recorded)).toEqual(await keptTypes(replay, recorded));
    await agree(both(), 'targets', async (source) =>
      (await source.fetchTargets()).map(({ job, profileName, labels, discoveredLabels, url }) => ({
        ...{ job, profileName, labels, discoveredLabels, url },
      })),
    );
  });

  test('label names, values and sets', async () => {
    for (const selector of [...eachType(), ...eachSelection()]) {
      const question = { ...selector, range: inside };
      const what = print(selector);
      const names = await agree(both(), what, (source) => source.fetchLabelNames(question));
      for (const name of [label, 'no_such_label'])
        await agree(both(), what, (source) => source.fetchLabelValues(name, question));
      await agree(both(), what, (source) => source.fetchLabelSets(selector, inside, names));
    }
  });

  test.each([
    { step: 1_000, sumBy: [], selectors: eachType },
    { step: 15_000, sumBy: [label], selectors: eachSelection },
    { step: 60_000, sumBy: ['job', 'instance'], selectors: eachType },
  ])('series, a point each $step ms, by $sumBy', async ({ step, sumBy, selectors }) => {
    for (const selector of selectors())
      await agree(both(), print(selector), (source) =>
        source.fetchSeries({ selector, range: inside, step, sumBy }),
      );
  });

  test.each([
    { name: 'a window', range: inside, selectors: eachSelection },
    { name: 'a short one', range: short, selectors: eachType },
    { name: 'the whole recording', range: recorded, selectors: eachType },
  ])('profiles of $name, stack by stack', async ({ range, selectors }) => {
    for (const selector of selectors())
      await agree(both(), print(selector), async (source) =>
        drawn(await source.fetchProfile(selector, range)),
      );
  });

  test.skipIf(prometheusUrl === '')('metrics of the pages, on the recorded points', async () => {
    const metrics = [liveMetrics, replayMetrics] as const;
    const queries = [
      ...recordedQueries(COMMON_METRICS.names),
      ...[
        '',
        '{juju_unit="no such unit"}',
        ...units.map((unit) => `{juju_unit="${unit}"}`),
      ].flatMap((matchers) =>
        choosePanels(metricPanels, COMMON_METRICS).map(({ panel }) =>
          panel.query({ ...metricJoin([], [], { aliases: DEFAULT_ALIASES }), matchers }),
        ),
      ),
    ];
    for (const query of queries) {
      const ask = { query, range: recorded, step: STEP_MS };
      await agree(metrics, query, (source) => source.fetchRange(ask));
      const time = inside.start - (inside.start % STEP_MS);
      await agree(metrics, query, (source) => source.fetchInstant({ query, time }));
    }
    const question = { name: 'juju_unit', match: 'up', range: recorded };
    await agree(metrics, 'juju_unit', (source) => source.fetchLabelValues(question));
    expect(archive.manifest.servers.prometheus).toMatch(/^\d+\.\d+/);
    expect(archive.manifest.notes).toEqual([]);
  });
});
