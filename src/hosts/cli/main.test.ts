import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReplay, openArchive, type Archive } from '#archive';
import type { CliEnvironment, ConsolePort } from './console-port';
import { run } from './main';

const ROOT = process.cwd();
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  closing.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Started = Parameters<ConsolePort['startConsole']>[0];

/** Runs a command line against a console that only notes how it was started. */
async function execute(args: readonly string[], more: Partial<CliEnvironment> = {}) {
  const [stdout, stderr]: string[][] = [[], []];
  const started: Started[] = [];
  const environment: CliEnvironment = {
    ...{ root: ROOT, version: '1.2.3', env: {}, isTerminal: false },
    now: () => Date.parse('2026-11-21T00:34:00Z'),
    stdout: (text) => stdout!.push(text),
    stderr: (text) => stderr!.push(text),
    onStop: () => undefined,
    loadConsole: async () => ({
      parseUpstream: (_option, url, lines) => ({
        ...{ origin: new URL(url).origin, prefix: '' },
        headers: Object.fromEntries(lines.map((line) => line.split(': ') as [string, string])),
      }),
      printUpstream: ({ origin }) => origin,
      startConsole: async (options) => {
        started.push(options);
        if (options.data.mode === 'archive') await options.data.archive.close();
        return { url: 'http://127.0.0.1:7171', close: async () => undefined };
      },
    }),
    ...more,
  };
  const code = await run(args, environment);
  return { code, stdout: stdout!.join(''), stderr: stderr!.join(''), started };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** The demo archive as both servers, over sockets. */
async function serveDemo(seen: string[] = []): Promise<{ url: string; archive: Archive }> {
  const archive = await openArchive('public/demo.zip');
  closing.push(() => archive.close());
  const replay = createReplay(archive);
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    seen.push(String(request.headers['x-key']));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = (request.url ?? '/').slice(1);
      const answer = path.startsWith('api/v1/') ? replay.prometheus : replay.parca;
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      void answer({ path, method: 'POST', headers, body: Buffer.concat(chunks) }).then((r) =>
        response.writeHead(r.status, r.headers).end(r.body),
      );
    });
  });
  return { url, archive };
}

test('without arguments it opens the demo', async () => {
  const { code, stdout, started } = await execute([]);
  expect([code, stdout]).toEqual([0, 'Parcascope is at http://127.0.0.1:7171 (demo archive)\n']);
  expect(started[0]).toMatchObject({ host: '127.0.0.1', port: 7171, data: { mode: 'archive' } });
});

test('an archive, host, port and names', async () => {
  const args = ['public/demo.zip', '--port', '0', '--host', '0.0.0.0', '--allow-host', 'a.example'];
  const { stdout, started } = await execute(args);
  expect(stdout).toContain('(demo.zip)');
  expect(started[0]).toMatchObject({ host: '0.0.0.0', port: 0, allowHosts: ['a.example'] });
});

test.each([
  { args: ['--port', '99999'], code: 2, error: '--port: expected 0 to 65535, got "99999"' },
  { args: ['--nonsense'], code: 2, error: "unknown option '--nonsense'" },
  { args: ['missing.zip'], code: 1, error: 'no file missing.zip' },
  { args: ['package.json'], code: 1, error: 'not a zip file' },
  { args: ['public/demo.zip', '--parca', 'http://x'], code: 2, error: 'not both' },
  { args: ['--prometheus', 'http://x'], code: 2, error: '--prometheus needs --parca' },
  { args: ['record', '--out', 'x.zip'], code: 2, error: 'record needs --parca URL' },
  { args: ['record', '--parca', 'http://x'], code: 2, error: '--out' },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--last', '5'],
    code: 2,
    error: 'expected a duration',
  },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--match', '{a'],
    code: 2,
    error: 'column',
  },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--start', '2026-11-21T00:00:00Z'],
    code: 2,
    error: '--start and --end go together',
  },
])('$args.0 $args.1 …: one line and exit $code', async ({ args, code, error }) => {
  const result = await execute(args);
  expect(result.code).toBe(code);
  expect(result.stderr).toContain(error);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
  expect(result.started).toEqual([]);
});

test('a Parca that cannot be reached is one line and exit 1', async () => {
  const { code, stderr, started } = await execute(['--parca', 'http://127.0.0.1:1']);
  expect([code, started]).toEqual([1, []]);
  expect(stderr).toMatch(/^parcascope: Parca at http:\/\/127\.0\.0\.1:1: .*\n$/);
});

test('a server that is no Parca is refused in words', async () => {
  const url = await serve((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  );
  const { code, stderr } = await execute(['--parca', url]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^parcascope: Parca at .*grpc-web/);
});

test('servers from the environment with headers; a missing Prometheus only warns', async () => {
  const seen: string[] = [];
  const { url } = await serveDemo(seen);
  const env = {
    PARCASCOPE_PARCA_URL: url,
    PARCASCOPE_PARCA_HEADERS: 'x-key: secret\n',
    PARCASCOPE_PROMETHEUS_URL: 'http://127.0.0.1:1',
  };
  const { code, stderr, stdout, started } = await execute([], { env });
  expect([code, stdout]).toEqual([0, 'Parcascope is at http://127.0.0.1:7171 (Parca)\n']);
  expect(stderr).toMatch(/^Prometheus at http:\/\/127\.0\.0\.1:1: .*; going on without\n$/);
  expect(seen).toEqual(['secret']);
  expect(started[0]?.data).toMatchObject({
    mode: 'live',
    parca: { headers: { 'x-key': 'secret' } },
  });
});

test('record writes an archive of what the servers hold', async () => {
  const { url, archive } = await serveDemo();
  const out = join(folder, 'out.zip');
  const type = 'goroutine:goroutine:count:goroutine:count';
  const { code, stderr, stdout } = await execute([
    ...[
      'record',
      '--parca',
      url,
      '--prometheus',
      url,
      '--out',
      out,
      '--last',
      '3m',
      '--type',
      type,
    ],
    ...['--match', '{juju_unit="shop-k8s/1"}', '--query', 'shop_pricing_cost'],
  ]);
  expect([code, stdout]).toEqual([0, '']);
  const recorded = await openArchive(out);
  closing.push(() => recorded.close());
  const { profiles, start } = recorded.manifest;
  expect(stderr).toContain(`${out}: ${profiles.length} profiles\n`);
  const wanted = archive.manifest.profiles.filter(
    (p) =>
      p.type === type &&
      p.labels.juju_unit === 'shop-k8s/1' &&
      p.timestamp >= BigInt(start.getTime()) * 1_000_000n,
  );
  const withoutFile = (p: (typeof profiles)[number]) => ({ ...p, file: '' });
  expect(profiles.map(withoutFile)).toEqual(wanted.map(withoutFile));
  expect(recorded.metrics.queries.map((q) => [q.query, q.series.length])).toContainEqual([
    ...['shop_pricing_cost', 2],
  ]);
});
