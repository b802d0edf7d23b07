import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Archive } from '#archive';
import { ConsoleError } from '../server/errors';
import { serve } from '../../../tests/support/serve';
import { serveDemo } from './demo-server.fixture';
import { execute } from './execute.fixture';
import { OutputError } from './output';

const PPROF = 'tests/fixtures/pprof/merge-pprof-cpu-shop1-before.pb.gz';
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  closing.push(() => rm(folder, { recursive: true }));
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('without arguments it opens the demo', async () => {
  const { code, stdout, started } = await execute([]);
  expect([code, stdout]).toEqual([0, 'Parcascope is at http://127.0.0.1:7171 (demo archive)\n']);
  expect(started[0]).toMatchObject({ host: '127.0.0.1', port: 7171, data: { mode: 'archive' } });
});

test('an archive, host, port and names', async () => {
  const args = ['public/demo.zip', '--port', '0', '--host', '0.0.0.0', '--allow-host', 'a.example'];
  const { stdout, stderr, started } = await execute(args);
  expect(stderr).toBe(
    '--host 0.0.0.0: who reaches this address reads what is opened; there is no login\n',
  );
  expect(stdout).toContain('(demo.zip)');
  expect(started[0]).toMatchObject({ host: '0.0.0.0', port: 0, allowHosts: ['a.example'] });
});

test.each([
  { args: ['--port', '99999'], error: '--port: expected 0 to 65535, got "99999"' },
  { args: ['--allow-host', 'a/b'], error: '--allow-host: expected a host’s name, got "a/b"' },
  { args: ['--allow-host', 'a.b:80'], error: '--allow-host: expected a host’s name' },
  { args: ['--nonsense'], error: "unknown option '--nonsense'" },
  { args: ['--parca', 'nope'], error: '--parca: expected a URL such as' },
  { args: ['--parca', ''], error: '--parca: expected a URL such as' },
  { args: ['--parca', 'http://x', '--parca-header', 'x'], error: '--parca-header 1: expected' },
  { args: ['--parca-header', 'a: b'], error: '--parca-header needs --parca' },
  {
    args: ['record', '--parca', 'http://x', '--pyroscope', 'http://y', '--out', 'x'],
    error: 'an archive is of one',
  },
  { args: ['--pyroscope', 'nope'], error: '--pyroscope: expected a URL such as' },
  { args: ['--pyroscope-header', 'a: b'], error: '--pyroscope-header needs --pyroscope' },
  { args: ['public/demo.zip', '--pyroscope', 'http://x'], error: 'not more than one' },
  { args: ['record', '--pyroscope', 'nope', '--out', 'x'], error: '--pyroscope: expected' },
  { args: ['missing.zip'], error: 'parcascope: missing.zip: no such file' },
  { args: ['src'], error: 'parcascope: src: ' },
  {
    args: ['package.json'],
    error: 'parcascope: package.json: profile: not a pprof: it seems to be JSON',
  },
  { args: ['public/demo.zip', '--parca', 'http://x'], error: 'not more than one' },
  { args: ['public/demo.zip', '--parca-header', 'a: b'], error: 'not more than one' },
  { args: ['public/demo.zip', 'package.json'], error: 'demo.zip: an archive is opened alone' },
  { args: ['-', '-'], error: '-: stdin can be read once' },
  { args: ['record', '--parca', 'nope', '--out', 'x'], error: '--parca: expected' },
  {
    args: ['record', '--parca', 'http://x', '--prometheus', 'ftp://y', '--out', 'x'],
    error: '--prometheus: expected a URL such as',
  },
  { args: ['record', '--parca', 'http://x', '--out', ''], error: '--out: expected a file' },
  {
    args: ['record', '--parca', 'http://x', '--out', 'no/such/x.zip'],
    error: '--out: no folder no/such',
  },
  { args: ['record', '--parca', 'http://x', '--out', 'src'], error: 'src is a folder' },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--last', '99999999999d'],
    error: '--last: reaches back before 1970',
  },
  { args: ['--prometheus', 'http://x'], error: '--prometheus needs --parca' },
  { args: ['record', '--out', 'x.zip'], error: 'record needs --parca URL' },
  { args: ['record', '--parca', 'http://x'], error: '--out' },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--last', '5'],
    error: '--last: expected a duration',
  },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--match', '{a'],
    error: 'column',
  },
  {
    args: ['record', '--parca', 'http://x', '--out', 'x', '--start', '2026-11-21T00:00:00Z'],
    error: '--start and --end go together',
  },
])('$args.0 $args.1 …: bad input is one line and exit 2', async ({ args, error }) => {
  const result = await execute(args);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(error);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
  expect(result.started).toEqual([]);
});

