// @vitest-environment jsdom
import { FieldType, getValueFormat, type DataFrame } from '@grafana/data';
import { describe, expect, test } from 'vitest';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { DEFAULT_ALIASES, parseProfileType, type Target } from '#series';
import { judgedProfile } from '../../tests/support/judged-profile';
import { frameFromTargets } from './frame-from-targets';
import { frameFromTopTable } from './tree/frame-from-top-table';
import { framesFromSeries } from './frames-from-series';
import { grafanaUnit, unitOfGrafana } from './grafana-unit';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const SIDE = {
  selector: `${CPU}{}`,
  range: { start: 0, end: 1 },
  seconds: 1,
  scrapes: 1,
  buildIds: [],
};
const rowsOf = (frame: DataFrame) =>
  Array.from({ length: frame.length }, (_, row) => frame.fields.map(({ values }) => values[row]));
const namesOf = (frame: DataFrame) => frame.fields.map(({ name }) => name);

const top = (trees: Parameters<typeof unite>[0], limit: number, sides = trees.map(() => SIDE)) => {
  const tree = unite(trees);
  return frameFromTopTable(buildTopTable(tree, 'function'), {
    refId: 'T',
    unit: 'nanoseconds',
    magnitudes: tree.columns.map(({ total }) => total[0]!),
    limit,
    facts: { profileType: CPU, sides },
    executed: `${CPU}{}`,
    notices: [],
  });
};

test('top of a profile: by self, with shares of the whole, and what the limit cuts', () => {
  const frame = top([treeFromFolded(['a;b 30', 'a;c 60', 'd 10'])], 3);
  expect(namesOf(frame)).toEqual(['Function', 'Self', 'Self share', 'Total', 'Total share']);
  expect(rowsOf(frame)).toEqual([
    ['c', 60, 0.6, 60, 0.6],
    ['b', 30, 0.3, 30, 0.3],
    ['d', 10, 0.1, 10, 0.1],
  ]);
  expect(frame.meta!.notices!.map(({ text }) => text)).toEqual(['3 of 4 rows: the limit is 3.']);
});

test('top of a comparison: by the size of the change; what is new has no ratio', () => {
  const untimed = [SIDE, SIDE].map((side) => ({ ...side, seconds: 0 }));
  const trees = [treeFromFolded(['a 30', 'b 50']), treeFromFolded(['a 45', 'c 40'])];
  const frame = top(trees, 10, untimed);
  expect(namesOf(frame)).toEqual([
    'Function',
    'Delta',
    'Change',
    'Baseline',
    'Comparison',
    'Delta self',
  ]);
  expect(rowsOf(frame)).toEqual([
    ['b', -50, -1, 50, 0, -50],
    ['c', 40, null, 0, 40, 40],
    ['a', 15, 0.5, 30, 45, 15],
  ]);
  expect(frame.meta!.notices).toBeUndefined();
});

test('a comparison is of rates: more scrapes on one side are no growth', () => {
  const trees = [treeFromFolded(['a 30000000000']), treeFromFolded(['a 60000000000'])];
  const sides = [60, 120].map((seconds) => ({ ...SIDE, seconds }));
  const frame = top(trees, 10, sides);
  expect(rowsOf(frame)).toEqual([['a', 0, 0, 0.5, 0.5, 0]]);
  expect(frame.fields[1]!.config.unit).toBe('suffix:cores');
  expect(frame.meta!.executedQueryString).toContain('delta = comparison ÷ 120 s − baseline ÷ 60 s');
});

test('a comparison of states says over how many scrapes each side is a mean', () => {
  const trees = [treeFromFolded(['a 30']), treeFromFolded(['a 60'])];
  const frame = frameFromTopTable(buildTopTable(unite(trees), 'function'), {
    ...{ refId: 'T', unit: 'bytes', executed: '', notices: [] },
    ...{ limit: 10, hidesNoise: false, magnitudes: [30, 60] },
    facts: {
      profileType: 'memory:inuse_space:bytes:space:bytes',
      sides: [20, 1].map((scrapes) => ({ ...SIDE, scrapes, series: 1 })),
    },
  });
  expect(frame.meta!.executedQueryString).toContain(
    'delta = comparison (mean over 1 scrape) − baseline (mean over 20 scrapes)',
  );
});

