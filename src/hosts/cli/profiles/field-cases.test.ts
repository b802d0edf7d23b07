import { expect, test } from 'vitest';
import { execute } from '../execute.fixture';
import type { TopReport } from './top';

const CASES = 'tests/fixtures/field-cases';

async function top(file: string): Promise<Map<string, readonly [self: number, total: number]>> {
  const { code, stdout, stderr } = await execute(['top', '--json', `${CASES}/${file}`]);
  expect({ code, stderr: stderr.includes('parcascope:') }).toEqual({ code: 0, stderr: false });
  const { rows } = JSON.parse(stdout) as TopReport;
  return new Map(rows.map(({ name, self, total }) => [name, [self, total]]));
}

test('totals past 2^53 are shown, and said to be rounded', async () => {
  const rows = await top('F02-over-2-53/block.pb.gz');
  expect(rows.get('runtime.selectgo')).toEqual([6e15, 6e15]);
  expect(rows.get('sync.(*Cond).Wait')).toEqual([5e15, 5e15]);
  expect(rows.get('main')).toEqual([0, 11e15]);
  const { stderr } = await execute(['top', `${CASES}/F02-over-2-53/block.pb.gz`]);
  expect(stderr).toBe('The values add up to more than 2^53: they are rounded to 15 digits.\n');
});

test('bytes that are not UTF-8 spoil one text', async () => {
  expect((await top('F03-utf8/label.pb.gz')).get('work')).toEqual([30e6, 30e6]);
  const rows = await top('F03-utf8/name.pb.gz');
  expect(rows.get('main')).toEqual([0, 30e6]);
  expect([...rows.keys()].join()).toMatch(/\\x[89a-f]/);
});

test('addresses of two runs are the same code', async () => {
  const runs = [1, 2].map((run) => `${CASES}/F04-aslr/run${run}.pb.gz`);
  const { code, stdout } = await execute(['compare', ...runs, '--fail-above', '5']);
  expect(code).toBe(0);
  expect(stdout).toContain('2 unchanged\ntotal 0 ns\n');
});

test('negative values keep their signs, and shares are of the sum without signs', async () => {
  const { stdout, stderr } = await execute(['top', `${CASES}/F06-negative/before.pb.gz`]);
  expect(stderr).toContain('The profile holds negative values');
  expect(stdout.split('\n').slice(1, 6)).toEqual([
    'self, MiB  self, %  total, MiB  total, %  function',
    '    0.954    22.22       0.954     22.22  serve',
    '    0.477    11.11       0.477     11.11  log',
    '        0        0      -2.861    -66.67  cache',
    '        0        0      -1.431    -33.33  main',
  ]);
});

test('a comparison by share divides by the sum without signs', async () => {
  const sides = ['before', 'after'].map((side) => `${CASES}/F06-negative/${side}.pb.gz`);
  const { stdout } = await execute(['compare', ...sides, '--normalise', 'share']);
  expect(stdout).not.toMatch(/∞|NaN|Infinity/);
  expect(stdout).toMatch(/\+66\.67 +gone +-66\.67 +0 +0 .* cache\n/);
  expect(stdout).toMatch(/\+44\.44 .* serve/);
});

test.each([
  ['empty.pb.gz', 'the file is empty'],
  ['html404.pb.gz', 'an HTML page'],
  ['jemalloc.heap', 'a heap profile of jemalloc'],
  ['lz4.pprof', 'compressed with lz4'],
  ['not-enabled.heap', '“jemalloc profiling not enabled.'],
  ['perf.data', 'a recording of Linux perf'],
  ['speedscope.json', 'a speedscope profile'],
  ['trace.out', 'a Go execution trace'],
  ['x.jfr', 'a Java Flight Recorder file'],
  ['zstd.pprof.zst', 'compressed with zstd'],
])('%s is named for what it seems to be, in one line', async (file, what) => {
  const { code, stdout, stderr } = await execute(['top', `${CASES}/F12-not-pprof/${file}`]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^parcascope: .*: not a pprof: .*; .*\n$/);
  expect(stderr).toContain(what);
});

test.each([
  ['contention.txt', 'delay: 38 ns in total'],
  ['folded.txt', 'samples: 15 in total'],
  ['heap-debug1.txt', 'inuse_space: 512 KiB in total'],
  ['text-debug1.txt', 'goroutine: 1 in total'],
])('%s is read by what is in it', async (file, head) => {
  const { code, stdout, stderr } = await execute(['top', `${CASES}/F12-not-pprof/${file}`]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(head);
});

test('a CPU profile of V8 without a node is one line, not an empty table', async () => {
  const { code, stdout, stderr } = await execute(['top', `${CASES}/F12-not-pprof/v8.cpuprofile`]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^parcascope: .*: nodes: a CPU profile of V8 without a node; record it again\n$/,
  );
});

test('gzip of several members is one file', async () => {
  expect((await top('F13-gzip-members/two.pb.gz')).get('a')).toEqual([10e6, 10e6]);
});

test('units are scaled, and types that differ by unit are compared in the finer one', async () => {
  const files = ['us', 'ns'].map((unit) => `${CASES}/F19-units/wall-${unit}.pb.gz`);
  const shown = await execute(['top', files[0]!]);
  expect(shown.stdout).toContain('wall: 3 ms in total\n');
  expect(shown.stdout).toContain('   2.000    66.67      2.000     66.67  a\n');
  const { code, stdout } = await execute(['compare', ...files]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/\+1\.000 +\+50 % +2\.000 +3\.000 +\+1\.000 +too few samples +a\n/);
  expect(stdout).toContain('1 unchanged\ntotal +1 ms\n');
});

test('a file without an end is read to the limit and no further', { timeout: 60_000 }, async () => {
  const { code, stderr } = await execute(['top', '/dev/zero']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'parcascope: /dev/zero: profile: more than the 256 MiB allowed\n',
  });
});
