import { expect, test } from 'vitest';
import { comparability, comparabilityMessage, type ComparedSide } from './comparability';
import type { Normalisation } from './normalise';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const side: ComparedSide = {
  profileType: CPU,
  unit: 'nanoseconds',
  gauge: false,
  total: 5,
  source: CPU + '{juju_unit="shop-k8s/1"}',
  range: { start: 0, end: 300_000 },
  scrapes: 20,
  expectedScrapes: 20,
  buildIds: ['83224a28'],
  series: 1,
  extent: 1,
  symbolised: 0.98,
  periods: [10_000_000],
  periodUnit: 'nanoseconds',
  seen: 0.93,
};
const later: ComparedSide = { ...side, range: { start: 600_000, end: 900_000 } };

test('alike in all that is known', () => {
  expect(comparability(side, later, 'perSecond')).toEqual([
    {
      topic: 'profileType',
      level: 'ok',
      text: 'both process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
      same: 'type',
    },
    { topic: 'place', level: 'ok', text: 'same unit', same: 'unit' },
    {
      ...{ topic: 'time', level: 'ok', text: 'comparison starts 10 min after the baseline' },
      ranges: [side.range, later.range],
    },
    { topic: 'range', level: 'ok', text: 'both 300 s long' },
    { topic: 'scrapes', level: 'ok', text: '20 scrapes each' },
    { topic: 'build', level: 'ok', text: 'both build 83224a28', same: 'build' },
    { topic: 'period', level: 'ok', text: 'both sampled every 10 ms' },
    { topic: 'symbols', level: 'ok', text: '98 % symbolised each' },
    {
      topic: 'seen',
      level: 'ok',
      text: 'profiler sees 93 % of what the process’ own metric says',
    },
  ]);
});

test('of two servers of one kind nobody knows that they sample otherwise', () => {
  const [eu, us] = ['eu', 'us'].map((datasource) => ({ ...side, datasource, server: 'Parca' }));
  expect(comparability(eu!, us!, 'share')[0]).toMatchObject({
    text: 'eu against us: two servers may sample otherwise, so only shares are compared',
  });
});

test('of two servers that is the first thing said, and one time and place do not make them one', () => {
  const [parca, pyroscope] = ['Parca', 'Pyroscope'].map((server) => ({
    ...side,
    datasource: server,
    server,
  }));
  const facts = comparability(parca!, pyroscope!, 'share');
  expect(facts.filter(({ level }) => level === 'warn')).toEqual([
    {
      topic: 'datasource',
      level: 'warn',
      text: 'Parca against Pyroscope: they sample otherwise, so only shares are compared; a Pyroscope has cut Go’s type arguments and the ends of the deepest stacks',
    },
  ]);
  expect(comparabilityMessage(facts)).toMatch(/^Caution: Parca against Pyroscope: /);
  const two = comparability(parca!, { ...pyroscope!, range: later.range! }, 'share');
  expect(two[0]).toMatchObject({ text: 'two differences: datasource and time' });
});

test('of files only what they say', () => {
  const file = { profileType: 'cpu', unit: 'nanoseconds', gauge: false, total: 5, buildIds: [] };
  expect(comparability(file, file, 'perSecond')).toEqual([
    { topic: 'profileType', level: 'ok', text: 'both cpu', same: 'type' },
  ]);
});

test.each<{ name: string; change: Partial<ComparedSide>; topic: string; text: string }>([
  { name: 'an empty side', change: { total: 0 }, topic: 'empty', text: 'total of comparison is 0' },
  {
    name: 'another type and another way to sum up',
    change: { profileType: 'goroutine:goroutine:count:goroutine:count', gauge: true },
    topic: 'profileType',
    text: `${side.profileType} against goroutine:goroutine:count:goroutine:count: a sum over scrapes against a mean over scrapes`,
  },
  {
    name: 'what the maker cut off',
    change: { trimmed: 0.034 },
    topic: 'trimmed',
    text: 'of the baseline 0 %, of the comparison 3.4 %: trimmed where the profiles were made, and in no function',
  },
  {
    name: 'other units',
    change: { unit: 'count' },
    topic: 'unit',
    text: 'nanoseconds against count',
  },
  {
    name: 'another length',
    change: { range: { start: 600_000, end: 660_000 } },
    topic: 'range',
    text: '300 s against 60 s',
  },
  {
    name: 'the same profiles',
    change: { range: { start: 0, end: 300_000 } },
    topic: 'overlap',
    text: 'both sides are the same profiles',
  },
  {
    name: 'a common second',
    change: { range: { start: 299_000, end: 599_000 } },
    topic: 'overlap',
    text: 'the sides overlap in time',
  },
  {
    name: 'missing scrapes',
    change: { scrapes: 18 },
    topic: 'scrapes',
    text: '20 of 20 scrapes against 18 of 20',
  },
  {
    name: 'rarer samples',
    change: { periods: [52_631_578] },
    topic: 'period',
    text: 'sampled every 10 ms against 52.631578 ms',
  },
  {
    name: 'a profiler that sees less of one side',
    change: { seen: 0.7 },
    topic: 'seen',
    text: 'profiler sees 93 % against 70 % of what the process’ own metric says',
  },
  {
    name: 'more series on one side',
    change: { series: 3 },
    topic: 'series',
    text: 'sum of 1 series against 3',
  },
  {
    name: 'windows that are not covered',
    change: { extent: 0.62 },
    topic: 'coverage',
    text: 'scrapes cover 100 % of the window against 62 %',
  },
  {
    name: 'symbols that one side lacks',
    change: { symbolised: 0.61 },
    topic: 'symbols',
    text: '98 % symbolised against 61 %',
  },
  {
    name: 'another build',
    change: { buildIds: ['b', 'a'] },
    topic: 'build',
    text: 'build 83224a28 against a, b',
  },
])('warns of $name', ({ change, topic, text }) => {
  const facts = comparability(side, { ...later, ...change }, 'perSecond');
  const warnings = facts.filter((f) => f.level === 'warn' && f.topic !== 'differences');
  expect(warnings).toEqual([{ topic, level: 'warn', text }]);
});

