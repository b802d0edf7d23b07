// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DIST, ROOT } from '../../scripts/plugin/modules.mjs';
import { zipFolder } from '../../scripts/plugin/zip.mjs';
import { FOLDERS, packPlugin, parseManifest, type PluginPackage } from '../support/plugin-package';

/* The zip as a person installs it. */

const ID = 'parcascope-console-app';
let zip: PluginPackage;
beforeAll(() => {
  zip = packPlugin();
});

const manifestOf = (folder: string) => parseManifest(zip.text(`${folder}plugin.json`));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('one root folder of the id, three manifests, a module and its map beside each', () => {
  const paths = Object.keys(zip.files);
  expect(new Set(paths.map((path) => path.split('/')[0]))).toEqual(new Set([ID]));
  const named = (name: string) => paths.filter((path) => path.endsWith(`/${name}`));
  for (const name of ['plugin.json', 'module.js', 'module.js.map'])
    expect(named(name)).toEqual(FOLDERS.map((folder) => `${ID}/${folder}${name}`).sort());
  // A second script would be one that nothing loads, or one that a sandbox cannot load.
  expect(paths.filter((path) => /\.(m?js|css)$/.test(path))).toEqual(named('module.js'));
});

test('README, CHANGELOG, LICENSE and the notices of what is bundled', () => {
  expect(zip.text('LICENSE')).toBe(read('LICENSE'));
  expect(zip.text('LICENSE')).toContain('Apache License');
  expect(zip.text('CHANGELOG.md')).toBe(read('CHANGELOG.md'));
  expect(zip.text('CHANGELOG.md')).toContain(`## ${manifestOf('').info.version}`);
  const readme = zip.text('README.md');
  for (const folder of FOLDERS) expect(readme).toContain(`\`${manifestOf(folder).id}\``);
  expect(readme).not.toContain('<!--');
  const images = [...readme.matchAll(/!\[[^\]]*\]\(([^)]*)\)/g)].map(([, path]) => path!);
  expect(images.length).toBeGreaterThan(0);
  // As Grafana serves them, below its own path.
  for (const path of images) {
    expect(path.startsWith(`public/plugins/${ID}/`)).toBe(true);
    expect(zip.files).toHaveProperty([path.replace('public/plugins/', '')]);
  }
  const notices = zip.text('NOTICES.txt');
  expect(notices).toMatch(/^uplot 1\.6\.32, \S/m);
  expect(notices).toMatch(/^d3-flame-graph 5\.0\.0, \S/m);
  const { script, scriptHash } = JSON.parse(zip.text('report-viewer.json'));
  expect(scriptHash).toBe(`sha256-${createHash('sha256').update(script).digest('base64')}`);
});

test('logos of a few plain shapes, screenshots that are pictures', () => {
  for (const folder of FOLDERS) {
    const { logos, screenshots } = manifestOf(folder).info;
    for (const path of Object.values(logos)) expectPlainSvg(zip.text(folder + path));
    for (const { path } of screenshots) {
      const png = zip.files[`${ID}/${folder}${path}`]!;
      expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
      expect(png.length).toBeGreaterThan(10_000);
    }
  }
  expect(manifestOf('').info.screenshots.length).toBeGreaterThan(0);
});

const SHAPES = ['svg', 'rect', 'circle', 'path'];
const ATTRIBUTES = ['xmlns', 'viewBox', 'width', 'height', 'rx', 'cx', 'cy', 'r', 'd', 'fill'];

function expectPlainSvg(text: string) {
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  expect(document.documentElement.localName).toBe('svg');
  for (const element of document.querySelectorAll('*')) {
    expect(SHAPES).toContain(element.localName);
    for (const { name } of element.attributes) expect(ATTRIBUTES).toContain(name);
  }
}

test('the checksum beside it is in the form that sha256sum checks', () => {
  const hash = createHash('sha256').update(zip.bytes).digest('hex');
  expect(zip.checksum).toBe(`${hash}  ${zip.name}\n`);
  const { version } = manifestOf('').info;
  expect(zip.name).toBe(`${ID}-${version}.zip`);
  expect(zip.printed).toContain(zip.name);
  expect(zip.printed).toContain(hash);
});

test('the same dist/ gives the same bytes', async () => {
  expect(Buffer.from(await zipFolder(DIST, ID)).equals(zip.bytes)).toBe(true);
});
