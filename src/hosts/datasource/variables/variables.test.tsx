import type { DataQueryResponse } from '@grafana/data';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openArchive, type Archive } from '#archive';
import { collect, demoDatasource } from '../demo-datasource.fixture';
import { CPU, demoRequest, grafanaRange, MEMORY } from '../request.fixture';
import { DEFAULT_ALIASES, type Labels } from '#series';
import { createParcaSource } from '#sources';
import type { FakeVariable } from '../query/templates.fixture';
import type { ParcaVariableQuery } from './variable-query';
import { variableValues } from './variable-values';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const RANGE = grafanaRange(at('00:14:00'), at('00:34:00'));

vi.setConfig({ testTimeout: 60_000 });

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(() => archive.close());

async function list(
  query: Partial<ParcaVariableQuery>,
  variables: Readonly<Record<string, FakeVariable>> = {},
  range = RANGE,
): Promise<DataQueryResponse['data']> {
  const { datasource } = demoDatasource(archive, variables);
  const target = { refId: 'V', kind: 'labelValues', ...query } as ParcaVariableQuery;
  const request = demoRequest([target], { range });
  const responses = await collect(datasource.variables.query(request));
  return responses.at(-1)!.data;
}
const texts = (data: DataQueryResponse['data']) => data.map(({ text }) => text);

describe('variables', () => {
  test('profile types are shown by title and stand for the printed type', async () => {
    const types = await list({ kind: 'profileTypes' });
    expect(types).toContainEqual({ text: 'CPU time', value: CPU });
    expect(types).toContainEqual({ text: 'Memory in use', value: MEMORY });
  });

  test('label names are those of a type', async () => {
    expect(texts(await list({ kind: 'labelNames', profileTypeId: CPU }))).toEqual(
      expect.arrayContaining(['job', 'juju_model', 'juju_unit']),
    );
  });

  test('values are narrowed by what other variables hold', async () => {
    const query = { label: 'juju_unit', labelSelector: '{juju_application=~"$application"}' };
    const all = await list(query, { application: { value: '$__all' } });
    expect(texts(all)).toEqual(expect.arrayContaining(['parca/0', 'shop-k8s/0', 'shop-k8s/1']));
    const some = await list(query, { application: { value: ['shop-k8s'] } });
    expect(some).toEqual([
      { text: 'shop-k8s/0', value: 'shop-k8s/0' },
      { text: 'shop-k8s/1', value: 'shop-k8s/1' },
    ]);
  });

  test('a model is shown by name and stands for its uuid', async () => {
    const models = await list({ kind: 'models', profileTypeId: CPU });
    const dev = models.find(({ text }) => text === 'dev');
    expect(dev.value).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    const selector = '{juju_model_uuid=~"$model"}';
    const chosen = { model: { value: dev.value } };
    expect(texts(await list({ kind: 'applications', labelSelector: selector }, chosen))).toEqual([
      'shop-k8s',
    ]);
    expect(texts(await list({ kind: 'units', labelSelector: selector }, chosen))).toEqual([
      'shop-k8s/0',
      'shop-k8s/1',
    ]);
    const byName = await list({ kind: 'models', label: 'juju_model' });
    expect(byName).toContainEqual({ text: 'dev', value: 'dev' });
  });

  test('nothing is listed of a time without profiles, or under a variable without value', async () => {
    const past = grafanaRange(at('00:14:00') - 1e9, at('00:34:00') - 1e9);
    expect(await list({ kind: 'units' }, {}, past)).toEqual([]);
    const query = { kind: 'units', labelSelector: '{juju_model_uuid=~"$model"}' } as const;
    expect(await list(query, { model: { value: [] } })).toEqual([]);
  });

  test('what cannot be read is an error', async () => {
    await expect(list({ kind: 'labelValues', label: '' })).rejects.toThrow('label: expected');
    await expect(list({ kind: 'units', labelSelector: '{a}' })).rejects.toThrow('matchers: column');
  });
});

describe('models', () => {
  const transport = { request: () => Promise.reject(new Error('not asked')) };
  const source = createParcaSource({ transport, now: () => 0 });
  const [dev, prod, edge] = ['aaaaaaaa-1', 'bbbbbbbb-2', 'cccccccc-3'];
  const sets: Labels[] = [
    { juju_model: 'dev', juju_model_uuid: prod! },
    { juju_model: 'dev', juju_model_uuid: dev! },
    { juju_model_uuid: edge! },
    { juju_model: 'by-hand' },
  ];

  test('of one name are told apart, and those that nothing could select are left out', async () => {
    const question = {
      kind: 'models',
      profileTypeId: CPU,
      matchers: [],
      range: { start: 0, end: 1 },
    } as const;
    const fetchLabelSets = () => Promise.resolve(sets);
    const { signal } = new AbortController();
    const aliases = () => Promise.resolve(DEFAULT_ALIASES);
    const asking = { source: { ...source, fetchLabelSets }, aliases, signal };
    expect(await variableValues(question, asking)).toEqual([
      { text: 'cccccccc-3', value: edge },
      { text: 'dev (aaaaaaaa)', value: dev },
      { text: 'dev (bbbbbbbb)', value: prod },
    ]);
  });
});

describe('ad-hoc filters', () => {
  const filter = (key: string, value: string) => ({ key, operator: '=', value });
  const queries = [{ refId: 'A', profileTypeId: '$type' }];
  const options = { filters: [filter('juju_application', 'shop-k8s')], timeRange: RANGE, queries };

  test('suggest names and values among what the other filters leave', async () => {
    const { datasource } = demoDatasource(archive, { type: { value: CPU } });
    expect(texts(await datasource.getTagKeys(options))).toContain('juju_unit');
    expect(texts(await datasource.getTagValues({ ...options, key: 'juju_unit' }))).toEqual([
      'shop-k8s/0',
      'shop-k8s/1',
    ]);
  });

  test('a filter does not narrow its own values', async () => {
    const { datasource } = demoDatasource(archive);
    const values = await datasource.getTagValues({
      ...options,
      queries: [],
      key: 'juju_application',
    });
    expect(texts(values)).toEqual(expect.arrayContaining(['parca', 'shop-k8s']));
  });
});

test('a query goes to Explore without variables and with the filters', () => {
  const { datasource } = demoDatasource(archive, { unit: { value: ['a', 'b'] } });
  const [query] = datasource.interpolateVariablesInQueries(
    [
      {
        refId: 'A',
        queryType: 'diff',
        profileTypeId: '$type',
        labelSelector: '{u="$unit"}',
        groupBy: ['$unit'],
        baseline: { offset: '$by', labelSelector: '{u!="$unit"}' },
      },
    ],
    { type: { text: '', value: CPU }, by: { text: '', value: '1d' } },
    [{ key: 'job', operator: '=', value: 'x"y' }],
  );
  expect(query).toMatchObject({
    queryType: 'diff',
    profileTypeId: CPU,
    labelSelector: '{u=~"(a|b)", job="x\\"y"}',
    groupBy: ['a', 'b'],
    baseline: { offset: '1d', labelSelector: '{u!~"(a|b)", job="x\\"y"}' },
    datasource: { uid: 'parca' },
  });
});