test.each([
  ['--parca', 'bob:s3cret@host'],
  ['--parca', 'http://bob:s3cret@'],
  ['--parca=bob:s3cret@host', 'extra', 'more'],
  ['--parka=http://bob:s3cret@host'],
  ['--parca', 'http://bob:s3cret@127.0.0.1:1'],
  ['http://bob:s3cret@host'],
  ['bob:s3cret@host'],
  ['demo.zip', 'http://bob:s3cret@host'],
  ['record', 'http://bob:s3cret@host'],
  ['record', '--out', 'x.zip', '--parca', 'bob:s3cret@host'],
  ['record', '--out', 'x.zip', '--parca', 'http://x', '--parca-header', 'Authorization s3cret'],
  ['record', '--out', 'x.zip', '--parca', 'http://x', '--last', 'http://bob:s3cret@host'],
  ['top', 'http://bob:s3cret@host/x.pb.gz'],
])('%s %s: no password is said', async (...args) => {
  const { code, stderr, stdout } = await execute(args);
  expect(code).not.toBe(0);
  expect(stderr + stdout).not.toMatch(/s3cret/);
});

test('a password in the environment is not said either', async () => {
  for (const url of ['bob:s3cret@host', 'http://bob:s3cret@127.0.0.1:1']) {
    const env = { PARCASCOPE_PARCA_URL: url, PARCASCOPE_PARCA_HEADERS: 'x-key: s3cret' };
    const { code, stderr } = await execute([], { env });
    expect(code).not.toBe(0);
    expect(stderr).not.toContain('s3cret');
  }
});

test('a server given as an archive is answered with how to give it', async () => {
  const { code, stderr } = await execute(['http://parca.example:7070']);
  expect([code, stderr]).toEqual([
    2,
    'parcascope: give a server with --parca URL or --pyroscope URL\n',
  ]);
});

test('a Parca that cannot be reached is one line and exit 3', async () => {
  const { code, stderr, started } = await execute(['--parca', 'http://127.0.0.1:1']);
  expect([code, started]).toEqual([3, []]);
  expect(stderr).toMatch(/^parcascope: Parca at http:\/\/127\.0\.0\.1:1: .*\n$/);
});

test.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])(
  '--host %s opens nothing',
  async (host) => {
    expect(await execute(['--host', host])).toMatchObject({ code: 0, stderr: '' });
  },
);

test('--host and servers: it says that what they hold is read', async () => {
  const { url, close } = await serveDemo();
  closing.push(close);
  const { stderr } = await execute(['--parca', url, '--host', '10.0.0.5']);
  expect(stderr).toBe(
    '--host 10.0.0.5: who reaches this address reads what its servers hold; there is no login\n',
  );
});

test('a Parca that is busy is waited for in words, and the console starts', async () => {
  const { url, close } = await serve(() => undefined);
  closing.push(close);
  const patience = { silentMs: 50, startMs: 250, recordMs: 60_000 };
  const { code, stderr, started } = await execute(['--parca', url], { patience });
  expect([code, started.length]).toEqual([0, 1]);
  expect(stderr.split('\n')).toEqual([
    `waiting for Parca at ${url}: ProfileTypes, 0.05 s`,
    `waiting for Parca at ${url}: ProfileTypes, 0.1 s`,
    `waiting for Parca at ${url}: ProfileTypes, 0.2 s`,
    `Parca at ${url}: no answer within 0.25 s; going on, the pages will ask again`,
    '',
  ]);
});

test('a Parca that is asked too much is no reason to end either', async () => {
  const { url, close } = await serve((_request, response) => response.writeHead(429).end());
  closing.push(close);
  const { code, stderr } = await execute(['--parca', url]);
  expect([code, stderr]).toEqual([
    0,
    `Parca at ${url}: HTTP 429, no content-type: empty; going on, the pages will ask again\n`,
  ]);
});

