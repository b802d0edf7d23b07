import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { execute } from '../execute.fixture';
import type { ComparisonReport } from './report';
import {
  AFTER,
  BEFORE,
  HEAP,
  readPprofTop,
  profileFolder,
} from '../profiles/profile-files.fixture';

const profiles = profileFolder();
const compare = (baseline: string, comparison: string, ...options: string[]) =>
  execute(['compare', baseline, comparison, ...options]);
async function compareJson(baseline: string, comparison: string, ...options: string[]) {
  const answer = await compare(baseline, comparison, '--json', ...options);
  return { ...answer, report: JSON.parse(answer.stdout) as ComparisonReport };
}

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
    const before = await readPprofTop('merge-pprof-cpu-shop1-before');
    const after = await readPprofTop('merge-pprof-cpu-shop1-after');
    const names = new Set([...before.keys(), ...after.keys()]);
    expect(new Set(report.rows.map(({ name }) => name))).toEqual(names);
    expect(report.rows).toHaveLength(names.size);
    for (const row of report.rows) {
      const [selfBefore, totalBefore] = before.get(row.name) ?? [0, 0];
      const [selfAfter, totalAfter] = after.get(row.name) ?? [0, 0];
      const { name, baseline, comparison, delta } = row;
      expect({ name, baseline, comparison, delta }).toEqual({
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
    expect((await compare(BEFORE, AFTER, '--json')).stdout).toBe(stdout);
  });

  test('share: each side of its own total, as fractions', async () => {
    const a = await profiles.write('share-a', ['main;f 25', 'main;g 75']);
    const b = await profiles.write('share-b', ['main;f 300', 'main;h 300']);
    const { report } = await compareJson(a, b, '--normalise', 'share');
    expect(report).toEqual({
      version: 1,
      unit: 'share',
      normalise: 'share',
      baseline: { total: 1 },
      comparison: { total: 1 },
      noise: {
        ...{ level: 0.05, slices: [1, 1], tested: 0, flagged: 0 },
        aa: { tested: 0, flagged: 0 },
      },
      rows: [
        {
          name: 'h',
          verdict: 'too few samples',
          baseline: { self: 0, total: 0 },
          comparison: { self: 0.5, total: 0.5 },
          delta: { self: 0.5, total: 0.5 },
        },
        {
          name: 'f',
          verdict: 'too few samples',
          baseline: { self: 0.25, total: 0.25 },
          comparison: { self: 0.5, total: 0.5 },
          delta: { self: 0.25, total: 0.25 },
        },
        {
          name: 'main',
          verdict: 'is the whole',
          baseline: { self: 0, total: 1 },
          comparison: { self: 0, total: 1 },
          delta: { self: 0, total: 0 },
        },
        {
          name: 'g',
          verdict: 'too few samples',
          baseline: { self: 0.75, total: 0.75 },
          comparison: { self: 0, total: 0 },
          delta: { self: -0.75, total: -0.75 },
        },
      ],
    });
  });

  test('per second: each side by its own duration, CPU time in cores', async () => {
    const a = await profiles.write('rate-a', ['main 5000000000'], { seconds: 10 });
    const b = await profiles.write('rate-b', ['main 15000000000'], { seconds: 60 });
    const { report } = await compareJson(a, b, '--normalise', 'per-second');
    expect(report).toMatchObject({
      unit: 'cores',
      normalise: 'per-second',
      baseline: { total: 0.5 },
      comparison: { total: 0.25 },
      rows: [{ name: 'main', delta: { self: -0.25, total: -0.25 } }],
    });
    const bytes = { type: 'alloc_space', unit: 'bytes', seconds: 10 };
    const c = await profiles.write('rate-c', ['main 50'], bytes);
    expect((await compareJson(c, c, '--normalise', 'per-second')).report).toMatchObject({
      unit: 'bytes/s',
      baseline: { total: 5 },
    });
  });

  test('a table, with the formula, what is new and what is gone', async () => {
    const a = await profiles.write(
      'text-a',
      ['main;f 2000000000', 'main;old 8000000000', 'idle 5'],
      {
        seconds: 10,
      },
    );
    const b = await profiles.write(
      'text-b',
      ['main;f 9000000000', 'main;new 3000000000', 'idle 10'],
      {
        seconds: 20,
      },
    );
    const { stdout } = await compare(a, b, '--normalise', 'per-second');
    expect(stdout.replaceAll(profiles.path(), '').split('\n')).toEqual([
      'f +125 % (+125 to +125 %), +0.25 cores; old gone, -0.8 cores: more than sampling explains. CPU time -0.4 cores (-40 %) in total.',
      '',
      'baseline    1 cores  /text-a',
      'comparison  0.6 cores  /text-b',
      'cpu: delta = comparison ÷ 20 s − baseline ÷ 10 s',
      'noise: one profile a side, so only sampling is judged: 4 of 4 functions tested changed by more than it explains',
      '',
      'delta, mcores  change  baseline, cores  comparison, cores  delta of self, mcores        95 %, mcores        q                      verdict  function',
      '       +250.0  +125 %            0.200              0.450                 +250.0    +250.0 to +250.0  <0.0001  more than sampling explains  f',
      '       +150.0     new                0              0.150                 +150.0     +37.5 to +599.8  <0.0001  more than sampling explains  new',
      '       -400.0   -40 %            1.000              0.600                      0    -400.0 to -400.0  <0.0001  more than sampling explains  main',
      '       -800.0    gone            0.800                  0                 -800.0  -3,198.8 to -200.1  <0.0001  more than sampling explains  old',
      '1 unchanged',
      'total -0.4 cores',
      '',
    ]);
  });
});

