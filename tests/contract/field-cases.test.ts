import { expect, test } from 'vitest';
import { openArchive, createReplay, createReplayTransport } from '#archive';
import { decodeProfile, invertTree, type CallTree } from '#profile';
import { parseSelector } from '#series';
import { createParcaSource } from '#sources';
import { execute } from '../../src/hosts/cli/execute.fixture';
import type { TopReport } from '../../src/hosts/cli/profiles/top';
import { layoutFrames } from '../../src/ui/flame-graph/canvas/layout';
import { narrowText } from '../../src/ui/flame-graph/narrow-text';
import '../../src/hosts/cli/compare/sides/window-sides';
import '../../src/hosts/cli/profiles/top-window';

/*
 * The archives of tests/fixtures/field-cases, by the program that people run. Single files are in src/hosts/cli/profiles/field-cases.test.ts.
 */

const CASES = 'tests/fixtures/field-cases';
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const INUSE = 'memory:inuse_space:bytes:space:bytes';
const MINUTE = '2026-11-20T10:00:00Z..2026-11-20T10:01:00Z';

async function top(archive: string, selector: string, range: string) {
  const args = ['top', `${CASES}/${archive}`, '--selector', selector, '--range', range];
  const { code, stdout, stderr } = await execute([...args, '--json']);
  expect(code, stderr).toBe(0);
  return { report: JSON.parse(stdout) as TopReport, notes: stderr, text: await execute(args) };
}

test('F02: totals and means past what sums of them may reach', async () => {
  const range = '2026-11-20T10:00:00Z..2026-11-20T10:02:00Z';
  // Running totals of 1.2e15 and more: eleven increases of 1e12 ns in 110 s.
  const block = 'block:delay:nanoseconds:contentions:count{juju_unit="sum/0"}';
  expect((await top('F02-over-2-53/sum.zip', block, range)).report.total).toBe(1e11);
  // 11,000,000,000,000,000 to …005: past 2^53, where only every second number exists, and five increases of 1 ns in 50 s all the same.
  const past = 'block:delay:nanoseconds:contentions:count{juju_unit="t/0"}';
  expect((await top('F09-clipped/types.zip', past, MINUTE)).report.total).toBe(0.1);
});

test('F06: compared by share, a negative profile and another keep their signs', async () => {
  const { code, stdout, stderr } = await execute([
    ...['compare', `${CASES}/F06-negative/zero.zip`, '--normalise', 'share', '--json'],
    ...['--baseline-selector', `${INUSE}{juju_unit="neg/0"}`],
    ...['--selector', `${INUSE}{juju_unit="ok/0"}`],
    ...['--baseline', MINUTE, '--comparison', MINUTE],
  ]);
  expect(code).toBe(0);
  expect(stdout + stderr).not.toMatch(/∞|Infinity|NaN/);
  expect(stderr).toContain('The profile holds negative values');
  const { rows } = JSON.parse(stdout) as {
    rows: { name: string; baseline: { total: number }; comparison: { total: number } }[];
  };
  const shares = new Map(
    rows.map(({ name, baseline, comparison }) => [name, [baseline.total, comparison.total]]),
  );
  // 1 M and 0.5 M beside −3 M: of 4.5 M without signs, as pprof divides.
  expect(shares.get('serve')).toEqual([1 / 4.5, 0]);
  expect(shares.get('log')).toEqual([0.5 / 4.5, 0]);
  expect(shares.get('cache')).toEqual([-3 / 4.5, 0]);
  expect(shares.get('main')).toEqual([-1.5 / 4.5, 1]);
});

test('F06: what cancels out is two rows and a note, not an empty profile', async () => {
  const selector = `${INUSE}{juju_unit="cancel/0"}`;
  const { report, notes } = await top('F06-negative/zero.zip', selector, MINUTE);
  expect(report.total).toBe(0);
  expect(report.rows).toEqual([
    { name: 'b', self: 2e6, total: 2e6 },
    { name: 'main', self: 0, total: 0 },
    { name: 'a', self: -2e6, total: -2e6 },
  ]);
  expect(notes).toContain('The profile holds negative values');
});

test('F07: the hour that clocks show twice is two hours', async () => {
  const hours = await Promise.all(
    [
      '2026-10-25T02:00:00+02:00..2026-10-25T02:59:59+02:00',
      '2026-10-25T02:00:00+01:00..2026-10-25T02:59:59+01:00',
    ].map((hour) => top('F07-dst/dst.zip', `${CPU}{juju_unit="d/0"}`, hour)),
  );
  const work = hours.map(({ report }) => report.rows.find(({ name }) => name === 'work')!.self);
  expect(work[1]! / work[0]!).toBeCloseTo(3, 2);
  expect(hours.map(({ text }) => /from (\S+) to (\S+),/.exec(text.stdout)!.slice(1))).toEqual([
    ['2026-10-25T00:00:00.000Z', '2026-10-25T00:59:59.000Z'],
    ['2026-10-25T01:00:00.000Z', '2026-10-25T01:59:59.000Z'],
  ]);
});

async function treeOf(archive: string, selector: string): Promise<CallTree> {
  const opened = await openArchive(`${CASES}/${archive}`);
  const { start, end } = opened.manifest;
  const transport = createReplayTransport(createReplay(opened));
  const source = createParcaSource({ transport, now: () => end.getTime() });
  const range = { start: start.getTime(), end: end.getTime() };
  const { parts } = await source.fetchProfile(parseSelector(selector), range);
  await opened.close();
  return decodeProfile(parts[0]!.pprof).tree;
}

test('F08: 20,000 narrow callees are said to be there, whatever way the graph stands', async () => {
  const tree = await treeOf('F08-fanout/deep.zip', `${CPU}{juju_unit="fan/0"}`);
  const narrowOf = (each: CallTree) =>
    layoutFrames(each, { widths: each.columns[0]!.total, focus: 0, widthPx: 1000 }).narrow;
  expect(narrowText(narrowOf(tree))).toBe('20,000 frames are narrower than a pixel, 100 %');
  // Each under the root, with two callers.
  expect(narrowText(narrowOf(invertTree(tree)))).toBe(
    '60,000 frames are narrower than a pixel, 100 %',
  );
});

test('F08: a stack of 5,000 frames is one profile as any other', async () => {
  const selector = `${CPU}{juju_unit="deep/0"}`;
  const { report } = await top('F08-fanout/deep.zip', selector, MINUTE);
  expect(report.rows.slice(0, 2)).toEqual([
    { name: 'level4999', self: 0.002, total: 0.002 },
    { name: 'fib', self: 0.001, total: 0.001 },
  ]);
});

test.each([
  ['jvm:exception:count:exception:count:delta', 'exception: 12,778 /s in total'],
  ['wall:wall:microseconds:wall:microseconds:delta', 'wall: 12.8 ms/s in total'],
  ['node:heap_kb:kilobytes:space:bytes', 'heap_kb: 125 MiB in total'],
  ['q:delay:milliseconds:contentions:count:delta', 'delay: 12.8 s/s in total'],
])('F09: %s is %s', async (type, total) => {
  const { text } = await top('F09-clipped/types.zip', `${type}{juju_unit="t/0"}`, MINUTE);
  expect(text.stdout).toContain(total);
});

test('F11: a flag within an expression is what it is to Parca', async () => {
  const range = '2026-11-20T10:00:00Z..2026-11-20T10:00:40Z';
  const selector = `${CPU}{instance=~"(?i)I1"}`;
  const { report } = await top('F01-matcher-regex/labels.zip', selector, range);
  expect(report).toMatchObject({ unit: 'cores', total: 0.002 });
});
