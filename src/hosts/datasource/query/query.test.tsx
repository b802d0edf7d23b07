import { CoreApp, LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import type { ParcaQuery } from '#frames';
import { parseMatchers, parseProfileType } from '#series';
import { createParcaSource, type ProfileSource } from '#sources';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange, MEMORY } from '../request.fixture';
import type { FakeVariable } from './templates.fixture';

/* Grafana's requests, the real sources and engine, and the demo archive behind Grafana's proxy. */

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const START = at('00:18:00');
const END = at('00:23:00');
const RANGE = grafanaRange(START, END);
const SHOP = '{juju_unit="shop-k8s/1"}';

vi.setConfig({ testTimeout: 60_000 });

let archive: Archive;
let truth: ProfileSource;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  const transport = createReplayTransport(createReplay(archive));
  truth = createParcaSource({ transport, now: () => at('12:00:00') });
});
afterAll(() => archive.close());

interface Ask {
  readonly variables?: Readonly<Record<string, FakeVariable>>;
  readonly request?: Parameters<typeof demoRequest>[1];
}

function open(queries: readonly Partial<ParcaQuery>[], { variables, request }: Ask = {}) {
  const demo = demoDatasource(archive, variables);
  const targets = queries.map((query, index) => ({ refId: 'ABC'.charAt(index), ...query }));
  return {
    ...demo,
    answer: demo.datasource.query(demoRequest(targets, { range: RANGE, ...request })),
  };
}

const ask = async (query: Partial<ParcaQuery>, how?: Ask) =>
  collect(open([query], how).answer).then((all) => all.at(-1)!);
const framesOf = ({ data }: DataQueryResponse): DataFrame[] => data;
const field = (frame: DataFrame | undefined, name: string): number[] =>
  frame?.fields.find((each) => each.name === name)?.values ?? [];
const noticesOf = (frame: DataFrame | undefined) =>
  (frame?.meta?.notices ?? []).map(({ text }) => text);

async function totalOf(selector: string, start = START, end = END): Promise<number> {
  const { scrapes } = await truth.fetchProfile(
    { profileType: parseProfileType(CPU), matchers: parseMatchers(selector) },
    { start, end },
  );
  return scrapes.reduce((sum, { value }) => sum + value, 0);
}

describe('profile', () => {
  test('is the sum of its scrapes, with the account of how it was made', async () => {
    const response = await ask({ queryType: 'profile', profileTypeId: CPU, labelSelector: SHOP });
    const [frame, ...others] = framesOf(response);
    expect([response.state, others]).toEqual([LoadingState.Done, []]);
    expect(field(frame, 'value')[0]).toBe(await totalOf(SHOP));
    expect(frame?.refId).toBe('A');
    expect(frame?.meta?.executedQueryString).toBe(
      `${CPU}${SHOP} 2026-11-21T00:18:00.000Z to 2026-11-21T00:23:00.000Z`,
    );
  });

  test('a gauge is the mean over scrapes', async () => {
    const [frame] = framesOf(await ask({ profileTypeId: MEMORY, labelSelector: SHOP }));
    const { scrapes } = await truth.fetchProfile(
      { profileType: parseProfileType(MEMORY), matchers: parseMatchers(SHOP) },
      { start: START, end: END },
    );
    const mean = scrapes.reduce((sum, { value }) => sum + value, 0) / scrapes.length;
    expect(field(frame, 'value')[0]).toBeCloseTo(mean, 0);
  });

  test('with few nodes says what was trimmed, and keeps the total', async () => {
    const query = { profileTypeId: CPU, labelSelector: SHOP, maxNodes: 20 };
    const [frame] = framesOf(await ask(query));
    expect(frame!.length).toBeLessThan(60);
    expect(field(frame, 'value')[0]).toBe(await totalOf(SHOP));
    expect(noticesOf(frame).join()).toContain('(trimmed)');
  });

  const empty = [
    {
      name: 'labels that nothing has',
      query: { profileTypeId: CPU, labelSelector: '{juju_unit="nobody/0"}' },
      words: 'No profile of the type CPU time matches {juju_unit="nobody/0"} in this range.',
    },
    {
      name: 'a type that is not there',
      query: { profileTypeId: 'gpu:time:nanoseconds:gpu:nanoseconds:delta' },
      words: 'Parca has no profiles of the type gpu:time:nanoseconds:gpu:nanoseconds:delta in this',
    },
  ];
  test.each(empty)('of $name says why it is empty', async ({ query, words }) => {
    const [frame] = framesOf(await ask(query));
    expect(field(frame, 'value')).toEqual([0]);
    expect(noticesOf(frame).join()).toContain(words);
  });

  test('of a time before the first profile says so', async () => {
    const range = grafanaRange(at('00:01:00') - 86_400_000, at('00:02:00') - 86_400_000);
    const [frame] = framesOf(await ask({ profileTypeId: CPU }, { request: { range } }));
    expect(noticesOf(frame).join()).toContain(
      'Parca has no profiles in this range. Choose another',
    );
  });
});

