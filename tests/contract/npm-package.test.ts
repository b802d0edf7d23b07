import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { reportViewerForNode } from '../../scripts/report-viewer.mjs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
/** What a dependency leaves to its user to install. */
const PEERS = ['@lezer/highlight', '@lezer/lr'];
/** What is read as a file, not imported. */
const READ = ['gecko-profiler-demangle'];

test('the package holds the programs, the pages and the demo, and nothing of their making', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  const paths = packed.files.map(({ path }) => path);
  const expected =
    /^(bin\/|build\/(console|node)\/|public\/demo\.zip$|package\.json$|README\.md$|LICENSE$)/;
  expect(paths.filter((path) => !expected.test(path))).toEqual([]);
  expect(paths).toEqual(expect.arrayContaining(['bin/parcascope.js', 'public/demo.zip']));
});

test('what the programs load when they run is what npm installs with them', async () => {
  const { metafile } = await build({
    entryPoints: ['src/hosts/cli/main.ts', 'src/archive/index.ts'],
    ...{ outdir: 'nowhere', write: false, metafile: true, logLevel: 'silent' },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node' },
    mainFields: ['module', 'main'],
    external: [...Object.keys(dependencies), '*?worker&inline'],
    plugins: [reportViewerForNode],
  });
  const loaded = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external ? [path] : [])),
  );
  const packages = loaded.filter((path) => !/^node:|\?worker|^[./]/.test(path));
  const builtins = new Set(packages.filter((path) => !(path in dependencies)));
  const installed = Object.keys(dependencies).filter((name) => ![...PEERS, ...READ].includes(name));
  expect([...new Set(packages)].filter((path) => !builtins.has(path)).sort()).toEqual(
    installed.sort(),
  );
  expect([...builtins].filter((path) => path.includes('/') || path.includes('@'))).toEqual([]);
  const built = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
  const pages = /node_modules\/(react|react-dom|@grafana|@emotion|@tanstack|uplot)\//;
  expect(built.filter((path) => pages.test(path))).toEqual([]);
});
