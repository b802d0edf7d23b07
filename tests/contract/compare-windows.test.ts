import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveDemo } from '../../src/hosts/cli/demo-server.fixture';
import { execute } from '../../src/hosts/cli/execute.fixture';
import { reportSchema, type CheckedReport } from '../../src/hosts/cli/compare/report.fixture';
import '../../src/hosts/cli/compare/sides/window-sides';

/* The recorded incident: the work of shop/pricing.Quote rises by half on shop-k8s/1 at 00:24; shop-k8s/0 stays as it was. */

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const CHANGED = `${CPU}{juju_unit="shop-k8s/1"}`;
const UNTOUCHED = `${CPU}{juju_unit="shop-k8s/0"}`;
/** 20 scrapes each, and as many before. */
const WINDOWS = [
  ...['--baseline', '2026-11-21T00:19:00Z..2026-11-21T00:23:59.999Z'],
  ...['--comparison', '2026-11-21T00:24:30Z..2026-11-21T00:29:29.999Z'],
];

const compare = (selector: string, ...more: string[]) =>
  execute(['compare', 'public/demo.zip', '--selector', selector, ...WINDOWS, ...more]);

async function compareJson(selector: string, ...more: string[]): Promise<CheckedReport> {
  const { stdout } = await compare(selector, '--json', ...more);
  return reportSchema.parse(JSON.parse(stdout));
}

const rowOf = ({ rows }: CheckedReport, name: string) => rows.find((row) => row.name === name)!;
const flaggedOf = ({ rows }: CheckedReport) =>
  rows.filter(({ verdict }) => ['grew', 'shrank', 'new', 'gone'].includes(verdict));

type Pair = readonly [number, number];
/** √(a b) of both ends, where the interval of the delta is 2 √(a b) sinh of half the interval of the log ratio. */
const scalesOf = (interval: Pair, relative: Pair): Pair => {
  const scale = (end: 0 | 1) => interval[end] / (2 * Math.sinh(Math.log1p(relative[end]) / 2));
  return [scale(0), scale(1)];
};

describe('the changed unit', () => {
  test('Quote grew and is more than noise, in cores at equal load', async () => {
    const report = await compareJson(CHANGED);
    expect(report).toMatchObject({ unit: 'cores', normalise: 'per-second' });
    expect(report.noise).toMatchObject({ slices: [20, 20], aa: { flagged: 0 } });
    expect(report.noise.flagged).toBe(flaggedOf(report).length);
    expect(report.noise.tested).toBe(report.rows.filter(({ q }) => q !== undefined).length);
    const { verdict, q, interval, relative, baseline, comparison } = rowOf(
      report,
      'shop/pricing.Quote',
    );
    expect(verdict).toBe('grew');
    expect(q).toBeLessThan(0.05);
    expect(interval![0]).toBeGreaterThan(0);
    // What the baseline would be at the comparison's load.
    const [low, high] = scalesOf(interval!, relative!);
    expect(low).toBeCloseTo(high, 9);
    const { load = 0 } = report.noise;
    const atLoad = low ** 2 / comparison.total;
    expect(atLoad / (baseline.total * (1 + load))).toBeCloseTo(1, 1);
  });

  test('the answer comes first and names it under its caller; noise comes last', async () => {
    const { code, stdout, stderr } = await compare(CHANGED);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(
      /^shop\/pricing\.Quote \+\d+\.\d % \(at equal load \+\d+ to \+\d+ %\), \+\d\.\d+ mcores, under shop\/cart\.Checkout.*\. CPU time -0\.\d+ mcores \(-1\.\d+ %\) in total, within noise\.$/,
    );
    expect(lines[2]).toMatch(/^baseline .*from 2026-11-21T00:19:00.000Z to .*, 20 scrapes$/);
    const at = (text: RegExp) => lines.findIndex((line) => text.test(line));
    const groups = [
      ...[at(/ grew {2}shop\/pricing\.Quote$/), at(/^within noise: \d+$/)],
      ...[at(/^not tested: \d+$/), at(/^total /)],
    ];
    expect(groups.every((line) => line > 0)).toBe(true);
    expect(groups).toEqual([...groups].sort((a, b) => a - b));
    expect(lines.slice(groups[1], groups[2]).join('\n')).not.toMatch(/ (grew|shrank) {2}/);
  });

  test('--fail-above counts what is more than noise, and says what is not', async () => {
    const failed = await compare(CHANGED, '--fail-above', '4');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/^2 functions grew by more than 4 % .* and more than noise:\n/);
    expect(failed.stderr).toContain('shop/pricing.Quote');
    expect((await compare(CHANGED, '--fail-above', '10')).code).toBe(0);
  });

  test.each(['raw', 'share', 'per-second'])('the same verdicts by %s', async (how) => {
    const report = await compareJson(CHANGED, '--normalise', how);
    const row = rowOf(report, 'shop/pricing.Quote');
    expect(row).toMatchObject({ verdict: 'grew' });
    const [low, high] = scalesOf(row.interval!, row.relative!);
    expect(low / high).toBeCloseTo(1, 9);
  });
});