test('one scrape is one', () => {
  const one = { ...side, scrapes: 1, expectedScrapes: 1 };
  const textOf = (a: ComparedSide, b: ComparedSide) =>
    comparability(a, b, 'perSecond').find(({ topic }) => topic === 'scrapes')?.text;
  expect(textOf(one, one)).toBe('1 scrape each');
  expect(textOf(one, { ...side, scrapes: 4 })).toBe('1 of 1 scrape against 4 of 20');
  expect(textOf({ ...one, expectedScrapes: 20 }, side)).toBe('1 of 20 scrapes against 20 of 20');
});

test('where the scrapes begin makes one more, which of few is many', () => {
  const more = (scrapes: number) => ({ ...side, scrapes, expectedScrapes: scrapes });
  const level = (a: number, b: number) =>
    comparability(more(a), more(b), 'perSecond').find(({ topic }) => topic === 'scrapes');
  expect(level(30, 29)).toMatchObject({ level: 'ok', text: '30 of 30 scrapes against 29 of 29' });
  expect([level(29, 30), level(30, 28), level(4, 5)].map((one) => one?.level)).toEqual([
    ...['ok', 'warn', 'warn'],
  ]);
});

test('both sides can miss the same number of scrapes', () => {
  const thin = { ...side, scrapes: 18 };
  expect(comparability(thin, { ...thin, range: later.range! }, 'perSecond')).toContainEqual({
    topic: 'scrapes',
    level: 'warn',
    text: '18 of 20 scrapes against 18 of 20',
  });
});

test('a gauge of one scrape is a moment', () => {
  const moment = { ...side, gauge: true, scrapes: 1, expectedScrapes: 1 };
  expect(comparability(moment, { ...moment, range: later.range! }, 'perSecond')).toContainEqual({
    topic: 'scrapes',
    level: 'warn',
    text: '1 of 1 scrape against 1 of 1: one scrape is a moment, no mean',
  });
});

test('lengths that a hand drew alike are alike, and still reported', () => {
  const drawn = { ...later, range: { start: 600_000, end: 901_000 } };
  expect(comparability(side, drawn, 'perSecond')).toContainEqual({
    topic: 'range',
    level: 'ok',
    text: '300 s against 301 s',
  });
});

test('windows that touch, as they are typed, have one moment in common and no more', () => {
  const next = { ...side, range: { start: 300_000, end: 600_000 } };
  const facts = comparability(side, next, 'perSecond');
  expect(facts.filter(({ level }) => level === 'warn')).toEqual([]);
  expect(facts).toContainEqual({
    topic: 'overlap',
    level: 'ok',
    text: 'a scrape at the moment that both sides share is on both',
  });
});

test('two units may share their time', () => {
  const sibling = { ...side, source: CPU + '{juju_unit="shop-k8s/0"}' };
  expect(comparability(side, sibling, 'perSecond').every(({ level }) => level === 'ok')).toBe(true);
});

const of = (matchers: string, more: Partial<ComparedSide> = {}): ComparedSide => ({
  ...side,
  source: CPU + matchers,
  ...more,
});
const { range: afterwards } = later;

