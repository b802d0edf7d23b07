import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { QUERY_TYPES } from '../../src/frames/parca-query';
import { APP_ID, DATASOURCE_ID, PANEL_ID } from '../../src/frames/plugin-ids';
import { VARIABLE_KINDS } from '../../src/hosts/datasource/variables/variable-query';

const ROOT = join(__dirname, '../..');

export const DASHBOARDS = ['application', 'fleet', 'parca-server'].map(
  (name) => `parcascope-${name}`,
);

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function readYaml(path: string): unknown {
  return parse(readText(path));
}

const { includes } = z
  .looseObject({ includes: z.array(z.looseObject({ type: z.string(), path: z.string() })) })
  .parse(JSON.parse(readText('plugin.json')));
/** Paths of the app's pages. */
export const PAGES = includes
  .filter(({ type }) => type === 'page')
  .map(({ path }) => path.replace('%PLUGIN_ID%', APP_ID));

const text = z.string().min(1);
const parcaRef = z.strictObject({ type: z.literal(DATASOURCE_ID), uid: z.literal('${parca}') });
const prometheusRef = z.strictObject({
  type: z.literal('prometheus'),
  uid: z.literal('${prometheus}'),
});

const baseline = z
  .strictObject({
    offset: z.string().regex(/^(previous|\d+[smhdw])$/),
    range: z.strictObject({ from: text, to: text }),
    labelSelector: text,
  })
  .partial();

/** `ParcaQuery`, and nothing that it does not know. */
export const parcaTarget = z.strictObject({
  refId: text,
  datasource: parcaRef,
  queryType: z.enum(QUERY_TYPES),
  profileTypeId: text.optional(),
  labelSelector: text.optional(),
  groupBy: z.array(text).optional(),
  baseline: baseline.optional(),
  by: z.enum(['function', 'file', 'binary', 'package']).optional(),
  limit: z.int().positive().optional(),
  noise: z.enum(['shown', 'hidden']).optional(),
  maxNodes: z.int().positive().optional(),
  functionName: text.optional(),
  value: z.enum(['self', 'total']).optional(),
  against: z.enum(['previous', 'yesterday', 'week', 'build']).optional(),
  mostMerges: z.int().positive().optional(),
});

/** Off until a user switches it on: its query is a scan. */
const annotation = z.strictObject({
  name: text,
  enable: z.literal(false),
  hide: z.literal(false),
  iconColor: text,
  datasource: parcaRef,
  target: parcaTarget
    .omit({ datasource: true })
    .extend({ queryType: z.literal('changes'), refId: z.literal('Anno') }),
});

export const prometheusTarget = z.strictObject({
  refId: text,
  datasource: prometheusRef,
  editorMode: z.literal('code'),
  expr: text,
  legendFormat: z.string(),
  range: z.boolean(),
  instant: z.boolean().optional(),
  format: z.enum(['time_series', 'table']).optional(),
});

const gridPos = z.strictObject({ x: z.int(), y: z.int(), w: z.int(), h: z.int() });
const field = z.looseObject({ defaults: z.looseObject({}), overrides: z.array(z.looseObject({})) });

const row = z.strictObject({
  id: z.int(),
  type: z.literal('row'),
  title: text,
  collapsed: z.literal(false),
  gridPos,
  panels: z.array(z.never()),
});

const panel = z.strictObject({
  id: z.int(),
  type: z.enum([PANEL_ID, 'timeseries', 'table', 'stat']),
  title: text,
  description: z.string().min(20),
  datasource: z.union([parcaRef, prometheusRef]),
  targets: z.array(z.union([parcaTarget, prometheusTarget])).min(1),
  fieldConfig: field,
  options: z.looseObject({}),
  transformations: z.array(z.looseObject({ id: text })).optional(),
  gridPos,
});

