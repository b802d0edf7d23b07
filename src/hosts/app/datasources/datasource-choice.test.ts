import { expect, test } from 'vitest';
import { chooseSources, modelOf, type Datasource, type SourceDefaults } from './datasource-choice';

const DEV = '9c1f6a52-77d0-4a8e-9a0e-0f1d7b1c2e3d';
const EDGE = '2e3d11aa-77d0-4a8e-9a0e-0f1d7b1c2e3d';

function source(uid: string, more: Partial<Datasource> = {}): Datasource {
  return {
    uid,
    name: `name of ${uid}`,
    type: 'prometheus',
    isDefault: false,
    url: `/api/datasources/proxy/uid/${uid}`,
    linkedPrometheus: undefined,
    kind: 'parca',
    ours: false,
    ...more,
  };
}

const CORE = source('core', { type: 'parca' });
const OURS = source('ours', { ours: true });
const PYROSCOPE = source('pyroscope', { type: 'grafana-pyroscope-datasource', kind: 'pyroscope' });
const P1 = source('p1');
const P2 = source('p2', { isDefault: true });
const P3 = source('p3');
const NOTHING: SourceDefaults = { parca: undefined, prometheus: undefined, pairings: [] };

interface Case {
  readonly name: string;
  readonly parcas?: readonly Datasource[];
  readonly prometheuses?: readonly Datasource[];
  readonly asked?: { readonly parca?: string; readonly prometheus?: string };
  readonly defaults?: Partial<SourceDefaults>;
  readonly chosen: readonly [string | undefined, string | undefined];
  readonly problems?: readonly string[];
}

const juju = (uid: string, name: string, more: Partial<Datasource> = {}) =>
  source(uid, { name, ...more });

const CASES: readonly Case[] = [
  { name: 'ours before core, default Prometheus before the first', chosen: ['ours', 'p2'] },
  { name: 'core where there is none of ours', parcas: [CORE], chosen: ['core', 'p2'] },
  { name: 'core before a Pyroscope', parcas: [PYROSCOPE, CORE], chosen: ['core', 'p2'] },
  { name: 'a Pyroscope alone', parcas: [PYROSCOPE], chosen: ['pyroscope', 'p2'] },
  {
    name: 'the first Prometheus without a default',
    prometheuses: [P3, P1],
    chosen: ['ours', 'p3'],
  },
  { name: 'no datasource', parcas: [], prometheuses: [], chosen: [undefined, undefined] },
  { name: 'metrics without profiles', parcas: [], chosen: [undefined, 'p2'] },
  { name: 'the link', asked: { parca: 'core', prometheus: 'p3' }, chosen: ['core', 'p3'] },
  { name: 'the link by name', asked: { parca: 'name of core' }, chosen: ['core', 'p2'] },
  {
    name: 'the settings',
    defaults: { parca: 'core', prometheus: 'p1' },
    chosen: ['core', 'p1'],
  },
  {
    name: 'the link before the settings',
    asked: { parca: 'ours', prometheus: 'p3' },
    defaults: { parca: 'core', prometheus: 'p1', pairings: [{ parca: 'ours', prometheus: 'p2' }] },
    chosen: ['ours', 'p3'],
  },
  {
    name: 'the pairing of the chosen Parca before every default',
    defaults: {
      prometheus: 'p3',
      pairings: [
        { parca: 'core', prometheus: 'p2' },
        { parca: 'name of ours', prometheus: 'p1' },
      ],
    },
    chosen: ['ours', 'p1'],
  },
  {
    name: "the Parca datasource's own choice",
    parcas: [{ ...OURS, linkedPrometheus: 'p3' }],
    defaults: { prometheus: 'p1' },
    chosen: ['ours', 'p3'],
  },
  {
    name: 'a pairing before the own choice',
    parcas: [{ ...OURS, linkedPrometheus: 'p3' }],
    defaults: { pairings: [{ parca: 'ours', prometheus: 'p1' }] },
    chosen: ['ours', 'p1'],
  },
  {
    name: 'COS: the same model',
    parcas: [juju('cos-parca', `juju_my_model_${DEV}_parca`)],
    prometheuses: [
      juju('edge', `juju_edge_${EDGE}_prometheus_0`, { isDefault: true }),
      juju('dev', `juju_my_model_${DEV}_prometheus_0`),
    ],
    chosen: ['cos-parca', 'dev'],
  },
  {
    name: 'COS: another model only',
    parcas: [juju('cos-parca', `juju_dev_${DEV}_parca_0`)],
    prometheuses: [P1, juju('edge', `juju_edge_${EDGE}_prometheus_0`)],
    chosen: ['cos-parca', 'p1'],
  },
  {
    name: 'an unknown datasource of a link is reported',
    asked: { parca: 'gone', prometheus: '<b>' },
    chosen: ['ours', 'p2'],
    problems: [
      'link: parca: no such datasource: "gone"',
      'link: prometheus: no such datasource: "<b>"',
    ],
  },
  {
    name: 'an unknown datasource of the settings is reported',
    parcas: [{ ...OURS, linkedPrometheus: 'lost' }],
    defaults: {
      parca: 'old',
      prometheus: 'older',
      pairings: [{ parca: 'ours', prometheus: 'oldest' }],
    },
    chosen: ['ours', 'p2'],
    problems: [
      'settings: Parca: no such datasource: "old"',
      'settings: the Prometheus of name of ours: no such datasource: "oldest"',
      'name of ours: Prometheus: no such datasource: "lost"',
      'settings: Prometheus: no such datasource: "older"',
    ],
  },
];

test.each(CASES)('$name', (of) => {
  const { parca, prometheus, problems } = chooseSources({
    parcas: of.parcas ?? [CORE, OURS],
    prometheuses: of.prometheuses ?? [P1, P2, P3],
    asked: { ...of.asked },
    defaults: { ...NOTHING, ...of.defaults },
  });
  expect([parca?.uid, prometheus?.uid]).toEqual(of.chosen);
  expect(problems).toEqual(of.problems ?? []);
});

test.each([
  [`juju_cos_${DEV}_parca`, DEV],
  [`juju_a_b_${DEV}_prometheus_0`, DEV],
  [`juju_cos_${DEV}_`, undefined],
  [`cos_${DEV}_parca`, undefined],
  ['juju_cos_not-a-uuid_parca', undefined],
])('the model of %s', (name, uuid) => expect(modelOf(name)).toBe(uuid));

test('a second datasource of profiles is the one that the link asks for', () => {
  const choose = (beside: string | undefined) => {
    const found = chooseSources({
      ...{ parcas: [CORE, OURS, PYROSCOPE], prometheuses: [], defaults: NOTHING },
      asked: { parca: 'ours', beside },
    });
    return [found.beside?.uid, ...found.problems];
  };
  expect(choose(undefined)).toEqual([undefined]);
  expect(choose('pyroscope')).toEqual(['pyroscope']);
  expect(choose('ours')).toEqual([undefined]);
  expect(choose('gone')).toEqual([undefined, 'link: beside: no such datasource: "gone"']);
});