test('the untouched unit: nothing stands out, whatever grew, and the gate is open', async () => {
  const report = await compareJson(UNTOUCHED);
  expect(flaggedOf(report)).toEqual([]);
  expect(report.noise).toMatchObject({ flagged: 0, aa: { flagged: 0 } });
  const { code, stdout, stderr } = await compare(UNTOUCHED, '--fail-above', '1');
  expect(code).toBe(0);
  expect(stdout.split('\n')[0]).toMatch(/within noise; no function stands out at equal load\.$/);
  expect(stderr).toMatch(
    /^no function’s total grew by more than 1 % .* and more than noise\n\d+ functions? grew by more, but within noise or of too few samples\n$/,
  );
});

test('unequal numbers of scrapes', async () => {
  const windows = [
    ...['--baseline', '2026-11-21T00:14:00Z..2026-11-21T00:23:59.999Z'],
    ...['--comparison', '2026-11-21T00:24:30Z..2026-11-21T00:29:29.999Z'],
  ];
  const { stdout } = await execute([
    ...['compare', 'public/demo.zip', '--selector', CHANGED, ...windows, '--json'],
  ]);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.noise.slices).toEqual([40, 20]);
  expect(rowOf(report, 'shop/pricing.Quote')).toMatchObject({ verdict: 'grew' });
});

test('one scrape a side: sampling is judged and nothing else', async () => {
  const windows = [
    ...['--baseline', '2026-11-21T00:20:00Z..2026-11-21T00:20:14.999Z'],
    ...['--comparison', '2026-11-21T00:26:00Z..2026-11-21T00:26:14.999Z'],
  ];
  const { stdout } = await execute([
    ...['compare', 'public/demo.zip', '--selector', CHANGED, ...windows, '--json'],
  ]);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.noise).toMatchObject({ slices: [1, 1], aa: { tested: 0 } });
  expect(flaggedOf(report)).toEqual([]);
  const tested = report.rows.filter(({ q }) => q !== undefined);
  expect(tested).toHaveLength(report.noise.tested);
  expect(tested.every(({ verdict }) => verdict.endsWith('sampling explains'))).toBe(true);
  expect(rowOf(report, 'main.(*server).checkout')).toHaveProperty('interval');
});

test('a counter: what locks were waited for, in ns per second of the window', async () => {
  const report = await compareJson(
    'mutex:delay:nanoseconds:contentions:count{juju_unit="shop-k8s/1"}',
  );
  expect(report).toMatchObject({ unit: 'nanoseconds/s', noise: { slices: [19, 19] } });
  const tested = report.rows.filter(({ q }) => q !== undefined);
  expect(tested.length).toBeGreaterThan(20);
  for (const { interval, delta } of tested) {
    // Levels: the interval is around the difference itself.
    expect(interval![0]).toBeLessThanOrEqual(delta.total);
    expect(interval![1]).toBeGreaterThanOrEqual(delta.total);
  }
});