const parcaVariableQuery = z.strictObject({
  refId: text,
  kind: z.enum(VARIABLE_KINDS),
  label: text.optional(),
  profileTypeId: text.optional(),
  labelSelector: text.optional(),
});
const prometheusVariableQuery = z.strictObject({
  refId: text,
  qryType: z.literal(1),
  query: z.string().regex(/^label_values\(.+, \w+\)$/),
});

const named = {
  name: z.string().regex(/^\w+$/),
  label: text,
  description: text,
  regex: z.string(),
  multi: z.boolean(),
  includeAll: z.boolean(),
  hide: z.literal(0),
  options: z.array(z.never()),
};
const current = z.union([
  z.strictObject({}),
  z.strictObject({
    selected: z.literal(true),
    text: z.union([text, z.array(text)]),
    value: z.union([text, z.array(text)]),
  }),
]);

const datasourceVariable = z.strictObject({
  ...named,
  type: z.literal('datasource'),
  query: z.enum([DATASOURCE_ID, 'prometheus']),
  refresh: z.literal(1),
  // A chosen datasource would be the one of whoever saved the dashboard.
  current: z.strictObject({}),
});
const queryVariable = z
  .strictObject({
    ...named,
    type: z.literal('query'),
    datasource: z.union([parcaRef, prometheusRef]),
    query: z.union([parcaVariableQuery, prometheusVariableQuery]),
    definition: z.string(),
    // With the time range: what had profiles an hour ago may be gone.
    refresh: z.literal(2),
    sort: z.int(),
    allValue: z.literal('.*').optional(),
    current,
  })
  .refine(
    ({ query, datasource }) => 'kind' in query === (datasource.type === DATASOURCE_ID),
    'the query is of another datasource',
  );

const link = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('link'),
    title: text,
    keepTime: z.literal(true),
    url: z.string().refine((url) => PAGES.includes(url.split('?')[0] ?? ''), 'no page of the app'),
  }),
  z.looseObject({
    type: z.literal('dashboards'),
    tags: z.tuple([z.literal('parcascope')]),
    keepTime: z.literal(true),
    includeVars: z.literal(true),
  }),
]);

export const dashboardSchema = z.looseObject({
  uid: z.enum(DASHBOARDS),
  // Grafana takes over an app's dashboard when its revision is another one.
  revision: z.int().positive(),
  title: text,
  description: text,
  tags: z.array(text).refine((tags) => tags.includes('parcascope')),
  schemaVersion: z.literal(41),
  time: z.strictObject({ from: z.literal('now-1h'), to: z.literal('now') }),
  refresh: z.literal('1m'),
  annotations: z.strictObject({ list: z.array(annotation) }),
  links: z.array(link).min(1),
  templating: z.strictObject({
    list: z.array(z.discriminatedUnion('type', [datasourceVariable, queryVariable])),
  }),
  panels: z.array(z.union([row, panel])),
});

export type Dashboard = z.infer<typeof dashboardSchema>;
export type Panel = z.infer<typeof panel>;

export function readDashboard(uid: string): unknown {
  return JSON.parse(readText(`provisioning/dashboards/${uid}.json`));
}

export function panelsOf({ panels }: Dashboard): readonly Panel[] {
  return panels.flatMap((one) => (one.type === 'row' ? [] : [one]));
}

/** Every text of a JSON value, keys left out. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Names of the variables that a text refers to, those of Grafana itself (`__interval`) left out. */
export function variablesIn(words: string): readonly string[] {
  const found = words.matchAll(/\$\{(\w+)[^}]*\}|\$(\w+)/g);
  return [...found].map(([, braced, bare]) => braced ?? bare ?? '').filter((n) => !/^__/.test(n));
}

/** A text as it is sent when every variable has a value that is hard on quoting, and every list two. */
export function substitute(words: string): string {
  return words
    .replaceAll('$__rate_interval', '1m0s')
    .replace(/~"\$\w+"/g, '~"(shop-k8s/0|shop\\\\.k8s/1)"')
    .replace(/\$\w+/g, 'a \\"b\\" {c}');
}