describe('metrics', () => {
  test('are the rates of the source, one series a group', async () => {
    const query = {
      queryType: 'metrics',
      profileTypeId: CPU,
      labelSelector: '{juju_application="shop-k8s"}',
      groupBy: ['juju_unit'],
    } as const;
    const frames = framesOf(await ask(query));
    const series = await truth.fetchSeries({
      selector: {
        profileType: parseProfileType(CPU),
        matchers: parseMatchers(query.labelSelector),
      },
      range: { start: START, end: END },
      step: 15_000,
      sumBy: ['juju_unit'],
    });
    expect(frames.map((frame) => frame.fields[1]?.labels)).toEqual([
      { juju_unit: 'shop-k8s/0' },
      { juju_unit: 'shop-k8s/1' },
    ]);
    expect(frames.map((frame) => frame.fields[1]?.values)).toEqual(series.map((s) => s.values));
    expect(frames[0]?.meta?.executedQueryString).toContain('step 15s sum by (juju_unit)');
  });

  test('without groups are one series a label set, with points no finer than asked for', async () => {
    const request = { range: RANGE, maxDataPoints: 5, intervalMs: 1000 };
    const query = { queryType: 'metrics', profileTypeId: CPU, labelSelector: SHOP } as const;
    const [frame, ...others] = framesOf(await ask(query, { request }));
    expect(others).toEqual([]);
    expect(frame?.fields[1]?.labels).toMatchObject({ juju_unit: 'shop-k8s/1', juju_model: 'dev' });
    expect(frame!.length).toBeLessThanOrEqual(6);
  });

  test('of nothing say why', async () => {
    const query = { queryType: 'metrics', profileTypeId: CPU, labelSelector: '{a="b"}' } as const;
    const [frame] = framesOf(await ask(query));
    expect(frame?.fields).toEqual([]);
    expect(noticesOf(frame)[0]).toContain('matches {a="b"}');
  });
});

describe("queries that Grafana's own Parca datasource saved", () => {
  const saved = { refId: 'A', profileTypeId: CPU, labelSelector: SHOP };
  const kinds = (frames: readonly DataFrame[]) =>
    frames.map((frame) => frame.meta?.preferredVisualisationType);
  const explore = { range: RANGE, app: CoreApp.Explore };

  test.each([
    { queryType: 'profile', app: 'dashboard', shown: ['flamegraph'] },
    { queryType: 'metrics', app: 'dashboard', shown: ['graph'] },
    { queryType: 'both', app: 'dashboard', shown: ['flamegraph'] },
    { queryType: 'both', app: CoreApp.Explore, shown: ['graph', 'flamegraph'] },
  ] as const)('$queryType in $app', async ({ queryType, app, shown }) => {
    const query: ParcaQuery = JSON.parse(JSON.stringify({ ...saved, queryType }));
    expect(kinds(framesOf(await ask(query, { request: { range: RANGE, app } })))).toEqual(shown);
  });

  test('without a type they are both in Explore, and a profile elsewhere', async () => {
    expect(kinds(framesOf(await ask(saved, { request: explore })))).toEqual([
      'graph',
      'flamegraph',
    ]);
    expect(kinds(framesOf(await ask(saved)))).toEqual(['flamegraph']);
  });
});

