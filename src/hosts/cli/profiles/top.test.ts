import { expect, test } from 'vitest';
import { execute } from '../execute.fixture';
import { BEFORE, FIXTURES, readPprofTop, profileFolder } from './profile-files.fixture';
import type { TopReport } from './top';

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
    ' self      share   total      share  function',
    '1.5 s       98 %   1.5 s       98 %  serve',
    '30 ms     1.96 %  1.53 s      100 %  main',
    ' 7 ns  4.58e-7 %    7 ns  4.58e-7 %  __proto__',
    '',
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
