import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, expect, test } from 'vitest';
import { APP_ID, CORE_DATASOURCE_ID, DATASOURCE_ID, PANEL_ID } from '../../src/frames/plugin-ids';
import { ROOT } from '../../scripts/plugin/modules.mjs';
import { FOLDERS, packPlugin, parseManifest, type PluginPackage } from '../support/plugin-package';

const read = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(
  read('tests/fixtures/plugin-manifest.schema.json') as object,
);

let zip: PluginPackage;
beforeAll(() => {
  zip = packPlugin();
});

const manifestOf = (folder: string) => parseManifest(zip.text(`${folder}plugin.json`));
const rawManifest = (folder: string): Record<string, unknown> =>
  JSON.parse(zip.text(`${folder}plugin.json`));

test.each(FOLDERS)('"%s": plugin.json has the form that Grafana reads', (folder) => {
  validate(rawManifest(folder));
  expect(validate.errors ?? []).toEqual([]);
});

test.each([
  { why: 'a field that nobody reads', change: { pluginSubKey: 'x' } },
  { why: 'a type that the id is not of', change: { type: 'panel' } },
  { why: 'an id of four words', change: { id: 'parcascope-parca-core-datasource' } },
  { why: 'a placeholder that the build left', change: { name: '%NAME%' } },
  { why: 'no dependencies', change: { dependencies: undefined } },
  { why: 'not for dashboards and Explore', change: { metrics: false } },
])('the form refuses $why', ({ change }) => {
  expect(validate({ ...rawManifest('datasource/'), ...change })).toBe(false);
});

test('ids are those that the code knows, versions that of package.json', () => {
  const { version } = read('package.json') as { version: string };
  const manifests = FOLDERS.map(manifestOf);
  expect(manifests.map(({ id }) => id)).toEqual([APP_ID, DATASOURCE_ID, PANEL_ID]);
  expect(manifests.map(({ info }) => info.version)).toEqual([version, version, version]);
  expect(new Set(manifests.map(({ info }) => info.updated)).size).toBe(1);
  expect(manifests[1]!.aliasIDs).toEqual([CORE_DATASOURCE_ID]);
});

test('the app lists its nested plugins under their names, its pages under its own id', () => {
  const { includes } = manifestOf('');
  const nested = includes.filter(({ type }) => type === 'datasource' || type === 'panel');
  expect(nested).toHaveLength(FOLDERS.length - 1);
  for (const include of nested) {
    const { type, name } = parseManifest(zip.text(include.path));
    expect(include).toMatchObject({ type, name });
  }
  const pages = includes.filter(({ type }) => type === 'page');
  expect(pages.map(({ path }) => path)).toEqual(
    ['changes', 'targets', 'profile', 'compare'].map((page) => `/a/${APP_ID}/${page}`),
  );
  // Grafana leaves the default page out of the menu, where it should stand among the others.
  expect(pages.map(({ addToNav, defaultNav }) => [addToNav, defaultNav])).toEqual(
    pages.map(() => [true, undefined]),
  );
});

test('dashboards in the zip are those that are provisioned, listed by their titles', () => {
  const listed = manifestOf('').includes.filter(({ type }) => type === 'dashboard');
  const inZip = Object.keys(zip.files).filter((path) => path.includes('/dashboards/'));
  expect(listed.map(({ path }) => `${APP_ID}/${path}`)).toEqual(inZip);
  const provisioned = readdirSync(join(ROOT, 'provisioning/dashboards'));
  expect(listed).toHaveLength(provisioned.filter((name) => name.endsWith('.json')).length);
  for (const { name, path } of listed) {
    const { revision, ...dashboard } = read(`provisioning/${path}`) as Record<string, unknown>;
    expect(revision).toBeDefined();
    expect(dashboard['title']).toBe(name);
    // With a revision Grafana would import it by itself, over the provisioned one.
    expect(JSON.parse(zip.text(path))).toEqual(dashboard);
  }
});

test('every file that a manifest names is in the zip', () => {
  for (const folder of FOLDERS) {
    const { info, includes } = manifestOf(folder);
    const paths = [
      ...Object.values(info.logos),
      ...info.screenshots.map(({ path }) => path),
      ...includes.filter(({ type }) => type !== 'page').map(({ path }) => path),
    ];
    for (const path of paths) expect(zip.files).toHaveProperty([`${APP_ID}/${folder}${path}`]);
  }
});