describe('comparison', () => {
  const baseline = { offset: 'previous' };

  test('has the baseline left and the comparison right, each whole', async () => {
    const query = { queryType: 'diff', profileTypeId: CPU, labelSelector: SHOP, baseline } as const;
    const range = grafanaRange(at('00:26:00'), at('00:31:00'));
    const [frame] = framesOf(await ask(query, { request: { range } }));
    expect(field(frame, 'value')[0]).toBe(
      await totalOf(SHOP, at('00:21:00') - 1, at('00:26:00') - 1),
    );
    expect(field(frame, 'valueRight')[0]).toBe(await totalOf(SHOP, at('00:26:00'), at('00:31:00')));
    const sum = (name: string) => field(frame, name).reduce((all, value) => all + value, 0);
    expect([sum('self'), sum('selfRight')]).toEqual([
      field(frame, 'value')[0],
      field(frame, 'valueRight')[0],
    ]);
  });

  test('can be with another selection in the same time', async () => {
    const other = { labelSelector: '{juju_unit="shop-k8s/0"}' };
    const query = {
      queryType: 'diff',
      profileTypeId: CPU,
      labelSelector: SHOP,
      baseline: other,
    } as const;
    const [frame] = framesOf(await ask(query));
    expect(field(frame, 'value')[0]).toBe(await totalOf('{juju_unit="shop-k8s/0"}'));
    expect(field(frame, 'valueRight')[0]).toBe(await totalOf(SHOP));
    expect(frame?.meta?.executedQueryString).toMatch(
      /^Baseline: .*shop-k8s\/0.*\nComparison: .*shop-k8s\/1/,
    );
  });

  test('says when both sides are the same, and when they overlap', async () => {
    const query = { queryType: 'diff', profileTypeId: CPU, labelSelector: SHOP } as const;
    const [same] = framesOf(await ask({ ...query, baseline: {} }));
    expect(noticesOf(same)).toContain('Baseline and comparison are of the same labels and range.');
    const [some] = framesOf(await ask({ ...query, baseline: { offset: '1m' } }));
    expect(noticesOf(some)).toContain(
      'Baseline and comparison are of the same labels and share 240 s.',
    );
  });

  test('that names no baseline is with the previous period, not with itself', async () => {
    const query = { queryType: 'diff', profileTypeId: CPU, labelSelector: SHOP } as const;
    const range = grafanaRange(at('00:26:00'), at('00:31:00'));
    const [frame] = framesOf(await ask(query, { request: { range } }));
    const before = await totalOf(SHOP, at('00:21:00') - 1, at('00:26:00') - 1);
    expect(field(frame, 'value')[0]).toBe(before);
  });

  test('a baseline without profiles is named', async () => {
    const query = { queryType: 'diff', profileTypeId: CPU, labelSelector: SHOP } as const;
    const [frame] = framesOf(await ask({ ...query, baseline: { offset: '1w' } }));
    expect(field(frame, 'value')[0]).toBe(0);
    expect(noticesOf(frame).join()).toContain('Baseline: Parca has no profiles in this range');
  });

  test('top functions of it have a delta', async () => {
    const query = { queryType: 'top', profileTypeId: CPU, labelSelector: SHOP, limit: 5 } as const;
    const [frame] = framesOf(await ask({ ...query, baseline }));
    const deltas = field(frame, 'Delta');
    expect(deltas).toEqual(
      field(frame, 'Comparison').map((value, row) => value - field(frame, 'Baseline')[row]!),
    );
    expect(deltas).toHaveLength(5);
  });
});

test('top functions: self of all of them is the total', async () => {
  const query = {
    queryType: 'top',
    profileTypeId: CPU,
    labelSelector: SHOP,
    limit: 10_000,
  } as const;
  const [frame] = framesOf(await ask(query));
  const self = field(frame, 'Self').reduce((all, value) => all + value, 0);
  expect(self).toBe(await totalOf(SHOP));
  const [few] = framesOf(await ask({ ...query, limit: 3, by: 'package' }));
  expect([few?.length, few?.fields[0]?.name]).toEqual([3, 'Package']);
});

