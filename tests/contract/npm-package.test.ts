import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_PROGRAMS } from '../../scripts/node-programs.mjs';

const GPERFTOOLS = 'tests/fixtures/formats/gperftools-cpu.prof';

test('the package holds the programs, the pages and the demo, and nothing of their making', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'];
  const [packed] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { readonly files: readonly { readonly path: string }[] },
  ];
  const paths = packed.files.map(({ path }) => path);
  const expected =
    /^(bin\/|build\/(console|node)\/|public\/demo\.zip$|package\.json$|README\.md$|LICENSE$)/;
  expect(paths.filter((path) => !expected.test(path))).toEqual([]);
  expect(paths).toEqual(
    expect.arrayContaining([
      ...['bin/parcascope.js', 'public/demo.zip'],
      ...['build/node/NOTICES.txt', 'build/console/NOTICES.txt'],
    ]),
  );
});

test('the programs load nothing that is not in them but Node’s own modules', async () => {
  const { metafile } = await build({
    ...NODE_PROGRAMS,
    entryPoints: ['src/hosts/cli/main.ts', 'src/archive/index.ts'],
    ...{ outdir: 'nowhere', write: false, splitting: true, logLevel: 'silent' },
    metafile: true,
  });
  const loaded = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.flatMap(({ path, external }) => (external ? [path] : [])),
  );
  const foreign = loaded.filter((path) => !isBuiltin(path) && !path.includes('?worker'));
  expect(foreign).toEqual([]);
  const { dependencies = {} } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(dependencies).toEqual({});
  const built = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
  const pages = /node_modules\/(react|react-dom|@grafana|@emotion|@tanstack|uplot)\//;
  expect(built.filter((path) => pages.test(path))).toEqual([]);
});

/** Packs what is built and installs it where there is nothing, with a cache of its own. */
describe('installed from its tarball into an empty folder', () => {
  let folder: string;
  let seconds: number;
  beforeAll(() => {
    if (!existsSync('build/console/index.html') || !existsSync('build/node/parcascope.js'))
      throw new Error('nothing is built that could be packed: run npm run build');
    folder = mkdtempSync(join(tmpdir(), 'parcascope-install-'));
    const npm = (args: string[], cwd: string) =>
      execFileSync('npm', args, {
        ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
        env: { ...process.env, npm_config_cache: join(folder, 'cache') },
      });
    const packed = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], '.');
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    mkdirSync(join(folder, 'empty'));
    const from = Date.now();
    npm(['install', '--no-audit', '--no-fund', join(folder, filename)], join(folder, 'empty'));
    seconds = (Date.now() - from) / 1000;
  });
  afterAll(() => folder && rmSync(folder, { recursive: true }));

  test('takes less than 25 MB and 15 s', () => {
    const [kilobytes] = execFileSync('du', ['-sk', join(folder, 'empty')], { encoding: 'utf8' })
      .split('\t')
      .map(Number);
    expect(kilobytes! / 1000).toBeLessThan(25);
    expect(seconds).toBeLessThan(15);
  });

  test('opens the demo, with its pages and its profiles; reads a file', async () => {
    const bin = join(folder, 'empty/node_modules/.bin/parcascope');
    const program = spawn(bin, ['--port', '0'], {
      ...{ cwd: join(folder, 'empty'), stdio: ['ignore', 'pipe', 'inherit'] },
    });
    const ended = once(program, 'exit');
    const lines = createInterface(program.stdout);
    const [line] = (await once(lines, 'line')) as [string];
    const url = /^Parcascope is at (http:\S+)/.exec(line)![1]!;
    expect(await (await fetch(url)).text()).toContain('<div id="root">');
    expect(await (await fetch(`${url}/config.json`)).json()).toMatchObject({ mode: 'archive' });
    program.kill('SIGTERM');
    await ended;
    const report = execFileSync(bin, ['top', join(process.cwd(), GPERFTOOLS), '--format', 'html'], {
      encoding: 'utf8',
    });
    expect(report).toContain('<h1>');
  });

  test('answers an assistant over stdio, and ends when it is left', async () => {
    const transport = new StdioClientTransport({
      command: join(folder, 'empty/node_modules/.bin/parcascope'),
      args: ['mcp', join(process.cwd(), 'public/demo.zip')],
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    const answer = await client.callTool({ name: 'profile_types', arguments: {} });
    expect(answer.structuredContent).toMatchObject({
      types: expect.arrayContaining([expect.objectContaining({ unit: 'cores' })]),
    });
    await client.close();
  });
});
