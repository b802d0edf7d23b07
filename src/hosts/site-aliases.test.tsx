import type { DataFrame } from '@grafana/data';
import { expect, test } from 'vitest';
import type { BackendSrv } from '@grafana/runtime';
import { of } from 'rxjs';
import {
  DEFAULT_ALIASES,
  mergeAliases,
  parseProfileType,
  printMatchers,
  topologyOf,
  type Labels,
  type Target,
} from '#series';
import { createParcaSource } from '#sources';
import {
  discover,
  externalLabelsCommand,
  integrateCommand,
  matchersOfNode,
  metricJoin,
  restartAnnotations,
  siblingMatchers,
  topologyTree,
} from '#targets';
import { runTargets } from './datasource/query/run/run-query';
import { createSiteAliases } from './datasource/site-aliases';
import { variableValues, type VariableQuestion } from './datasource/variables/variable-values';

/* A site that writes none of Juju's labels as Juju does. Wherever a unit is shown or selected, its own names are read;
   pickers and legends: pages/selection/topology-levels.test.ts. */

const GIVEN = {
  labels: {
    juju_model: ['env'],
    juju_model_uuid: ['env_id'],
    juju_application: ['service'],
    juju_unit: ['member'],
  },
};
const ALIASES = mergeAliases(DEFAULT_ALIASES, GIVEN);
const unit = (name: string): Labels => ({
  env: 'dev',
  env_id: '20ce8299-3634',
  service: 'shop',
  member: name,
});
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const targetOf = (labels: Labels, address: string): Target => ({
  job: 'pprof',
  profileName: CPU.name,
  labels,
  discoveredLabels: { __address__: address },
  url: `http://${address}/debug/pprof/profile`,
  health: 'good',
  lastError: undefined,
  lastScrape: 900,
  lastScrapeDuration: 10,
});
const TARGETS = [targetOf(unit('shop/0'), 'a:1'), targetOf(unit('shop/1'), 'b:1')];
const rows = discover({
  targets: TARGETS,
  activity: undefined,
  up: undefined,
  agents: [],
  range: { start: 0, end: 1000 },
  now: 1000,
  aliases: ALIASES,
});

test('the tree of targets', () => {
  const drawn = (nodes: ReturnType<typeof topologyTree>['roots'], indent = ''): string[] =>
    nodes.flatMap(({ kind, title, children }) => [
      `${indent}${kind} ${title}`,
      ...drawn(children, `${indent}  `),
    ]);
  expect(drawn(topologyTree(rows).roots)).toEqual([
    'model dev',
    '  application shop',
    '    unit shop/0',
    '    unit shop/1',
  ]);
});

test('links from a row, from a node of the tree and to siblings', () => {
  expect(printMatchers(rows[1]!.matchers)).toBe(
    '{env_id="20ce8299-3634", env="dev", service="shop", member="shop/1"}',
  );
  const [model] = topologyTree(rows).roots;
  expect(printMatchers(matchersOfNode(model!.children[0]!, ALIASES)!)).toBe(
    '{env_id="20ce8299-3634", env="dev", service="shop"}',
  );
  expect(printMatchers(siblingMatchers(rows[1]!.labels, ALIASES)!)).toBe(
    '{env_id="20ce8299-3634", env="dev", service="shop", member!="shop/1"}',
  );
});

test('metrics of the same unit, found by the names that metrics have', () => {
  const labels = unit('shop/1');
  const selected = Object.entries(labels).map(([name, value]) => ({
    name,
    op: '=' as const,
    value,
  }));
  expect(metricJoin(selected.slice(2), [labels], { aliases: ALIASES })).toMatchObject({
    tier: 'unit',
    matchers: '{juju_model_uuid="20ce8299-3634", juju_application="shop", juju_unit="shop/1"}',
  });
});

test('annotations name the unit', () => {
  const start = { labels: unit('shop/1'), times: [500, 600], values: [0.1, 0.1] };
  expect(restartAnnotations([start], { start: 0, end: 1000 }, ALIASES)).toMatchObject([
    { text: 'shop/1 started' },
  ]);
});

test('commands that set profiling up', () => {
  const topology = topologyOf(unit('shop/1'), ALIASES)!;
  expect(integrateCommand(topology, undefined)).toContain('-m dev shop:profiling-endpoint');
  expect(externalLabelsCommand(topology)).toContain(
    'juju_model=dev;juju_model_uuid=20ce8299-3634;juju_application=shop;juju_unit=shop/1',
  );
});

/** Parca with the two units' labels; parts that a dashboard does not ask are missing. */
const source = {
  ...createParcaSource({
    transport: { request: () => Promise.reject(new Error('not asked')) },
    now: () => 1000,
  }),
  fetchTargets: async () => TARGETS,
  fetchProfileTypes: async () => [CPU],
  fetchLabelSets: async () => TARGETS.map(({ labels }) => labels),
  fetchLabelValues: async (name: string) => TARGETS.flatMap(({ labels }) => labels[name] ?? []),
};
const settings: BackendSrv['fetch'] = ({ url }) => {
  expect(url).toBe('/api/plugins/parcascope-console-app/settings');
  return of({ data: { jsonData: { aliases: GIVEN } } }) as never;
};
const asking = {
  source,
  aliases: createSiteAliases({ fetch: settings } as BackendSrv),
  signal: new AbortController().signal,
};

test("a dashboard's table of targets, by the app's settings", async () => {
  const query = { refId: 'A', type: 'targets', matchers: [], unset: [] } as const;
  const [frame] = (await runTargets(query, asking)) as [DataFrame];
  const column = (name: string) => frame.fields.find((field) => field.name === name)!.values;
  expect(column('Model')).toEqual(['dev', 'dev']);
  expect(column('Application')).toEqual(['shop', 'shop']);
  expect(column('Unit')).toEqual(['shop/0', 'shop/1']);
});

test("a dashboard's variables, by the app's settings", async () => {
  const list = (kind: VariableQuestion['kind']) =>
    variableValues({ kind, matchers: [], range: { start: 0, end: 1000 } }, asking);
  expect(await list('models')).toEqual([{ text: 'dev', value: '20ce8299-3634' }]);
  expect(await list('applications')).toEqual([{ text: 'shop', value: 'shop' }]);
  expect(await list('units')).toEqual([
    { text: 'shop/0', value: 'shop/0' },
    { text: 'shop/1', value: 'shop/1' },
  ]);
});

test('settings that may not be seen leave the usual names, and are asked for again', async () => {
  let refused = true;
  const fetch: BackendSrv['fetch'] = (options) => {
    if (refused) throw new Error('HTTP 403');
    return settings(options);
  };
  const aliases = createSiteAliases({ fetch } as BackendSrv);
  expect(await aliases()).toBe(DEFAULT_ALIASES);
  refused = false;
  expect((await aliases()).labels.juju_unit).toEqual(['member']);
});