test('a state: memory in use, a mean over scrapes', async () => {
  const selector = 'memory:inuse_space:bytes:space:bytes{juju_unit="shop-k8s/1"}';
  const report = await compareJson(selector);
  expect(report).toMatchObject({ unit: 'bytes', normalise: 'raw', noise: { slices: [20, 20] } });
  expect(report.noise).not.toHaveProperty('load');
  const { stdout } = await compare(selector);
  expect(stdout).toMatch(
    /^Memory in use \+.* MiB .* in total, not told apart from noise: neighbouring slices are too alike to count; no function stands/,
  );
  expect(stdout).toContain(
    'inuse_space: delta = comparison (mean over 20 scrapes) − baseline (mean over 20 scrapes)',
  );
});

test('one unit against both of them, per unit', async () => {
  const args = [
    ...['compare', 'public/demo.zip', '--selector', `${CPU}{juju_unit=~"shop-k8s/.*"}`],
    ...['--baseline-selector', UNTOUCHED, ...WINDOWS],
  ];
  const json = async (how: string) =>
    reportSchema.parse(JSON.parse((await execute([...args, '--normalise', how, '--json'])).stdout));
  const [second, unit] = [await json('per-second'), await json('per-unit')];
  expect(unit).toMatchObject({ unit: 'cores per unit', normalise: 'per-unit' });
  expect(unit.baseline.total).toBeCloseTo(second.baseline.total, 12);
  expect(unit.comparison.total).toBeCloseTo(second.comparison.total / 2, 12);
  const { stdout } = await execute([...args, '--normalise', 'per-unit']);
  expect(stdout).toMatch(
    /cpu: delta = comparison ÷ [\d.]+ s ÷ 2 series − baseline ÷ [\d.]+ s ÷ 1 series/,
  );
});

describe('a server', () => {
  let server: Awaited<ReturnType<typeof serveDemo>>;
  const keys = new Set<string>();
  beforeAll(async () => (server = await serveDemo(({ key }) => keys.add(key))));
  afterAll(() => server.close());
  const options = () => ['--parca', server.url, '--parca-header', 'x-key: secret'];

  test('answers as its archive does, with its headers and with progress', async () => {
    const args = ['compare', ...options(), '--selector', CHANGED, ...WINDOWS, '--json'];
    const { code, stdout, stderr } = await execute(args, { isTerminal: true });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(await compareJson(CHANGED));
    expect(stderr.split('\r').at(-1)).toBe('60 of 60 slices\n');
    expect([...keys]).toEqual(['secret']);
  });

  test('takes relative times, epoch seconds and another selector for the baseline', async () => {
    const start = Date.parse('2026-11-21T00:24:30Z') / 1000;
    const { stdout, stderr } = await execute([
      ...['compare', ...options(), '--selector', CHANGED, '--baseline-selector', UNTOUCHED],
      ...['--baseline', 'now-15m..now-10m', '--comparison', `${start}..${start + 300}`, '--json'],
    ]);
    expect(reportSchema.parse(JSON.parse(stdout)).noise.slices).toEqual([20, 20]);
    expect(stderr).toMatch(/^Caution: two differences: unit and time/);
  });
});

