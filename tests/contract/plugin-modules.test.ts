import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DIST, MODULES, ROOT, SHARED } from '../../scripts/plugin/modules.mjs';

/* The three built modules as text. */

const read = (path: string) => readFileSync(path, 'utf8');
const codeOf = (folder: string) => read(join(DIST, folder, 'module.js'));

/** What Grafana takes for the mark of an Angular plugin, which it refuses to load. */
const ANGULAR = [
  'PanelCtrl',
  'ConfigCtrl',
  'app/plugins/sdk',
  'angular.isNumber(',
  'ctrl.annotation',
  "'QueryCtrl'",
  '"QueryCtrl"',
];

const sourceMap = z.object({
  version: z.literal(3),
  file: z.literal('module.js').optional(),
  sources: z.array(z.string()),
  sourcesContent: z.array(z.string()),
  mappings: z.string().min(1),
});

test.each(MODULES)('$name: nothing that Grafana takes for Angular', ({ folder }) => {
  const code = codeOf(folder);
  for (const literal of ANGULAR) expect(code.includes(literal), literal).toBe(false);
});

test.each(MODULES)('$name: asks for what Grafana shares and nothing else', ({ folder }) => {
  const code = codeOf(folder);
  const [, list] = /^define\(\[([^\]]*)\],/.exec(code)!;
  const asked = z.array(z.string()).parse(JSON.parse(`[${list}]`));
  expect(asked).toContain('react');
  for (const name of asked) expect(SHARED).toContain(name);
  expect(code).not.toMatch(/\brequire\(|\bSystem\.|process\.env|react\/jsx/);
  // Names are looked up in a development build of React only.
  expect(code).not.toContain('ReactCurrentOwner');
});

test.each(MODULES)('$name: the size is within its budget', ({ folder, budgetKb }) => {
  const size = readFileSync(join(DIST, folder, 'module.js')).length;
  expect(size / 1000).toBeLessThanOrEqual(budgetKb);
  // A budget with more than a third of air is none.
  expect(size / 1000).toBeGreaterThan(budgetKb * 0.66);
});

test.each(MODULES)('$name: of Parca’s messages those that are asked for', ({ name, folder }) => {
  const code = read(join(DIST, folder, 'module.js'));
  expect(code.includes('parca.query.v1alpha1.QueryRequest')).toBe(name !== 'panel');
  expect(code).not.toContain('parca.metastore.v1alpha1.GetOrCreateMappingsRequest');
});

test('the documentation states the budgets', () => {
  const text = read(join(ROOT, 'docs/plugin-build.md'));
  for (const { name, entry, budgetKb } of MODULES)
    expect(text).toContain(`| ${name} | \`${entry}\` | ${budgetKb} kB |`);
});

test.each(MODULES)('$name: the source map names the files that there are', ({ folder, entry }) => {
  const map = sourceMap.parse(JSON.parse(read(join(DIST, folder, 'module.js.map'))));
  expect(map.sources.length).toBe(map.sourcesContent.length);
  expect(map.sources).toContain(entry.replace('src/', ''));
  expect(new Set(map.sources).size).toBe(map.sources.length);
  map.sources.forEach((source, i) => {
    const path = join(ROOT, source.startsWith('./node_modules/') ? '' : 'src', source);
    expect(normalize(source).startsWith('..'), source).toBe(false);
    expect(existsSync(path), source).toBe(true);
    expect(map.sourcesContent[i] === read(path), `${source} differs`).toBe(true);
  });
  expect(codeOf(folder).match(/sourceMappingURL=\S+/g)).toEqual(['sourceMappingURL=module.js.map']);
});

test.each(MODULES)('$name: nothing of the archive, which runs in Node', ({ folder }) => {
  const { sources } = sourceMap.parse(JSON.parse(read(join(DIST, folder, 'module.js.map'))));
  const node = /^archive\/|node_modules\/(yauzl|@prometheus-io|@lezer)\//;
  expect(sources.filter((source) => node.test(source))).toEqual([]);
});
