import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NODE_PROGRAMS } from '../../scripts/node-programs.mjs';
import { serveDemo } from '../../src/hosts/cli/demo-server.fixture';

/*
 * `parcascope record` as a process of its own, killed by SIGKILL: nothing in it can tidy up.
 */

const ROOT = process.cwd();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'record-killed-'));
  await build({
    stdin: {
      contents: `import { main } from './src/hosts/cli/main'; await main(${JSON.stringify(ROOT)});`,
      resolveDir: ROOT,
    },
    outfile: join(folder, 'cli.mjs'),
    ...NODE_PROGRAMS,
    logLevel: 'error',
  });
});
afterAll(() => rm(folder, { recursive: true }));

const ARGS = [
  ...['--start', '2026-11-21T00:16:00Z', '--end', '2026-11-21T00:18:00Z'],
  ...['--type', 'goroutine:goroutine:count:goroutine:count'],
  ...['--type', 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'],
];

/** One run; `kill` gets the process before it has asked anything. */
async function run(url: string, out: string, kill: (end: () => void) => void) {
  const args = [join(folder, 'cli.mjs'), 'record', '--parca', url];
  const child = spawn(process.execPath, [...args, '--out', out, ...ARGS]);
  let said = '';
  child.stderr.on('data', (text) => (said += String(text)));
  kill(() => child.kill('SIGKILL'));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { end: code ?? signal, said };
}

/** Every entry, but for the moment at which the archive was written. */
async function contents(path: string): Promise<Record<string, string>> {
  const entries = Object.entries(unzipSync(await readFile(path)));
  return Object.fromEntries(
    entries.map(([name, bytes]) => [
      name,
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/"created":"[^"]*"/, '"created":""'),
    ]),
  );
}

test('killed at any moment and run again, it writes the archive of a run that nothing stopped', async () => {
  let asked = 0;
  let killAt = Infinity;
  let end = () => {};
  const demo = await serveDemo(() => {
    if (++asked === killAt) end();
  });
  try {
    const whole = join(folder, 'whole.zip');
    expect(await run(demo.url, whole, () => undefined)).toMatchObject({ end: 0 });
    const questions = asked;
    expect(questions).toBeGreaterThan(40);

    const out = join(folder, 'killed.zip');
    const found: number[] = [];
    // Before the first profile, among the first, in the middle, and again after what is kept was found.
    for (const at of [1, 12, Math.floor(questions / 2), 8]) {
      asked = 0;
      killAt = at;
      const { end: how } = await run(demo.url, out, (kill) => (end = kill));
      expect(how, `question ${at}`).toBe('SIGKILL');
      expect(await readdir(folder)).not.toContain('killed.zip');
      const journal = await readFile(`${out}.journal`, 'utf8').catch(() => '');
      found.push(journal.split('\n').length);
    }
    expect([...found].sort((a, b) => a - b)).toEqual(found);

    // While the archive is written, its first bytes or any later ones.
    killAt = Infinity;
    const writing = watch(folder, (_event, name) => {
      if (name === 'killed.zip.new') end();
    });
    await run(demo.url, out, (kill) => (end = kill));
    writing.close();
    const last = await run(demo.url, out, () => undefined);
    expect(last).toMatchObject({ end: 0 });
    expect(await contents(out)).toEqual(await contents(whole));
    expect((await readdir(folder)).sort()).toEqual(['cli.mjs', 'killed.zip', 'whole.zip']);
  } finally {
    await demo.close();
  }
}, 120_000);