const UNKNOWN = 'one profile a side says nothing of noise: all growth counts\n';

describe('compare --fail-above', () => {
  test('exits with 1 and lists what grew by more, on stderr', async () => {
    const { code, stderr, stdout } = await compare(BEFORE, AFTER, '--fail-above', '5', '--json');
    expect(code).toBe(1);
    expect(stderr).toBe(
      '2 functions grew by more than 5 % of the baseline’s total (25.3 s):\n' +
        '+1.38 s  +5.45 %  shop/cart.Checkout\n' +
        '+1.27 s  +5.01 %  shop/pricing.Quote\n' +
        UNKNOWN,
    );
    expect(JSON.parse(stdout)).toHaveProperty('rows');
  });

  test.each([
    { percent: '7', code: 0, why: 'growth of exactly 7 % is not more' },
    { percent: '6.9', code: 1, why: '7 % is more than 6.9 %' },
    { percent: '0', code: 1, why: 'any growth is more than nothing' },
  ])('$percent: $why', async ({ percent, code }) => {
    const a = await profiles.write('limit-a', ['main;f 93', 'main;g 7']);
    const b = await profiles.write('limit-b', ['main;f 100', 'main;h 0']);
    expect((await compare(a, b, '--fail-above', percent)).code).toBe(code);
  });

  test('a profile against itself passes 0', async () => {
    const { code, stderr } = await compare(BEFORE, BEFORE, '--fail-above', '0');
    expect(code).toBe(0);
    expect(stderr).toBe(
      `no function’s total grew by more than 0 % of the baseline’s total (25.3 s)\n${UNKNOWN}`,
    );
  });

  test('lists twenty, and counts the others', async () => {
    const names = Array.from({ length: 23 }, (_, i) => `f${String(i).padStart(2, '0')}`);
    const a = await profiles.write('many-a', ['idle 100']);
    const b = await profiles.write('many-b', ['idle 100', ...names.map((name) => `${name} 50`)]);
    const { code, stderr } = await compare(a, b, '--fail-above', '5');
    expect(code).toBe(1);
    expect(stderr.split('\n')).toEqual([
      '23 functions grew by more than 5 % of the baseline’s total (100 ns):',
      ...names.slice(0, 20).map((name) => `+50 ns  +50 %  ${name}`),
      'and 3 more',
      ...UNKNOWN.split('\n'),
    ]);
  });

  test('of an empty baseline any growth is too much', async () => {
    const empty = await profiles.write('empty', []);
    const b = await profiles.write('something', ['main 5']);
    const { code, stderr } = await compare(empty, b, '--fail-above', '50');
    expect([code, stderr]).toEqual([
      1,
      'the baseline’s total is 0, so any growth is too much: 1 function grew:\n+5 ns  main\n' +
        UNKNOWN,
    ]);
    const same = await compare(empty, empty, '--fail-above', '50');
    expect([same.code, same.stderr]).toEqual([
      0,
      `the baseline’s total is 0, and no function’s total grew\n${UNKNOWN}`,
    ]);
  });

  test('what another program cut off is said', async () => {
    const whole = await profiles.write('whole', ['main;f 70', 'main;g 30']);
    const cut = await profiles.write('cut', ['main;f 70', 'main;(trimmed) 30']);
    const { stderr } = await compare(whole, cut);
    expect(stderr).toContain(
      'Caution: of the baseline 0 %, of the comparison 30 %: trimmed where the profiles were made, and in no function\n',
    );
    expect((await compare(whole, whole)).stderr).toBe('');
  });

  test('the share of an empty baseline is shown as 0, and said so', async () => {
    const empty = await profiles.write('empty', []);
    const b = await profiles.write('something', ['main 5']);
    const { code, stderr, report } = await compareJson(empty, b, '--normalise', 'share');
    expect(code).toBe(0);
    expect(stderr).toBe(`${empty}: the total is 0, so its shares are shown as 0\n`);
    expect(report).toMatchObject({ baseline: { total: 0 }, comparison: { total: 1 } });
  });

  test('judges what is normalised: twice the work in twice the time is no regression', async () => {
    const a = await profiles.write('work-a', ['main 100'], { seconds: 10 });
    const b = await profiles.write('work-b', ['main 200'], { seconds: 20 });
    const limit = ['--fail-above', '1'];
    expect((await compare(a, b, ...limit)).code).toBe(1);
    expect((await compare(a, b, ...limit, '--normalise', 'per-second')).code).toBe(0);
    expect((await compare(a, b, ...limit, '--normalise', 'share')).code).toBe(0);
  });
});

