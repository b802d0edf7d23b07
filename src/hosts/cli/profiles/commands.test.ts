import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePprof, treeFromFolded } from '#profile';
import { runCompare, type CompareOptions, type ComparisonReport } from './compare';
import { runTop, type TopOptions, type TopReport } from './top';

const FIXTURES = 'tests/fixtures/pprof';
const BEFORE = `${FIXTURES}/merge-pprof-cpu-shop1-before.pb.gz`;
const AFTER = `${FIXTURES}/merge-pprof-cpu-shop1-after.pb.gz`;
const HEAP = `${FIXTURES}/merge-pprof-inuse_space-shop1.pb.gz`;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'parcascope-cli-'))));
afterAll(() => rm(folder, { recursive: true }));

async function capture(run: (output: { stdout: Writer; stderr: Writer }) => Promise<number>) {
  const texts = { stdout: '', stderr: '' };
  const writer = (name: keyof typeof texts) => async (text: string) => void (texts[name] += text);
  const code = await run({ stdout: writer('stdout'), stderr: writer('stderr') });
  return { code, ...texts };
}
type Writer = (text: string) => Promise<void>;

const top = (file: string, options: TopOptions = {}) =>
  capture((output) => runTop(file, options, output));
const compare = (baseline: string, comparison: string, options: CompareOptions = {}) =>
  capture((output) => runCompare([baseline, comparison], options, output));
async function compareJson(baseline: string, comparison: string, options: CompareOptions = {}) {
  const answer = await compare(baseline, comparison, { ...options, json: true });
  return { ...answer, report: JSON.parse(answer.stdout) as ComparisonReport };
}

async function file(
  name: string,
  lines: string[],
  { type = 'cpu', unit = 'nanoseconds', seconds = 0 } = {},
): Promise<string> {
  const path = join(folder, name);
  const bytes = encodePprof(treeFromFolded(lines), {
    sampleType: { type, unit },
    durationNanos: BigInt(seconds) * 1_000_000_000n,
  });
  await writeFile(path, bytes);
  return path;
}

/** `name -> [flat, cum]` of a stored `go tool pprof -top`. */
async function oracle(name: string): Promise<Map<string, [number, number]>> {
  const text = await readFile(`${FIXTURES}/${name}.top-flat.txt`, 'utf8');
  const rows = text.matchAll(/^ *(\S+) +\S+% +\S+% +(\S+) +\S+% +(.*?)(?: \(.*inline\))?$/gm);
  const value = (cell: string) => Number(cell.replace(/ns|B$/, ''));
  return new Map([...rows].map(([, flat, cum, key]) => [key!, [value(flat!), value(cum!)]]));
}

