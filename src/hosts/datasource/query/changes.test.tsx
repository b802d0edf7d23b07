import { LoadingState, type DataFrame, type DataQueryResponse } from '@grafana/data';
import { setDataSourceSrv, type DataSourceSrv } from '@grafana/runtime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import type { ParcaQuery } from '#frames';
import { parseView } from '#pages';
import { METRICS_PROXY, type Answer } from '../backend.fixture';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange } from '../request.fixture';

/* The recorded incident, shop/pricing.Quote of shop-k8s/1 from 00:24:00 on, behind Grafana's proxy. */

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const RANGE = grafanaRange(at('00:14:00'), at('00:34:00'));

vi.setConfig({ testTimeout: 120_000 });

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(() => archive.close());

const SHOP = '{juju_application="shop-k8s"}';
const changes = (more: Partial<ParcaQuery> = {}): ParcaQuery => ({
  ...{ refId: 'A', queryType: 'changes', profileTypeId: CPU, labelSelector: SHOP },
  ...more,
});
const framesOf = ({ data }: DataQueryResponse): DataFrame[] => data;
const row = (frame: DataFrame, at: number) =>
  Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[at] as unknown]));
const noticesOf = (frame: DataFrame) => (frame.meta?.notices ?? []).map(({ text }) => text).join();
const request = (...queries: ParcaQuery[]) => demoRequest(queries, { range: RANGE });