test('a Parca that redirects is told, and the console does not start', async () => {
  const { url, close } = await serve((_request, response) =>
    response.writeHead(302, { location: '/login' }).end(),
  );
  closing.push(close);
  const { code, stderr } = await execute(['--parca', url]);
  expect([code, stderr]).toEqual([
    3,
    `parcascope: Parca at ${url}: answers with a redirect (HTTP 302), which is not followed\n`,
  ]);
});

test('a server that is no Parca is refused in words', async () => {
  const { url, close } = await serve((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  );
  closing.push(close);
  const { code, stderr } = await execute(['--parca', url]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^parcascope: Parca at .*grpc-web/);
});

test('servers from the environment with headers; a missing Prometheus only warns', async () => {
  const seen: string[] = [];
  const { url, close } = await serveDemo(({ key }) => seen.push(key));
  closing.push(close);
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

test.each([
  { name: 'empty', bytes: new Uint8Array(), said: 'the file is empty; record it again' },
  { name: 'text', bytes: Buffer.from('hello\n'), said: 'it seems to be a text, “hello”' },
  { name: 'text in gzip', bytes: gzipSync('hello\n'), said: 'it seems to be a text, “hello”' },
  { name: 'zip', bytes: Buffer.from('PK\x03\x04'), said: 'not a zip file, or cut off' },
])('a foreign file ($name) is named for what it seems to be', async ({ bytes, said }) => {
  const path = join(folder, 'foreign\u001b[2J');
  await writeFile(path, bytes);
  const { code, stderr } = await execute([path]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^parcascope: .*foreign\\u\{1b\}\[2J: .*\n$/);
  expect(stderr).toContain(said);
});

test('a profile where an archive is asked for is answered with how to look at it', async () => {
  const path = join(folder, 'it is.pprof');
  await writeFile(path, await readFile(PPROF));
  const args = ['top', path, '--selector', 'a:b:c::', '--range', '1..2'];
  expect(await execute(args)).toMatchObject({
    code: 2,
    stderr: `parcascope: ${path}: this is a profile: parcascope top '${path}'\n`,
  });
});

test('a console that cannot start is a fault: one line and exit 3, and nothing stays open', async () => {
  let archive: Archive | undefined;
  const { code, stderr } = await execute([], {
    startConsole: ({ data }) => {
      if (data.mode === 'archive') archive = data.archive;
      return Promise.reject(new ConsoleError('port 1 is taken'));
    },
  });
  expect([code, stderr]).toEqual([3, 'parcascope: port 1 is taken\n']);
  await expect(archive!.readProfile(archive!.manifest.profiles[0]!)).rejects.toThrow('closed');
});

test('a fault of the program prints its stack', async () => {
  const { code, stderr } = await execute([], {
    startConsole: () => Promise.reject(new Error('x')),
  });
  expect(code).toBe(3);
  expect(stderr).toMatch(/^parcascope: Error: x\n +at /);
});

test.each([
  { args: ['top'], said: 'give a file, or --selector with --range' },
  { args: ['compare', 'a'], said: 'give two files, or several a side' },
  { args: ['top', 'a', '--frobnicate'], said: "unknown option '--frobnicate'" },
  { args: ['top', 'a', 'b'], said: 'too many arguments' },
  { args: ['compare', 'a', 'b', '--fail-above'], said: 'argument missing' },
])('$args is bad input: 2, because 1 means that a threshold is passed', async ({ args, said }) => {
  const { code, stderr } = await execute(args);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
});

test.each([
  { command: 'top', options: ['--by', '--json', '--sample-type'] },
  { command: 'compare', options: ['--normalise', '--fail-above', '--json', '--sample-type'] },
])('$command --help names its options and is no failure', async ({ command, options }) => {
  const { code, stdout } = await execute([command, '--help']);
  expect(code).toBe(0);
  for (const option of options) expect(stdout).toContain(option);
});

test('--version is the version of the package', async () => {
  expect(await execute(['--version'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
});

test.each(['--help', '--version'])('%s on a full disk is one line and exit 3', async (option) => {
  const { code, stderr } = await execute([option], {
    stdout: () => Promise.reject(new OutputError('cannot write: ENOSPC')),
  });
  expect([code, stderr]).toEqual([3, 'parcascope: cannot write: ENOSPC\n']);
});