describe('top', () => {
  test('agrees with go tool pprof to the nanosecond, sorted by self, then by name', async () => {
    const { code, stdout, stderr } = await top(BEFORE, { json: true });
    const report = JSON.parse(stdout) as TopReport;
    expect([code, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({ unit: 'nanoseconds', sampleType: 'cpu', total: 25_330_000_000 });
    const expected = await oracle('merge-pprof-cpu-shop1-before');
    expect(expected.size).toBeGreaterThan(700);
    expect(new Map(report.rows.map((row) => [row.name, [row.self, row.total]]))).toEqual(expected);
    const sorted = [...report.rows].sort((a, b) => b.self - a.self || (a.name < b.name ? -1 : 1));
    expect(report.rows).toEqual(sorted);
  });

  test('by file and by binary', async () => {
    const binaries = JSON.parse((await top(BEFORE, { json: true, by: 'binary' })).stdout);
    expect(binaries.rows).toEqual([
      { name: 'shop-server', self: 25_330_000_000, total: 25_330_000_000 },
    ]);
    const files = JSON.parse((await top(BEFORE, { json: true, by: 'file' })).stdout) as TopReport;
    expect(files.rows[0]!.name).toBe('regexp/backtrack.go');
    expect(files.rows.reduce((sum, { self }) => sum + self, 0)).toBe(files.total);
  });

  test('a table for people', async () => {
    const path = await file('table', ['main;serve 1500000000', 'main 30000000', '__proto__ 7']);
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
    const path = await file('hostile', ['evil\u001b[2J\u202e\n 3']);
    const { stdout } = await top(path);
    expect(stdout).toContain('evil\\u{1b}[2J\\u{202e}\\u{a}');
    expect(JSON.parse((await top(path, { json: true })).stdout).rows[0].name).toBe(
      'evil\u001b[2J\u202e\n',
    );
  });

  test.each([
    { name: 'no such file', path: 'none.pb.gz', options: {}, message: 'none.pb.gz: no such file' },
    {
      name: 'a folder',
      path: FIXTURES,
      options: {},
      message: `${FIXTURES}: cannot be read (EISDIR)`,
    },
    {
      name: 'no pprof',
      path: 'package.json',
      options: {},
      message: 'package.json: profile: ',
    },
    {
      name: 'an unknown sample type',
      path: BEFORE,
      options: { sampleType: 'wall' },
      message: `${BEFORE}: sample_type: no "wall" among cpu`,
    },
    {
      name: 'an unknown grouping',
      path: BEFORE,
      options: { by: 'line' },
      message: '--by: expected function, file, binary, got "line"',
    },
  ])('$name exits with 2 and says so', async ({ path, options, message }) => {
    const { code, stdout, stderr } = await top(path, options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parcascope: ${message}`);
  });
});

describe('compare', () => {
  test('is the difference of two go tool pprof tables, new and gone functions included', async () => {
    const { code, stderr, report } = await compareJson(BEFORE, AFTER);
    expect([code, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({
      unit: 'nanoseconds',
      normalise: 'raw',
      baseline: { total: 25_330_000_000 },
      comparison: { total: 26_620_000_000 },
    });
    const before = await oracle('merge-pprof-cpu-shop1-before');
    const after = await oracle('merge-pprof-cpu-shop1-after');
    const names = new Set([...before.keys(), ...after.keys()]);
    expect(new Set(report.rows.map(({ name }) => name))).toEqual(names);
    expect(report.rows).toHaveLength(names.size);
    for (const row of report.rows) {
      const [selfBefore, totalBefore] = before.get(row.name) ?? [0, 0];
      const [selfAfter, totalAfter] = after.get(row.name) ?? [0, 0];
      expect(row).toEqual({
        name: row.name,
        baseline: { self: selfBefore, total: totalBefore },
        comparison: { self: selfAfter, total: totalAfter },
        delta: { self: selfAfter - selfBefore, total: totalAfter - totalBefore },
      });
    }
    const selves = report.rows.reduce((sum, { delta }) => sum + delta.self, 0);
    expect(selves).toBe(26_620_000_000 - 25_330_000_000);
  });

  test('rows come by growth, then by name, so that the same files give the same bytes', async () => {
    const { stdout, report } = await compareJson(BEFORE, AFTER);
    const sorted = [...report.rows].sort(
      (a, b) => b.delta.total - a.delta.total || (a.name < b.name ? -1 : 1),
    );
    expect(report.rows).toEqual(sorted);
    expect((await compare(BEFORE, AFTER, { json: true })).stdout).toBe(stdout);
  });

  test('share: each side of its own total, as fractions', async () => {
    const a = await file('share-a', ['main;f 25', 'main;g 75']);
    const b = await file('share-b', ['main;f 300', 'main;h 300']);
    const { report } = await compareJson(a, b, { normalise: 'share' });
    expect(report).toEqual({
      unit: 'share',
      normalise: 'share',
      baseline: { total: 1 },
      comparison: { total: 1 },
      rows: [
        {
          name: 'h',
          baseline: { self: 0, total: 0 },
          comparison: { self: 0.5, total: 0.5 },
          delta: { self: 0.5, total: 0.5 },
        },
        {
          name: 'f',
          baseline: { self: 0.25, total: 0.25 },
          comparison: { self: 0.5, total: 0.5 },
          delta: { self: 0.25, total: 0.25 },
        },
        {
          name: 'main',
          baseline: { self: 0, total: 1 },
          comparison: { self: 0, total: 1 },
          delta: { self: 0, total: 0 },
        },
        {
          name: 'g',
          baseline: { self: 0.75, total: 0.75 },
          comparison: { self: 0, total: 0 },
          delta: { self: -0.75, total: -0.75 },
        },
      ],
    });
  });

  test('per second: each side by its own duration, CPU time in cores', async () => {
    const a = await file('rate-a', ['main 5000000000'], { seconds: 10 });
    const b = await file('rate-b', ['main 15000000000'], { seconds: 60 });
    const { report } = await compareJson(a, b, { normalise: 'per-second' });
    expect(report).toMatchObject({
      unit: 'cores',
      normalise: 'per-second',
      baseline: { total: 0.5 },
      comparison: { total: 0.25 },
      rows: [{ name: 'main', delta: { self: -0.25, total: -0.25 } }],
    });
    const bytes = { type: 'alloc_space', unit: 'bytes', seconds: 10 };
    const c = await file('rate-c', ['main 50'], bytes);
    expect((await compareJson(c, c, { normalise: 'per-second' })).report).toMatchObject({
      unit: 'bytes/s',
      baseline: { total: 5 },
    });
  });

  test('a table for people, with the formula, what is new and what is gone', async () => {
    const a = await file('text-a', ['main;f 2000000000', 'main;old 8000000000', 'idle 5'], {
      seconds: 10,
    });
    const b = await file('text-b', ['main;f 9000000000', 'main;new 3000000000', 'idle 10'], {
      seconds: 20,
    });
    const { stdout } = await compare(a, b, { normalise: 'per-second' });
    expect(stdout.replaceAll(folder, '').split('\n')).toEqual([
      'baseline    1 cores  /text-a',
      'comparison  0.6 cores  /text-b',
      'cpu: delta = comparison ÷ 20 s − baseline ÷ 10 s',
      '',
      '      delta  change   baseline  comparison  delta of self  function',
      '+0.25 cores  +125 %  0.2 cores  0.45 cores    +0.25 cores  f',
      '+0.15 cores     new    0 cores  0.15 cores    +0.15 cores  new',
      ' -0.4 cores   -40 %    1 cores   0.6 cores        0 cores  main',
      ' -0.8 cores    gone  0.8 cores     0 cores     -0.8 cores  old',
      '1 unchanged',
      'total -0.4 cores',
      '',
    ]);
  });
});

describe('compare --fail-above', () => {
  test('exits with 1 and lists what grew by more, on stderr', async () => {
    const { code, stderr, stdout } = await compare(BEFORE, AFTER, { failAbove: '5', json: true });
    expect(code).toBe(1);
    expect(stderr).toBe(
      '2 functions grew by more than 5 % of the baseline’s total (25.3 s):\n' +
        '+1.38 s  +5.45 %  shop/cart.Checkout\n' +
        '+1.27 s  +5.01 %  shop/pricing.Quote\n',
    );
    expect(JSON.parse(stdout)).toHaveProperty('rows');
  });

  test.each([
    { percent: '7', code: 0, why: 'growth of exactly 7 % is not more' },
    { percent: '6.9', code: 1, why: '7 % is more than 6.9 %' },
    { percent: '0', code: 1, why: 'any growth is more than nothing' },
  ])('$percent: $why', async ({ percent, code }) => {
    const a = await file('limit-a', ['main;f 93', 'main;g 7']);
    const b = await file('limit-b', ['main;f 100', 'main;h 0']);
    expect((await compare(a, b, { failAbove: percent })).code).toBe(code);
  });

  test('a profile against itself passes 0', async () => {
    const { code, stderr } = await compare(BEFORE, BEFORE, { failAbove: '0' });
    expect(code).toBe(0);
    expect(stderr).toBe(
      'no function’s total grew by more than 0 % of the baseline’s total (25.3 s)\n',
    );
  });

  test('lists twenty, and counts the others', async () => {
    const names = Array.from({ length: 23 }, (_, i) => `f${String(i).padStart(2, '0')}`);
    const a = await file('many-a', ['idle 100']);
    const b = await file('many-b', ['idle 100', ...names.map((name) => `${name} 50`)]);
    const { code, stderr } = await compare(a, b, { failAbove: '5' });
    expect(code).toBe(1);
    expect(stderr.split('\n')).toEqual([
      '23 functions grew by more than 5 % of the baseline’s total (100 ns):',
      ...names.slice(0, 20).map((name) => `+50 ns  +50 %  ${name}`),
      'and 3 more',
      '',
    ]);
  });

  test('of an empty baseline any growth is too much', async () => {
    const empty = await file('empty', []);
    const b = await file('something', ['main 5']);
    const { code, stderr } = await compare(empty, b, { failAbove: '50' });
    expect([code, stderr]).toEqual([
      1,
      'the baseline’s total is 0, so any growth is too much: 1 function grew:\n+5 ns  main\n',
    ]);
    const same = await compare(empty, empty, { failAbove: '50' });
    expect([same.code, same.stderr]).toEqual([
      0,
      'the baseline’s total is 0, and no function’s total grew\n',
    ]);
  });

  test('the share of an empty baseline is shown as 0, and said so', async () => {
    const empty = await file('empty', []);
    const b = await file('something', ['main 5']);
    const { code, stderr, report } = await compareJson(empty, b, { normalise: 'share' });
    expect(code).toBe(0);
    expect(stderr).toBe(`${empty}: the total is 0, so its shares are shown as 0\n`);
    expect(report).toMatchObject({ baseline: { total: 0 }, comparison: { total: 1 } });
  });

  test('judges what is normalised: twice the work in twice the time is no regression', async () => {
    const a = await file('work-a', ['main 100'], { seconds: 10 });
    const b = await file('work-b', ['main 200'], { seconds: 20 });
    const options = { failAbove: '1' };
    expect((await compare(a, b, options)).code).toBe(1);
    expect((await compare(a, b, { ...options, normalise: 'per-second' })).code).toBe(0);
    expect((await compare(a, b, { ...options, normalise: 'share' })).code).toBe(0);
  });
});

describe('compare refuses', () => {
  test.each<{ name: string; files: [string, string]; options?: CompareOptions; message: string }>([
    { name: 'a missing side', files: [BEFORE, 'none'], message: 'none: no such file' },
    {
      name: 'other sample types',
      files: [BEFORE, HEAP],
      message: `${BEFORE} has cpu in nanoseconds, ${HEAP} has inuse_space in bytes: they cannot be compared`,
    },
    {
      name: 'a rate without a duration',
      files: [BEFORE, AFTER],
      options: { normalise: 'per-second' },
      message: `${BEFORE}: profile has no duration`,
    },
    {
      name: 'a rate of a state',
      files: [HEAP, HEAP],
      options: { normalise: 'per-second' },
      message: `${HEAP}: inuse_space is a state`,
    },
    {
      name: 'an unknown normalisation',
      files: [BEFORE, AFTER],
      options: { normalise: 'perSecond' },
      message: '--normalise: expected raw, share, per-second, got "perSecond"',
    },
    ...['', '-1', '5%', 'abc', 'Infinity', '1e3'].map((failAbove) => ({
      name: `--fail-above "${failAbove}"`,
      files: [BEFORE, AFTER] as [string, string],
      options: { failAbove },
      message: `--fail-above: expected a percentage such as 5, got "${failAbove}"`,
    })),
  ])('$name with 2', async ({ files, options, message }) => {
    const { code, stdout, stderr } = await compare(...files, options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parcascope: ${message}`);
  });

  test('a malformed side, naming the file and the place', async () => {
    const path = join(folder, 'damaged.pb.gz');
    const bytes = await readFile(BEFORE);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    const { code, stderr } = await compare(BEFORE, path);
    expect(code).toBe(2);
    expect(stderr).toContain(`parcascope: ${path}: gzip: `);
  });
});
