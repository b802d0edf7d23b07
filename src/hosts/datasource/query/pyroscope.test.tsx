import { FieldType, LoadingState, type DataFrame } from '@grafana/data';
import { expect, test, vi } from 'vitest';
import { createFakePyroscope, type StoredProfile } from '../../../../tests/support/fake-pyroscope';
import type { ParcaQuery } from '#frames';
import { collect, datasourceOn } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange } from '../request.fixture';

/* What dashboards and Explore ask of a datasource of the kind Pyroscope, through Grafana's proxy. */

vi.setConfig({ testTimeout: 60_000 });

const START = Date.parse('2026-11-21T00:00:00Z');
const RANGE = grafanaRange(START + 300_000, START + 600_000);
const ALLOC = 'memory:alloc_space:bytes:space:bytes';

const STORED = ['shop-0', 'shop-1'].flatMap((pod, p) =>
  Array.from({ length: 60 }, (_, i): readonly StoredProfile[] => {
    const labels = { service_name: 'shop', namespace: 'web', pod };
    const time = BigInt(START + i * 15_000 + p * 3000) * 1_000_000n;
    return [
      { type: CPU.replace(':delta', ''), labels, time, value: (p + 1) * 1_500_000_000, noStack: 7 },
      { type: ALLOC, labels, time, value: p === 0 ? 1000 * (i + 1) : 40 + (i % 3) },
    ];
  }).flat(),
);

function pyroscope() {
  const { transport } = createFakePyroscope(STORED);
  const { datasource } = datasourceOn(
    {
      parca: ({ body = '', ...request }) => {
        const isMerge = request.headers?.['content-type'] === 'application/proto';
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
        return transport.request({ ...request, body: isMerge ? body : text });
      },
      prometheus: () => Promise.reject(new Error('no Prometheus')),
    },
    {},
    { jsonData: { kind: 'pyroscope' } },
  );
  return datasource;
}

async function ask(query: Partial<ParcaQuery>): Promise<readonly DataFrame[]> {
  const request = demoRequest([{ refId: 'A', ...query }], { range: RANGE });
  const response = (await collect(pyroscope().query(request))).at(-1)!;
  expect([response.state, response.errors ?? []]).toEqual([LoadingState.Done, []]);
  return response.data;
}

const field = (frame: DataFrame | undefined, name: string): readonly number[] =>
  frame?.fields.find((each) => each.name === name)?.values ?? [];

test('a profile is what was pushed in the range, without a stack too', async () => {
  const [frame] = await ask({
    ...{ queryType: 'profile', profileTypeId: CPU, labelSelector: '{pod="shop-1"}' },
  });
  expect(field(frame, 'value')[0]).toBe(20 * (3_000_000_000 + 7));
});

test('a series of each pod is its rate in cores', async () => {
  const frames = await ask({ queryType: 'metrics', profileTypeId: CPU, labelSelector: '{}' });
  const series = frames.flatMap(({ fields }) =>
    fields.filter(({ type }) => type === FieldType.number),
  );
  // The ends of the range may be within a profile.
  const inside = series.map(({ values }) => [...values].slice(2, -2).map(Number));
  expect(inside.map((values) => values.length > 10)).toEqual([true, true]);
  for (const [k, cores] of [0.1, 0.2].entries())
    for (const value of inside[k]!) expect(value).toBeCloseTo(cores, 6);
});

test('of allocations what running totals grew by is counted', async () => {
  const [frame] = await ask({
    ...{ queryType: 'profile', profileTypeId: `${ALLOC}:delta`, labelSelector: '{pod="shop-0"}' },
  });
  expect(field(frame, 'value')[0]).toBe(20 * 1000);
  expect((frame?.meta?.notices ?? []).map(({ text }) => text)).toContainEqual(
    expect.stringContaining('looks like a running total'),
  );
});

test('ad-hoc filters offer its labels and their values', async () => {
  const datasource = pyroscope();
  const keys = await datasource.getTagKeys({ filters: [], timeRange: RANGE });
  expect(keys.map(({ text }) => text)).toEqual(['namespace', 'pod', 'service_name']);
  const values = await datasource.getTagValues({ key: 'pod', filters: [], timeRange: RANGE });
  expect(values.map(({ text }) => text)).toEqual(['shop-0', 'shop-1']);
});

test('what has no answer says so of this server, and what it is not asked for', async () => {
  const texts = async (query: Partial<ParcaQuery>) =>
    (await ask(query)).flatMap(({ meta }) => (meta?.notices ?? []).map(({ text }) => text));
  expect(await texts({ queryType: 'targets', labelSelector: '{}' })).toEqual([
    'Pyroscope scrapes nothing, so it has no targets. What is sent to it is listed by the app, on Applications.',
  ]);
  const gpu = 'gpu:time:nanoseconds:gpu:nanoseconds:delta';
  const none = await texts({ queryType: 'profile', profileTypeId: gpu, labelSelector: '{}' });
  expect(none.at(-1)).toMatch(/^Pyroscope has no profiles of the type gpu:/);
});