describe('compare refuses', () => {
  test.each<{ name: string; files: [string, string]; options?: string[]; message: string }>([
    { name: 'a missing side', files: [BEFORE, 'none'], message: 'none: no such file' },
    {
      name: 'other sample types',
      files: [BEFORE, HEAP],
      message: `${BEFORE} has cpu in nanoseconds, ${HEAP} has inuse_space in bytes: they cannot be compared`,
    },
    {
      name: 'a rate without a duration',
      files: [BEFORE, AFTER],
      options: ['--normalise', 'per-second'],
      message: `${BEFORE}: profile has no duration`,
    },
    {
      name: 'a rate of a state',
      files: [HEAP, HEAP],
      options: ['--normalise', 'per-second'],
      message: `${HEAP}: inuse_space is a state`,
    },
    {
      name: 'an unknown normalisation',
      files: [BEFORE, AFTER],
      options: ['--normalise', 'perSecond'],
      message: '--normalise: expected raw, share, per-second, per-unit, per-file, got "perSecond"',
    },
    ...['', '-1', '5%', 'abc', 'Infinity', '1e3'].map((failAbove) => ({
      name: `--fail-above "${failAbove}"`,
      files: [BEFORE, AFTER] as [string, string],
      options: [`--fail-above=${failAbove}`],
      message: `--fail-above: expected a percentage such as 5, got "${failAbove}"`,
    })),
  ])('$name with 2', async ({ files, options = [], message }) => {
    const { code, stdout, stderr } = await compare(...files, ...options);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parcascope: ${message}`);
  });

  test('a malformed side, naming the file and the place', async () => {
    const path = join(profiles.path(), 'damaged.pb.gz');
    const bytes = await readFile(BEFORE);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    const { code, stderr } = await compare(BEFORE, path);
    expect(code).toBe(2);
    expect(stderr).toContain(`parcascope: ${path}: gzip: `);
  });
});

test('a type is called what the page calls it', async () => {
  const goroutines = { type: 'goroutine', unit: 'count' };
  const a = await profiles.write('goroutines-a', ['main;serve 10'], goroutines);
  const b = await profiles.write('goroutines-b', ['main;serve 9370'], goroutines);
  expect((await compare(a, b)).stdout).toMatch(/^Goroutines \+9,360 /);
});