describe('with verdicts', () => {
  const judged = (hidesNoise: boolean, limit: number) => {
    const { tree, judgement } = judgedProfile(CPU, 42);
    return frameFromTopTable(buildTopTable(tree, 'function'), {
      ...{ refId: 'T', unit: 'nanoseconds', executed: '', notices: [] },
      ...{ limit, hidesNoise, verdicts: judgement },
      magnitudes: tree.columns.map(({ total }) => total[0]!),
      facts: { profileType: CPU, sides: [SIDE, SIDE].map((side) => ({ ...side, seconds: 180 })) },
    });
  };

  test('what is more than noise comes first, whatever the whole did', () => {
    const frame = judged(false, 100);
    expect(frame.fields.map(({ name, type, config }) => [name, type, config.unit])).toEqual([
      ['Function', 'string', undefined],
      ['Delta', 'number', 'suffix:cores'],
      ['Change', 'number', 'percentunit'],
      ['Verdict', 'string', undefined],
      ['q', 'number', 'none'],
      ['Interval low', 'number', 'suffix:cores'],
      ['Interval high', 'number', 'suffix:cores'],
      ['Baseline', 'number', 'suffix:cores'],
      ['Comparison', 'number', 'suffix:cores'],
      ['Delta self', 'number', 'suffix:cores'],
    ]);
    const [first, second] = rowsOf(frame) as [
      string,
      number,
      number,
      string,
      number,
      number,
      number,
    ][];
    expect(first!.slice(0, 4)).toEqual([
      'shop.Quote',
      expect.closeTo(0.014, 4),
      expect.closeTo(1, 1),
      'grew',
    ]);
    const [, delta, , , q, low, high] = first!;
    expect(q).toBeLessThan(0.05);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(delta);
    expect(high).toBeGreaterThan(delta);
    expect(second!.slice(0, 4)).toEqual([
      'main.main',
      expect.closeTo(0.014, 4),
      expect.any(Number),
      'is the whole',
    ]);
    expect(second!.slice(4, 7)).toEqual([null, null, null]);
    expect(
      rowsOf(frame)
        .slice(2)
        .map((row) => row[3]),
    ).toEqual(Array(29).fill('within noise'));
  });

  test('the limit cuts noise first, and noise can be left out', () => {
    expect(rowsOf(judged(false, 1)).map(([name]) => name)).toEqual(['shop.Quote']);
    const few = judged(true, 100);
    expect(rowsOf(few).map(([name]) => name)).toEqual(['shop.Quote', 'main.main']);
    expect(few.meta!.notices!.map(({ text }) => text)).toEqual([
      '29 rows that are no more than noise are left out.',
    ]);
    expect(judged(true, 1).meta!.notices!.map(({ text }) => text)).toEqual([
      '29 rows that are no more than noise are left out.',
      '1 of 2 rows: the limit is 1.',
    ]);
  });
});

test('a side without a profile is no measurement of 0', () => {
  const trees = [treeFromFolded([]), treeFromFolded(['a 60'])];
  const frame = top(trees, 10, [{ ...SIDE, scrapes: 0 }, SIDE]);
  expect(rowsOf(frame)).toEqual([]);
});

test('a profile without samples has rows without shares, not shares of nothing', () => {
  expect(rowsOf(top([treeFromFolded(['a 0'])], 5))).toEqual([['a', 0, null, 0, null]]);
});

test('series: a frame each, with labels, rate unit and gaps; the notices are said once', () => {
  const series = ['a/0', 'a/1'].map((unit) => ({
    labels: { juju_unit: unit },
    times: [1000, 2000, 3000],
    values: [0.5, null, 1],
    unit: 'cores',
  }));
  const frames = framesFromSeries(series, {
    refId: 'B',
    profileType: parseProfileType(CPU),
    executed: `${CPU}{}`,
    notices: ['2 of 3 units answered'],
  });
  expect(frames).toHaveLength(2);
  const [time, value] = frames[1]!.fields;
  expect(time).toMatchObject({ name: 'time', type: FieldType.time, values: [1000, 2000, 3000] });
  expect(value).toMatchObject({
    name: 'CPU time',
    values: [0.5, null, 1],
    labels: { juju_unit: 'a/1' },
    config: { unit: 'suffix:cores' },
  });
  expect(frames.map(({ refId }) => refId)).toEqual(['B', 'B']);
  expect(frames.map(({ meta }) => meta!.notices?.length ?? 0)).toEqual([1, 0]);
  expect(frames[0]!.meta).toMatchObject({
    preferredVisualisationType: 'graph',
    executedQueryString: `${CPU}{}`,
  });
});

const TARGET: Target = {
  job: 'dev_shop',
  profileName: 'process_cpu',
  labels: {
    juju_model: 'dev',
    juju_model_uuid: '20ce8299',
    juju_application: 'shop',
    juju_unit: 'shop/0',
    juju_charm: 'shop-k8s',
  },
  discoveredLabels: {},
  url: 'http://10.1.0.4:4080/debug/pprof/profile',
  health: 'good',
  lastError: 'context deadline exceeded',
  lastScrape: 5000,
  lastScrapeDuration: 10_004,
};

test('targets: topology, health, and the words of a failure only while it lasts', () => {
  const never = { ...TARGET, labels: {}, health: 'unknown' as const, lastScrape: undefined };
  const bad = { ...TARGET, health: 'bad' as const };
  const frame = frameFromTargets([TARGET, bad, never], {
    refId: 'C',
    executed: 'targets',
    notices: [],
    aliases: DEFAULT_ALIASES,
  });
  const column = (name: string) => frame.fields.find((field) => field.name === name)!.values;
  expect(column('Model')).toEqual(['dev', 'dev', '']);
  expect(column('Unit')).toEqual(['shop/0', 'shop/0', '']);
  expect(column('Health')).toEqual(['good', 'bad', 'unknown']);
  expect(column('Error')).toEqual(['', 'context deadline exceeded', '']);
  expect(column('Last scrape')).toEqual([5000, 5000, null]);
  expect(column('Duration')).toEqual([10_004, 10_004, null]);
});

test.each([
  'nanoseconds',
  'bytes',
  'bytes/s',
  'count',
  'count/s',
  'share',
  'cores',
  'contentions/s',
])('unit %s goes to Grafana and back, and Grafana can print it', (unit) => {
  expect(unitOfGrafana(grafanaUnit(unit))).toBe(unit);
  expect(getValueFormat(grafanaUnit(unit))(1.5).text).not.toBe('');
});

test('units of other datasources', () => {
  expect(unitOfGrafana(undefined)).toBe('count');
  expect(unitOfGrafana('short')).toBe('count');
  expect(unitOfGrafana('decbytes')).toBe('bytes');
  expect(unitOfGrafana('goroutines')).toBe('goroutines');
});
