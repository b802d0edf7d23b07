import { describe, expect, test } from 'vitest';
import { execute } from '../execute.fixture';
import { BEFORE, FIXTURES, readPprofTop, profileFolder } from './profile-files.fixture';
import type { TopReport } from './top';
import './top-window';

const profiles = profileFolder();
const top = (file: string, ...options: string[]) => execute(['top', file, ...options]);

test('agrees with go tool pprof to the nanosecond, sorted by self, then by name', async () => {
  const { code, stdout, stderr } = await top(BEFORE, '--json');
  const report = JSON.parse(stdout) as TopReport;
  expect([code, stderr]).toEqual([0, '']);
  expect(report).toMatchObject({ unit: 'nanoseconds', sampleType: 'cpu', total: 25_330_000_000 });
  const expected = await readPprofTop('merge-pprof-cpu-shop1-before');
  expect(expected.size).toBeGreaterThan(700);
  expect(new Map(report.rows.map((row) => [row.name, [row.self, row.total]]))).toEqual(expected);
  const sorted = [...report.rows].sort((a, b) => b.self - a.self || (a.name < b.name ? -1 : 1));
  expect(report.rows).toEqual(sorted);
});

test('by file and by binary', async () => {
  const binaries = JSON.parse((await top(BEFORE, '--json', '--by', 'binary')).stdout);
  expect(binaries.rows).toEqual([
    { name: 'shop-server', self: 25_330_000_000, total: 25_330_000_000 },
  ]);
  const files = JSON.parse((await top(BEFORE, '--json', '--by', 'file')).stdout) as TopReport;
  expect(files.rows[0]!.name).toBe('regexp/backtrack.go');
  expect(files.rows.reduce((sum, { self }) => sum + self, 0)).toBe(files.total);
});

test('a table', async () => {
  const path = await profiles.write('table', [
    'main;serve 1500000000',
    'main 30000000',
    '__proto__ 7',
  ]);
  expect((await top(path)).stdout.split('\n')).toEqual([
    'cpu: 1.53 s in total',
    'self, s  self, %  total, s  total, %  function',
    '  1.500    98.04     1.500     98.04  serve',
    '  0.030     1.96     1.530    100.00  main',
    ' <0.001    <0.01    <0.001     <0.01  __proto__',
    '',
  ]);
});

test('names of C++ and Rust are read, and stay apart from one another', async () => {
  const path = await profiles.write('mangled', [
    'main;_ZNSt6vectorIiSaIiEE9push_backERKi 5',
    'main;_RNvCs1234_7mycrate3foo 4',
    'main;_Znothing 3',
  ]);
  const { stdout } = await top(path, '--json');
  const report = JSON.parse(stdout) as TopReport;
  expect(report.rows.map(({ name, self }) => [name, self])).toEqual([
    ['std::vector<int, std::allocator<int> >::push_back(int const&)', 5],
    ['mycrate::foo', 4],
    ['_Znothing', 3],
    ['main', 0],
  ]);
});

test('names cannot command the terminal', async () => {
  const path = await profiles.write('hostile', ['evil\u001b[2J\u202e\n 3']);
  const { stdout } = await top(path);
  expect(stdout).toContain('evil\\u{1b}[2J\\u{202e}\\u{a}');
  expect(JSON.parse((await top(path, '--json')).stdout).rows[0].name).toBe('evil\u001b[2J\u202e\n');
});

test.each([
  { name: 'no such file', path: 'none.pb.gz', options: [], message: 'none.pb.gz: no such file' },
  {
    name: 'a folder',
    path: FIXTURES,
    options: [],
    message: `${FIXTURES}: cannot be read (EISDIR)`,
  },
  {
    name: 'no pprof',
    path: 'package.json',
    options: [],
    message: 'package.json: profile: ',
  },
  {
    name: 'an unknown sample type',
    path: BEFORE,
    options: ['--sample-type', 'wall'],
    message: `${BEFORE}: sample_type: no "wall" among cpu`,
  },
  {
    name: 'a URL with a selector',
    path: 'http://127.0.0.1:1/debug/pprof/heap',
    options: ['--selector', 'a:b:c:d:e{}', '--range', 'now-1h..now'],
    message: 'a URL is of one profile; a server of many is --parca or --pyroscope',
  },
  {
    name: 'an unknown grouping',
    path: BEFORE,
    options: ['--by', 'line'],
    message: '--by: expected function, file, binary, got "line"',
  },
])('$name exits with 2 and says so', async ({ path, options, message }) => {
  const { code, stdout, stderr } = await top(path, ...options);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`parcascope: ${message}`);
});

describe('a window of an archive', () => {
  const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta{juju_unit="shop-k8s/1"}';
  const range = ['--range', '2026-11-21T00:19:00Z..2026-11-21T00:23:59.999Z'];
  const archive = (selector: string, ...more: string[]) =>
    top('public/demo.zip', '--selector', selector, ...more);

  test('in cores, with what it is of', async () => {
    const { code, stdout, stderr } = await archive(CPU, ...range);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(
      `${CPU} from 2026-11-21T00:19:00.000Z to 2026-11-21T00:23:59.999Z, 20 scrapes ÷ 300.1 s`,
    );
    expect(lines[1]).toBe('cpu: 86 mcores in total');
    const report = JSON.parse((await archive(CPU, ...range, '--json')).stdout) as TopReport;
    expect(report).toMatchObject({ unit: 'cores', sampleType: 'cpu' });
    const selves = report.rows.reduce((sum, { self }) => sum + self, 0);
    expect(selves).toBeCloseTo(report.total, 9);
  });

  test('a state as it is: a mean over its scrapes', async () => {
    const heap = 'memory:inuse_space:bytes:space:bytes{juju_unit="shop-k8s/1"}';
    const { stdout } = await archive(heap, ...range);
    expect(stdout).toMatch(/20 scrapes\ninuse_space: 29\.9 MiB in total\n/);
  });

  test.each<[args: string[], message: string]>([
    [['--selector', CPU], '--selector needs --range FROM..TO'],
    [range, '--range needs --selector'],
    [['--pyroscope', 'http://x'], '--pyroscope needs --selector'],
    [[...range, '--selector', CPU, '--pyroscope', 'http://x'], 'give an archive or a server'],
    [[...range, '--selector', CPU, '--sample-type', 'cpu'], '--sample-type is of files'],
    [[...range, '--selector', CPU, '--parca', 'http://x'], 'give an archive or a server'],
    [['--range', 'now-1h', '--selector', CPU], '--range: expected FROM..TO such as'],
    [['--range', '2000000000..2000000060', '--selector', CPU], '--range: no profiles of any type'],
  ])('%s is refused', async (args, message) => {
    const { code, stdout, stderr } = await top('public/demo.zip', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parcascope: ${message}`);
  });

  test('nothing to read is refused', async () => {
    const { code, stderr } = await execute(['top']);
    expect(code).toBe(2);
    expect(stderr).toContain('parcascope: give a file, or --selector with --range');
  });
});