describe('refuses', () => {
  const archive = 'public/demo.zip';
  const [, baseline, , comparison] = WINDOWS as [string, string, string, string];
  const sides = { '--baseline': baseline, '--comparison': comparison };
  const args = (change: Record<string, string | undefined>, selector = CHANGED) => [
    ...[archive, '--selector', selector],
    ...Object.entries({ ...sides, ...change }).flatMap(([name, value]) =>
      value === undefined ? [] : [name, value],
    ),
  ];
  test.each<[name: string, args: string[], message: string]>([
    ['no window', args({ '--baseline': undefined }), '--selector needs --baseline FROM..TO'],
    [
      'half a window',
      args({ '--comparison': '2026-11-21T00:24:30Z' }),
      '--comparison: expected FROM..TO such as',
    ],
    [
      'a word for a time',
      args({ '--baseline': 'yesterday..now' }),
      '--baseline: expected a time such as 2026-11-21T00:14:00Z or now-1h, got "yesterday"',
    ],
    [
      'a window backwards',
      args({ '--baseline': 'now..now-1h' }),
      '--baseline: the window ends before it begins: "now..now-1h"',
    ],
    ['a selector that is none', args({}, `${CPU}{juju_unit`), '--selector: '],
    ['another that is none', args({ '--baseline-selector': 'cpu' }), '--baseline-selector: '],
    [
      'a window without profiles',
      args({ '--comparison': '2026-11-22T00:00:00Z..2026-11-22T01:00:00Z' }),
      '--comparison: no profiles of any type from 2026-11-22T00:00:00.000Z to 2026-11-22T01:00:00.000Z',
    ],
    [
      'a unit without profiles',
      args({}, `${CPU}{juju_unit="shop-k8s/9"}`),
      `--baseline: no profiles of ${CPU}{juju_unit="shop-k8s/9"} from 2026-11-21T00:19:00.000Z`,
    ],
    [
      'a type that is not there',
      args({}, 'block:delay:nanoseconds:contentions:count'),
      '--baseline: no profiles of type block:delay:nanoseconds:contentions:count from',
    ],
    [
      'types that do not compare',
      args({ '--baseline-selector': 'memory:inuse_space:bytes:space:bytes' }),
      '--baseline has inuse_space in bytes, --comparison has cpu in nanoseconds: they cannot be',
    ],
    [
      'a rate of a state',
      [...args({ '--normalise': 'per-second' }, 'memory:inuse_space:bytes:space:bytes')],
      '--baseline: inuse_space is a state',
    ],
    ['an archive behind a window', [...args({}).slice(1), archive], '--comparison: expected one'],
    [
      'neither archive nor server',
      args({}).slice(1),
      '--selector needs --parca URL, --pyroscope URL or an archive',
    ],
    ['both', ['--parca', 'http://x', ...args({})], 'give an archive or a server, not both'],
    ['no archive', ['none.zip', ...args({}).slice(1)], 'none.zip: no such file'],
    ['a sample type', ['--sample-type', 'cpu', ...args({})], '--sample-type is of files'],
    ['a server without a selector', ['--parca', 'http://x'], '--parca needs --selector'],
    ['one file', ['package.json'], 'give two files, or several a side with'],
  ])('%s with 2', async (_, given, message) => {
    const { code, stdout, stderr } = await execute(['compare', ...given]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`parcascope: ${message}`);
  });

  test('a server that cannot be reached with 3, by its address', async () => {
    const [, ...rest] = args({});
    const { code, stderr } = await execute(['compare', '--parca', 'http://127.0.0.1:1', ...rest]);
    expect(code).toBe(3);
    expect(stderr).toContain('Parca at http://127.0.0.1:1');
  });
});

test.each([
  {
    type: CPU,
    says: /^1 scrape a side: only sampling can be judged\.\nCPU time .*; no function changed by more than sampling explains\./,
  },
  {
    type: 'goroutine:goroutine:count:goroutine:count',
    says: /^1 scrape a side: how much it varies is not known\.\nGoroutines /,
  },
])('one scrape a side is said first: $type', async ({ type, says }) => {
  const { stdout } = await execute([
    ...['compare', 'public/demo.zip', '--selector', `${type}{juju_unit="shop-k8s/1"}`],
    ...['--baseline', '2026-11-21T00:18:00Z..2026-11-21T00:18:15Z'],
    ...['--comparison', '2026-11-21T00:26:00Z..2026-11-21T00:26:15Z'],
  ]);
  expect(stdout).toMatch(says);
  expect(stdout).toContain(', 1 scrape\n');
});
