import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { DIST, MODULES, ROOT } from '../../scripts/plugin/modules.mjs';
import { namesTaken } from '../support/external-names';

/* What the built modules take from Grafana and React, and in which versions that exists. */

const LISTS = join(ROOT, 'tests/fixtures/grafana-exports');
const INSTALLED = '12.3.3';
const require = createRequire(import.meta.url);

const listed = readdirSync(LISTS)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const [, name, version] = /^(\w+)-(.+)\.json$/.exec(file)!;
    const names = z.array(z.string()).parse(JSON.parse(readFileSync(join(LISTS, file), 'utf8')));
    return { spec: `@grafana/${name}`, version: version!, names };
  });

let taken: Readonly<Record<string, readonly string[]>>;
beforeAll(() => {
  taken = {};
  for (const { folder } of MODULES) {
    const found = namesTaken(readFileSync(join(DIST, folder, 'module.js'), 'utf8'));
    for (const [spec, names] of Object.entries(found))
      taken = { ...taken, [spec]: [...new Set([...(taken[spec] ?? []), ...names])].sort() };
  }
});

const missing = (spec: string, names: Iterable<string>) => {
  const known = new Set(names);
  return taken[spec]!.filter((name) => !known.has(name));
};

test('names are found in what is built', () => {
  expect(taken['@grafana/data']).toEqual(
    expect.arrayContaining(['AppPlugin', 'DataSourcePlugin', 'PanelPlugin']),
  );
  expect(taken['@grafana/runtime']).toContain('getBackendSrv');
  expect(taken['@grafana/ui']).toContain('useStyles2');
  expect(taken['react']).toEqual(expect.arrayContaining(['createElement', 'useState']));
});

test('the lists are of three versions of each package', () => {
  expect([...new Set(listed.map(({ spec }) => spec))]).toEqual([
    '@grafana/data',
    '@grafana/runtime',
    '@grafana/ui',
  ]);
  const versions = listed.map(({ version }) => version.replace(/^13\..*/, '13'));
  expect(versions).toEqual([1, 2, 3].flatMap(() => ['12.0.2', INSTALLED, '13']));
});

test.each(listed)('$spec $version has every name that is taken of it', ({ spec, names }) => {
  expect(missing(spec, names)).toEqual([]);
});

test.each(['data', 'ui', 'runtime'])('@grafana/%s as installed has them, too', (name) => {
  const folder = join(ROOT, 'node_modules/@grafana', name);
  const { version } = require(`${folder}/package.json`) as { version: string };
  expect(version).toBe(INSTALLED);
  const entry = readFileSync(join(folder, 'dist/esm/index.mjs'), 'utf8');
  const names = [...entry.matchAll(/export \{([^}]*)\}/g)].flatMap(([, list]) =>
    list!.split(',').map((item) => item.trim().split(' as ').pop()!),
  );
  expect(missing(`@grafana/${name}`, names)).toEqual([]);
  const fromFixture = listed.find((each) => each.spec.endsWith(name) && each.version === version)!;
  expect([...names].sort()).toEqual(fromFixture.names);
});

test.each([
  { release: '18', folder: 'node_modules' },
  { release: '19', folder: 'tests/react-19/node_modules' },
])('React $release has what is taken of react and react-dom', ({ release, folder }) => {
  for (const spec of ['react', 'react-dom']) {
    const path = join(ROOT, folder, spec);
    const { version } = require(`${path}/package.json`) as { version: string };
    expect(version.split('.')[0]).toBe(release);
    if (taken[spec]) expect(missing(spec, Object.keys(require(path) as object))).toEqual([]);
  }
});

test('a name that a version lacks is noticed', () => {
  const code = `define(["@grafana/ui","react"],(function(e,t){"use strict";function n(t){return t.useId}
    var r={};const o=n(t);r.plugin=function(t){return e.CloseButton+o.use()+t.notOurs+e.Button};return r}));`;
  expect(namesTaken(code)).toEqual({ '@grafana/ui': ['Button', 'CloseButton'], react: ['use'] });
});
