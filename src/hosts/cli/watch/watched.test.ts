import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import type { Scan } from '#scan';
import { parseProfileType } from '#series';
import { printMetrics } from './exposition';
import { afterFailure, afterLost, afterScan, NOTHING_WATCHED } from './watched';

const finding = (name: string, more: Partial<Finding> = {}): Finding => ({
  ...{ key: name, kind: 'cost', direction: 'up', application: 'shop', units: ['shop/0'] },
  profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
  ...{ unchanged: [], function: name, delta: 0.5, q: 0.01 },
  ...more,
});

const scan = (...findings: Finding[]): Scan => ({
  phase: 'done',
  windows: { baseline: { start: 0, end: 1 }, comparison: { start: 2, end: 3 } },
  looked: { units: 3, types: 1, inDepth: 2, tests: 9, expectedFalse: 0.1 },
  ...{
    findings,
    done: 1,
    total: 1,
    slices: 4,
    questions: 7,
    elapsed: 1500,
    problems: ['p'],
    applications: [],
  },
});

const names = ({ changes }: ReturnType<typeof afterScan>) =>
  changes.map((change) => change.function);

test('what two scans do not find may be there, and at the third it is gone', () => {
  let watched = afterScan(NOTHING_WATCHED, scan(finding('f'), finding('g')), 1);
  watched = afterScan(watched, scan(finding('g')), 2);
  expect(names(watched)).toEqual(['g', 'f']);
  watched = afterScan(watched, scan(finding('g')), 3);
  expect(names(watched)).toEqual(['g', 'f']);
  expect(names(afterScan(watched, scan(finding('f')), 4))).toEqual(['f', 'g']);
  watched = afterScan(watched, scan(), 4);
  expect(names(watched)).toEqual(['g']);
  expect(watched).toMatchObject({ scans: 4, failures: 0, ended: 4, seconds: 1.5, problems: 1 });
});

test('it began when it changed, else when it was first found', () => {
  const startsOf = (watched: ReturnType<typeof afterScan>) =>
    watched.changes.map(({ start }) => start);
  const first = afterScan(NOTHING_WATCHED, scan(finding('f')), 100);
  expect(startsOf(first)).toEqual([100]);
  expect(startsOf(afterScan(first, scan(finding('f')), 200))).toEqual([100]);
  const since = { time: 70, uncertainty: 5 };
  expect(startsOf(afterScan(first, scan(finding('f', { since })), 200))).toEqual([70]);
});

test('what went away is no change any more; a scan that failed takes none away', () => {
  const watched = afterScan(NOTHING_WATCHED, scan(finding('f'), finding('g', { until: 5 })), 1);
  expect(names(watched)).toEqual(['f']);
  expect(afterFailure(watched)).toEqual({ ...watched, scans: 2, failures: 1 });
});

test('a scan that ended early is a failure; what it found counts, and it takes nothing away', () => {
  let watched = afterScan(NOTHING_WATCHED, scan(finding('f'), finding('g')), 1);
  const early: Scan = { ...scan(finding('h')), phase: 'lost', elapsed: 9 };
  for (let i = 2; i < 6; i++) watched = afterLost(watched, early, i);
  expect(names(watched)).toEqual(['h', 'f', 'g']);
  expect(watched).toMatchObject({ scans: 5, failures: 4, ended: 1, seconds: 1.5, inDepth: 2 });
  expect(watched.changes.map(({ missed }) => missed)).toEqual([0, 0, 0]);
});

test('no more than a hundred are served, the best ones', () => {
  const many = Array.from({ length: 150 }, (_, i) => finding(`f${i}`));
  const watched = afterScan(NOTHING_WATCHED, scan(...many), 1);
  expect([names(watched).length, names(watched)[99], watched.found]).toEqual([100, 'f99', 150]);
});

test('the text of the metrics: names are escaped, several units are their application', () => {
  const odd = finding('a"b\\c\nd{}', { units: ['shop/0', 'shop/1'], relative: 0.25 });
  const text = printMetrics({ '': afterScan(NOTHING_WATCHED, scan(odd), 2000) });
  const labels =
    '{application="shop",unit="shop",function="a\\"b\\\\c\\nd{}",' +
    'type="process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta",direction="up",kind="cost",measure="cores"}';
  expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    `parcascope_change${labels} 0.5`,
    `parcascope_change_ratio${labels} 0.25`,
    `parcascope_change_q${labels} 0.01`,
    `parcascope_change_start_time_seconds${labels} 2`,
    'parcascope_scans_total 1',
    'parcascope_scan_errors_total 0',
    'parcascope_scan_timestamp_seconds 2',
    'parcascope_scan_duration_seconds 1.5',
    'parcascope_scan_questions 7',
    'parcascope_scan_problems 1',
    'parcascope_scan_units 3',
    'parcascope_scan_units_in_depth 2',
    'parcascope_scan_changes 1',
    '',
  ]);
  expect(text).toMatch(/^# HELP parcascope_change .*\n# TYPE parcascope_change gauge\n/);
});

test('before the first scan ended nothing is told of it: no time, which would be long ago', () => {
  const samples = (watched: typeof NOTHING_WATCHED) =>
    printMetrics({ '': watched })
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
  expect(samples(NOTHING_WATCHED)).toEqual([
    'parcascope_scans_total 0',
    'parcascope_scan_errors_total 0',
  ]);
  expect(samples(afterFailure(NOTHING_WATCHED))).toEqual([
    'parcascope_scans_total 1',
    'parcascope_scan_errors_total 1',
  ]);
});

test('of several servers each sample has the name of its own, and each metric its help once', () => {
  const text = printMetrics({
    Parca: afterScan(NOTHING_WATCHED, scan(finding('f')), 2000),
    Pyroscope: NOTHING_WATCHED,
  });
  const lines = text.split('\n');
  expect(lines.filter((line) => line.startsWith('parcascope_scans_total'))).toEqual([
    'parcascope_scans_total{datasource="Parca"} 1',
    'parcascope_scans_total{datasource="Pyroscope"} 0',
  ]);
  expect(lines.filter((line) => line.startsWith('parcascope_change{'))).toEqual([
    expect.stringMatching(/function="f".*,datasource="Parca"} 0\.5$/),
  ]);
  const helps = lines.filter((line) => line.startsWith('# HELP'));
  expect(new Set(helps).size).toBe(helps.length);
});
