// @vitest-environment jsdom
import '../support/component-setup';
import { AppPlugin, DataSourcePlugin, PanelPlugin } from '@grafana/data';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { DIST } from '../../scripts/plugin/modules.mjs';
import {
  loadInSandbox,
  loadSharedPackages,
  moduleUrl,
  startSystemJs,
  type SharedPackages,
} from '../support/grafana-loaders';
import { parseManifest } from '../support/plugin-package';

const KINDS = [
  { folder: '', kind: AppPlugin },
  { folder: 'datasource', kind: DataSourcePlugin },
  { folder: 'panel', kind: PanelPlugin },
];

let shared: SharedPackages;
beforeAll(async () => {
  shared = await loadSharedPackages();
});

/** What the module is known as on the page, and what each load of it may leave there: nothing. */
const globals = () => Object.getOwnPropertyNames(globalThis).sort();

describe('by SystemJS, as Grafana does', () => {
  test.each(KINDS)('"$folder" gives its plugin and leaves no global', async ({ folder, kind }) => {
    const system = startSystemJs(shared);
    const before = globals();
    const { plugin } = await system.import(moduleUrl(folder));
    expect(plugin).toBeInstanceOf(kind);
    expect(globals()).toEqual(before);
  });
});

describe('by what the factory returns, as the sandbox does', () => {
  test.each(KINDS)('"$folder" gives its plugin and leaves no global', ({ folder, kind }) => {
    const before = globals();
    const { plugin } = loadInSandbox(folder, shared);
    expect(plugin).toBeInstanceOf(kind);
    expect(globals()).toEqual(before);
  });

  test('a module that asks for more is refused by the loader of this test', () => {
    const poor = new Map([...shared].filter(([name]) => name !== 'react'));
    expect(() => loadInSandbox('panel', poor)).toThrow('asked for "react"');
  });
});

test('links and components that the app adds are those of its manifest, word for word', () => {
  const { plugin } = loadInSandbox('', shared);
  if (!(plugin instanceof AppPlugin)) throw new Error('no app');
  const { extensions } = parseManifest(readFileSync(join(DIST, 'plugin.json'), 'utf8'));
  const words = ({ title, description }: { title: string; description?: string }) => ({
    title,
    description,
  });
  const links = plugin.addedLinkConfigs.flatMap((link) =>
    [link.targets].flat().map((target) => ({ ...words(link), target })),
  );
  const listed = extensions!.addedLinks.flatMap((link) =>
    link.targets.map((target) => ({ ...words(link), target })),
  );
  const byTarget = (a: { target: string }, b: { target: string }) => (a.target < b.target ? -1 : 1);
  expect(links.sort(byTarget)).toEqual(listed.sort(byTarget));
  expect(plugin.exposedComponentConfigs.map(({ id, ...rest }) => ({ id, ...words(rest) }))).toEqual(
    extensions!.exposedComponents,
  );
  expect(plugin.addedComponentConfigs).toEqual([]);
  expect(plugin.addedFunctionConfigs).toEqual([]);
});

test('the panel and the datasource have what Grafana shows of them', () => {
  const panel = loadInSandbox('panel', shared)['plugin'];
  if (!(panel instanceof PanelPlugin)) throw new Error('no panel');
  expect(panel.panel).toBeTypeOf('function');
  const datasource = loadInSandbox('datasource', shared)['plugin'];
  if (!(datasource instanceof DataSourcePlugin)) throw new Error('no datasource');
  expect(datasource.components.QueryEditor).toBeDefined();
  expect(datasource.components.ConfigEditor).toBeDefined();
});