test.each<{ name: string; a?: ComparedSide; b: ComparedSide; text: string | undefined }>([
  { name: 'time alone', b: later, text: undefined },
  { name: 'unit alone', b: of('{juju_unit="shop-k8s/0"}'), text: undefined },
  { name: 'a deploy', b: { ...later, buildIds: ['other'] }, text: undefined },
  {
    name: 'unit and time',
    b: of('{juju_unit="shop-k8s/0"}', { range: afterwards }),
    text: 'two differences: unit and time',
  },
  {
    name: 'unit and build',
    b: of('{juju_unit="shop-k8s/0"}', { buildIds: ['other'] }),
    text: 'two differences: unit and build',
  },
  {
    name: 'type and build',
    b: { ...side, profileType: 'x', buildIds: ['other'] },
    text: 'two differences: profile type and build',
  },
  {
    name: 'application, which its unit goes with, and time',
    a: of('{juju_application="a", juju_unit="a/0"}'),
    b: of('{juju_application="b", juju_unit="b/0"}', { range: afterwards }),
    text: 'two differences: application and time',
  },
  {
    name: 'a label that is no place, time and build',
    a: of('{juju_unit="a/0"}'),
    b: of('{juju_unit="a/0", version="2"}', { range: afterwards, buildIds: ['other'] }),
    text: 'three differences: label version, time and build',
  },
])('$name: how many questions are asked at once', ({ a = side, b, text }) => {
  const found = comparability(a, b, 'perSecond').find(({ topic }) => topic === 'differences');
  expect(found?.text).toBe(text);
  if (text)
    expect(comparabilityMessage(comparability(a, b, 'perSecond'))).toMatch(`Caution: ${text}`);
});

test('siblings are told by what they are not', () => {
  const siblings = of('{juju_model="dev", juju_application="a", juju_unit!="a/1"}');
  const unit = of('{juju_application="a", juju_unit="a/1"}');
  expect(comparability(siblings, unit, 'perSecond')).toContainEqual({
    topic: 'place',
    level: 'ok',
    text: 'unit != a/1 against a/1',
  });
});

test('what is alike, in a line', () => {
  expect(comparabilityMessage(comparability(side, later, 'perSecond'))).toBe(
    'Comparable: same unit, type, build; 20 scrapes each',
  );
  const sibling = of('{juju_unit="shop-k8s/0"}');
  expect(comparabilityMessage(comparability(side, sibling, 'perSecond'))).toBe(
    'Comparable: same time, type, build; 20 scrapes each; two units alone do not say which one is unusual',
  );
  const others = { ...sibling, series: 4 };
  expect(comparabilityMessage(comparability(others, side, 'perUnit'))).not.toContain('of two');
});

test.each(['raw', 'perSecond'] as const)('a sum of more series is greater by that: %s', (how) => {
  const facts = comparability(side, { ...side, series: 3, scrapes: 60, expectedScrapes: 60 }, how);
  expect(facts).toContainEqual({
    topic: 'series',
    level: 'warn',
    text: 'sum of 1 series against 3',
  });
});

test('of files it says how many are added up, and what is divided by them is alike', () => {
  const [two, three] = [2, 3].map((files) => ({ ...side, files, series: files, scrapes: files }));
  const ofSeries = (how: Normalisation) =>
    comparability(two!, three!, how).filter(
      ({ topic }) => topic === 'series' || topic === 'scrapes',
    );
  const said = (level: 'ok' | 'warn', text: string) => [{ topic: 'series', level, text }];
  expect(ofSeries('raw')).toEqual(said('warn', 'sum of 2 files against 3'));
  expect(ofSeries('perFile')).toEqual(said('ok', '2 files against 3, each value per file'));
  expect(ofSeries('perSecond')).toEqual(said('ok', '2 files against 3, each value per second'));
});

test.each([
  ['perUnit', '1 series against 3, each value per unit'],
  ['perRequest', '1 series against 3, each value per request'],
  ['share', '1 series against 3, each value a share'],
] as const)('what is divided by its size is not greater by it: %s', (how, text) => {
  const siblings = { ...side, series: 3, scrapes: 61, expectedScrapes: 61 };
  const facts = comparability(side, siblings, how);
  expect(facts).toContainEqual({ topic: 'series', level: 'ok', text });
  expect(facts).toContainEqual({
    topic: 'scrapes',
    level: 'ok',
    text: '20 of 20 scrapes against 61 of 61',
  });
  const fewer = { ...siblings, scrapes: 40, expectedScrapes: 40 };
  expect(comparability(side, fewer, how).find(({ topic }) => topic === 'scrapes')?.level).toBe(
    'warn',
  );
});

test('another application is named, though only the units were asked for', () => {
  const labelled = (unit: string, application: string): ComparedSide => ({
    ...side,
    source: `${CPU}{juju_unit="${unit}"}`,
    labels: {
      ...{ juju_model: application, juju_application: application },
      ...{ juju_unit: unit, pod: unit },
    },
  });
  const [parca, shop] = [labelled('parca/0', 'parca'), labelled('shop-k8s/1', 'shop-k8s')];
  const textOf = (a: ComparedSide, b: ComparedSide) =>
    comparability(a, b, 'perSecond').find(({ topic }) => topic === 'place')?.text;
  expect(textOf(parca, shop)).toBe(
    'application parca against shop-k8s, unit parca/0 against shop-k8s/1',
  );
  expect(textOf(labelled('shop-k8s/0', 'shop-k8s'), shop)).toBe(
    'unit shop-k8s/0 against shop-k8s/1',
  );
  // One selection in two times, whose pods have other names, is one selection.
  const later = { ...shop, labels: { ...shop.labels, pod: 'shop-k8s-7' } };
  expect(textOf(shop, later)).toBe('same unit');
});