test('targets are those that match, whatever the range', async () => {
  const [all] = framesOf(await ask({ queryType: 'targets' }));
  expect(all?.length).toBe((await truth.fetchTargets()).length);
  const [shop] = framesOf(await ask({ queryType: 'targets', labelSelector: SHOP }));
  const units: unknown[] = shop?.fields.find(({ name }) => name === 'Unit')?.values ?? [];
  expect([...new Set(units)]).toEqual(['shop-k8s/1']);
  const [none] = framesOf(await ask({ queryType: 'targets', labelSelector: '{a="b"}' }));
  expect(noticesOf(none)[0]).toMatch(/^None of Parca's \d+ targets matches \{a="b"\}\.$/);
});

describe('variables and filters', () => {
  const units = { value: ['shop-k8s/0', 'shop-k8s/1'] };

  test('several values of a variable are all of them', async () => {
    const query = { profileTypeId: '$type', labelSelector: '{juju_unit="$unit"}' };
    const variables = { unit: units, type: { value: CPU } };
    const [frame] = framesOf(await ask(query, { variables }));
    expect(field(frame, 'value')[0]).toBe(await totalOf('{juju_unit=~"shop-k8s/[01]"}'));
  });

  test('a scoped variable wins, and a duration can be the range', async () => {
    const query = {
      queryType: 'diff',
      profileTypeId: CPU,
      labelSelector: '{juju_unit="$unit"}',
      baseline: { offset: '$__range' },
    } as const;
    const range = grafanaRange(at('00:26:00'), at('00:31:00'));
    const scopedVars = { unit: { text: '', value: 'shop-k8s/1' } };
    const [frame] = framesOf(
      await ask(query, { variables: { unit: units }, request: { range, scopedVars } }),
    );
    expect(field(frame, 'value')[0]).toBe(await totalOf(SHOP, at('00:21:00'), at('00:26:00')));
  });

  test('ad-hoc filters are conditions', async () => {
    const filters = [
      { key: 'juju_unit', operator: '=|', value: '', values: ['shop-k8s/0', 'shop-k8s/1'] },
      { key: 'juju_unit', operator: '!=', value: 'shop-k8s/0' },
    ];
    const [frame] = framesOf(
      await ask({ profileTypeId: CPU }, { request: { range: RANGE, filters } }),
    );
    expect(field(frame, 'value')[0]).toBe(await totalOf(SHOP));
  });

  test('a variable that holds nothing asks nothing', async () => {
    const query = { profileTypeId: CPU, labelSelector: '{juju_unit=~"$unit"}' };
    const { backend, answer } = open([query], { variables: { unit: { value: [] } } });
    const [response] = await collect(answer);
    expect(noticesOf(framesOf(response!)[0])).toEqual(['Not run: $unit has no value.']);
    expect(backend.seen).toEqual([]);
  });
});

describe('several queries', () => {
  const good = { profileTypeId: CPU, labelSelector: SHOP, queryType: 'metrics' } as const;

  test('each answers by itself, in order, and one that fails takes none with it', async () => {
    const { backend, answer } = open([
      good,
      { ...good, labelSelector: '{juju_unit="shop-k8s/0"}' },
      { queryType: 'targets' },
    ]);
    backend.answer = (path, body) =>
      path.endsWith('/QueryRange') && body.includes('shop-k8s/0')
        ? { status: 500, body: 'no disk', type: 'text/plain' }
        : undefined;
    const all = await collect(answer);
    const { errors: early, ...first } = all[0]!;
    expect([first.state, early]).toEqual([LoadingState.Streaming, undefined]);
    expect(all.at(-1)?.state).toBe(LoadingState.Error);
    expect(new Set(all.map(({ key }) => key))).toEqual(new Set(['Q1']));
    const last = all.at(-1)!;
    expect(framesOf(last).map(({ refId }) => refId)).toEqual(['A', 'C']);
    expect(last.errors).toEqual([
      {
        refId: 'B',
        status: 500,
        message:
          'Parca: HTTP 500, text/plain: "no disk"\n' +
          'The server’s log may say more. Choose a shorter range or narrower labels.',
      },
    ]);
  });

  test('what cannot be read names its place, and the others answer', async () => {
    const all = await collect(
      open([
        good,
        { ...good, labelSelector: '{juju_unit=}' },
        { ...good, queryType: 'diff', baseline: { offset: 'soon' } },
      ]).answer,
    );
    const { errors } = all.at(-1)!;
    expect(framesOf(all.at(-1)!).map(({ refId }) => refId)).toEqual(['A']);
    expect(errors?.map(({ refId }) => refId)).toEqual(['B', 'C']);
    expect(errors?.[0]?.message).toContain('matchers: column 12');
    expect(errors?.[1]?.message).toContain('baseline.offset');
  });

  test('hidden ones and those without a type are left out quietly', async () => {
    const { backend, answer } = open([{ ...good, hide: true }, { labelSelector: '{}' }, {}]);
    expect(await collect(answer)).toEqual([{ key: 'Q1', data: [], state: LoadingState.Done }]);
    expect(backend.seen).toEqual([]);
  });

  test('unsubscribing cancels every request', async () => {
    const { backend, answer } = open([good, { ...good, queryType: 'profile' }]);
    backend.gate = () => new Promise(() => undefined);
    const next = vi.fn();
    const subscription = answer.subscribe(next);
    await vi.waitFor(() => expect(backend.seen.length).toBeGreaterThanOrEqual(2));
    subscription.unsubscribe();
    expect(backend.seen.map(({ signal }) => signal?.aborted)).toEqual(backend.seen.map(() => true));
    expect(next).not.toHaveBeenCalled();
  });
});
