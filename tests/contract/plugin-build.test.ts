import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bundleModule } from '../../scripts/plugin/bundle.mjs';

/* What the build makes of modules that Grafana could not load, and of one that it can. */

const folder = mkdtempSync(join(tmpdir(), 'plugin-build-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function bundle(source: string): Promise<string> {
  const entry = join(folder, 'entry.tsx');
  writeFileSync(entry, source);
  writeFileSync(join(folder, 'other.ts'), 'export const other = () => "loaded later";');
  const module = { name: 'app', folder: '', entry, manifest: '', budgetKb: 1 } as const;
  await bundleModule(module, join(folder, 'dist'));
  return readFileSync(join(folder, 'dist/module.js'), 'utf8');
}

test('what is imported later is in the same file, and exports are returned', async () => {
  const code = await bundle(
    `import { merge } from 'rxjs';
     export const plugin = async () => [merge, (await import('./other')).other()];`,
  );
  expect(code).toMatch(/^define\(\["rxjs"\],\(function\((\w+)\)\{"use strict";var (\w+)=\{\};/);
  expect(code).toContain('loaded later');
  expect(existsSync(join(folder, 'dist/module.js.map'))).toBe(true);
  let returned: Record<string, unknown> = {};
  const define = (_: unknown, factory: (rxjs: object) => Record<string, unknown>) =>
    void (returned = factory({ merge: 'rxjs' }));
  new Function('define', code)(define);
  const plugin = returned['plugin'] as () => Promise<unknown>;
  expect(await plugin()).toEqual(['rxjs', 'loaded later']);
});

test.each([
  {
    what: 'a file of its own',
    source: `export const plugin = new URL('./other.ts', import.meta.url).href;`,
    words: /depends on "module"|needs another file/,
  },
  {
    what: 'a module of Node',
    source: `import { readFileSync } from 'node:fs'; export const plugin = () => readFileSync;`,
    words: /needs a module of Node, fs|not exported by "__vite-browser-external/,
  },
  {
    what: 'something that the loader would have to fetch',
    source: `export const plugin = () => require('react');`,
    words: /asks its loader for something with require/,
  },
  { what: 'nothing to give', source: `globalThis.plugin = 1;`, words: /exports nothing/ },
  {
    what: 'a package that is not there',
    source: `import { x } from 'no-such-package'; export const plugin = x;`,
    words: /no-such-package/,
  },
])('refused: a module with $what', async ({ source, words }) => {
  await expect(bundle(source)).rejects.toThrow(words);
});