describe('changes', () => {
  test('the recorded incident is found, and leads into the app', async () => {
    const { datasource } = demoDatasource(archive);
    const all = await collect(datasource.query(request(changes())));
    const last = all.at(-1)!;
    expect([last.state, last.errors]).toEqual([LoadingState.Done, undefined]);
    const [frame] = framesOf(last) as [DataFrame];
    const found = Array.from({ length: frame.length }, (_, at) => row(frame, at));
    const quote = found.find(({ Function: name }) => name === 'shop/pricing.Quote')!;
    expect(quote).toMatchObject({
      ...{ Kind: 'cost', Direction: 'up', Type: 'CPU time', Units: 'shop-k8s/1', Unit: 'cores' },
    });
    expect(quote['Interval low']).toBeGreaterThan(0);
    const link = new URL(String(quote['Link']), 'http://grafana');
    expect(link.searchParams.get('parca')).toBe('parca');
    const { view, problems } = parseView(link.pathname, link.search);
    expect([problems, view.page, view.display.selected]).toEqual([
      [],
      'compare',
      'shop/pricing.Quote',
    ]);
    const page = new URL(String(quote['Changes']), 'http://grafana');
    expect(parseView(page.pathname, page.search).view).toMatchObject({
      page: 'changes',
      range: { from: String(at('00:14:00')), to: String(at('00:34:00')) },
      changes: { opened: expect.stringContaining('shop-k8s') as string },
    });
    expect(noticesOf(frame)).toMatch(/^2 units × 1 profile type, all in depth, .* questions\./);
  });

  test('panels and refreshes of one range ask once', async () => {
    const { datasource, backend } = demoDatasource(archive);
    const few = { mostMerges: 20 };
    await Promise.all([
      collect(datasource.query(request(changes(few), changes({ ...few, refId: 'B', limit: 1 })))),
      collect(datasource.query(request(changes({ ...few, format: 'annotations' })))),
    ]);
    const asked = backend.seen.length;
    await collect(datasource.query(request(changes(few))));
    expect(backend.seen).toHaveLength(asked);
    expect(asked).toBeGreaterThan(20);
    expect(asked).toBeLessThan(180);
  });

  test('as many questions for functions as it may, and what was left out is said', async () => {
    const { datasource } = demoDatasource(archive);
    const all = await collect(
      datasource.query(request(changes({ mostMerges: 1, profileTypeId: '.*' }))),
    );
    expect(noticesOf(framesOf(all.at(-1)!)[0]!)).toContain('the merges of this scan are spent');
  });

  test.each<{ name: string; metrics: Answer; said: string }>([
    {
      name: 'refuses who asks',
      metrics: { status: 400, body: 'Authentication to data source failed', type: 'text/plain' },
      said: 'Prometheus: HTTP 400, text/plain: Authentication to data source failed',
    },
    {
      name: 'answers with another type',
      metrics: { status: 200, body: '{"status":"success","data":7}', type: 'application/json' },
      said: 'Prometheus: data: expected array, got 7',
    },
  ])('a Prometheus that $name is a notice beside the findings', async ({ metrics, said }) => {
    setDataSourceSrv({
      getInstanceSettings: () => ({ url: METRICS_PROXY.slice(0, -1) }),
    } as unknown as DataSourceSrv);
    const jsonData = { prometheusUid: 'prometheus' };
    const { datasource, backend } = demoDatasource(archive, {}, { jsonData });
    backend.metrics = metrics;
    const last = (await collect(datasource.query(request(changes())))).at(-1)!;
    const [frame] = framesOf(last) as [DataFrame];
    expect([last.state, last.errors]).toEqual([LoadingState.Done, undefined]);
    expect(frame.fields[0]!.values).not.toHaveLength(0);
    expect(noticesOf(frame)).toContain(said);
  });

  test('of nothing says so', async () => {
    const { datasource } = demoDatasource(archive);
    const nobody = changes({ labelSelector: '{juju_unit="nobody/0"}' });
    const [frame] = framesOf((await collect(datasource.query(request(nobody)))).at(-1)!);
    expect([frame!.length, noticesOf(frame!)]).toEqual([
      0,
      'Nothing is profiled here in this range.',
    ]);
  });

  test('a server that is gone is an error of the query', async () => {
    const { datasource, backend } = demoDatasource(archive);
    backend.answer = () => ({ status: 502, body: 'no Parca', type: 'text/plain' });
    const all = await collect(datasource.query(request(changes({ profileTypeId: '' }))));
    expect(all.at(-1)).toMatchObject({ state: LoadingState.Error, errors: [{ refId: 'A' }] });
  });

  test('unsubscribing stops the scan', async () => {
    const { datasource, backend } = demoDatasource(archive);
    backend.gate = () => new Promise(() => undefined);
    const subscription = datasource.query(request(changes())).subscribe(() => undefined);
    await vi.waitFor(() => expect(backend.seen.length).toBeGreaterThan(0));
    subscription.unsubscribe();
    expect(backend.seen.every(({ signal }) => signal?.aborted)).toBe(true);
  });
});

describe('annotations', () => {
  test('are queries for changes with the fields of annotations', async () => {
    const { datasource } = demoDatasource(archive);
    const annotation = { name: 'Changes', enable: true, iconColor: 'red' };
    const query = datasource.annotations.prepareQuery!({ ...annotation, target: changes() });
    expect(query).toMatchObject({ queryType: 'changes', format: 'annotations' });
    const all = await collect(datasource.query(request(query!)));
    expect(all).toHaveLength(1);
    const [frame] = framesOf(all[0]!) as [DataFrame];
    expect(frame.fields.map(({ name }) => name)).toEqual([
      ...['time', 'timeEnd', 'title', 'text', 'tags'],
    ]);
    const titles = frame.fields[2]!.values.map(String);
    const quote = titles.indexOf('Costs more: shop/pricing.Quote');
    expect(Math.abs(Number(row(frame, quote)['time']) - at('00:24:00'))).toBeLessThan(60_000);
  });

  test('an annotation that asks for nothing else asks for changes of everything', () => {
    const { datasource } = demoDatasource(archive);
    const annotation = { name: 'Changes', enable: true, iconColor: 'red' };
    expect(datasource.annotations.prepareQuery!(annotation)).toMatchObject({
      ...{ queryType: 'changes', format: 'annotations', labelSelector: '{}' },
    });
  });
});
