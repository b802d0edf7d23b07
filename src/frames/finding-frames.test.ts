// @vitest-environment jsdom
import { FieldType, type DataFrame } from '@grafana/data';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Finding, Looked } from '#changes';
import { parseProfileType } from '#series';
import { dashboardSchema, panelsOf, readDashboard } from '../../tests/contract/provisioned';
import {
  annotationsFromFindings,
  frameFromFindings,
  type FindingsFrameOptions,
} from './frame-from-findings';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const MEMORY = parseProfileType('memory:inuse_space:bytes:space:bytes');
const LOOKED: Looked = { units: 2, types: 1, inDepth: 2, tests: 80, expectedFalse: 0.1 };

const QUOTE: Finding = {
  key: 'shop|quote|up',
  kind: 'cost',
  direction: 'up',
  profileType: CPU,
  application: 'shop',
  units: ['shop/1', 'shop/2'],
  unchanged: ['shop/0'],
  function: 'shop.Quote',
  delta: 0.5,
  deltaInterval: [0.4, 0.6],
  relative: 0.25,
  interval: [0.2, 0.3],
  q: 0.001,
  since: { time: 1000, uncertainty: 10 },
  until: 5000,
  cause: { kind: 'deploy', text: '1 s after the build changed' },
};
/** A whole that shrank, of which hardly anything is known. */
const LEVEL: Finding = {
  key: 'feed|level|down',
  kind: 'level',
  direction: 'down',
  profileType: CPU,
  application: 'feed',
  units: ['feed/0'],
  unchanged: [],
  delta: -2,
  q: 0.01,
};

const options = (more: Partial<FindingsFrameOptions> = {}): FindingsFrameOptions => ({
  refId: 'A',
  looked: LOOKED,
  limit: 10,
  wordsOf: (finding) => ({
    title: `Costs more: ${finding.function ?? finding.application}`,
    size: `${finding.delta} cores`,
    why: ['under main', 'no event'],
    compare: `/a/app/compare?x=${finding.key}`,
    changes: `/a/app/changes?finding=${finding.key}`,
  }),
  executed: 'changes {}',
  notices: ['looked'],
  ...more,
});
const organizeSchema = z
  .object({
    id: z.literal('organize'),
    options: z.object({
      excludeByName: z.record(z.string(), z.literal(true)),
      indexByName: z.record(z.string(), z.int()),
    }),
  })
  .transform((transformation) => transformation.options);
const overridesSchema = z.array(z.object({ matcher: z.object({ options: z.string() }) }));
const row = (frame: DataFrame, at: number) =>
  Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[at] as unknown]));
const field = (frame: DataFrame, name: string) => frame.fields.find((one) => one.name === name)!;
const noticesOf = (frame: DataFrame) => frame.meta?.notices?.map(({ text }) => text);

test('a finding is a row: what, how much, since when, why, and where to look at it', () => {
  const frame = frameFromFindings([QUOTE], options());
  expect(row(frame, 0)).toEqual({
    ...{ Kind: 'cost', Direction: 'up', Function: 'shop.Quote', Type: 'CPU time' },
    ...{ Application: 'shop', Units: 'shop/1, shop/2', Size: '0.5 cores' },
    ...{ Delta: 0.5, Unit: 'cores', 'Interval low': 0.4, 'Interval high': 0.6 },
    ...{ Change: 0.25, 'Change low': 0.2, 'Change high': 0.3, q: 0.001 },
    ...{ Since: 1000, Within: 10, Until: 5000, Cause: '1 s after the build changed' },
    ...{ Why: 'under main · no event', Link: '/a/app/compare?x=shop|quote|up' },
    Changes: '/a/app/changes?finding=shop|quote|up',
  });
  expect(frame.meta).toMatchObject({
    preferredVisualisationType: 'table',
    executedQueryString: 'changes {}',
    custom: { parcascopeChanges: LOOKED },
  });
  expect([field(frame, 'Since').type, field(frame, 'Until').type]).toEqual([
    FieldType.time,
    FieldType.time,
  ]);
});

test('what is not known of a finding is null, not 0', () => {
  const frame = frameFromFindings([LEVEL], options());
  expect(row(frame, 0)).toMatchObject({
    ...{ Function: '(in total)', Change: null, 'Change low': null, 'Interval low': null },
    ...{ Since: null, Within: null, Until: null, Cause: '' },
  });
});

test('numbers have a unit of Grafana where all rows have the same', () => {
  const same = frameFromFindings([QUOTE, LEVEL], options());
  expect(field(same, 'Delta').config.unit).toBe('suffix:cores');
  expect(field(same, 'Interval high').config.unit).toBe('suffix:cores');
  const mixed = frameFromFindings([QUOTE, { ...LEVEL, profileType: MEMORY }], options());
  expect(field(mixed, 'Delta').config.unit).toBeUndefined();
  expect(field(mixed, 'Unit').values).toEqual(['cores', 'bytes']);
});

test('the name of a function leads to what the columns of links hold', () => {
  const { links } = field(frameFromFindings([QUOTE], options()), 'Function').config;
  expect(links?.map(({ url }) => url)).toEqual([
    '${__data.fields["Link"]}',
    '${__data.fields["Changes"]}',
  ]);
});

test('what the limit cuts is said', () => {
  const frame = frameFromFindings([QUOTE, LEVEL], options({ limit: 1 }));
  expect(frame.length).toBe(1);
  expect(noticesOf(frame)).toEqual(['looked', '1 of 2 changes: the limit is 1.']);
});

test('nothing found: no row, and what was looked at', () => {
  const frame = frameFromFindings([], options());
  expect([frame.length, frame.fields.length > 10]).toEqual([0, true]);
  expect(noticesOf(frame)).toEqual(['looked']);
});

test('annotations have the fields that Grafana reads, and their texts are safe as HTML', () => {
  const nasty = '<impl Foo for Bar<T>>::run';
  const frame = annotationsFromFindings([{ ...QUOTE, function: nasty }, LEVEL], options());
  expect(frame.fields.map(({ name, type }) => [name, type])).toEqual([
    ['time', FieldType.time],
    ['timeEnd', FieldType.time],
    ['title', FieldType.string],
    ['text', FieldType.string],
    ['tags', FieldType.string],
  ]);
  expect(row(frame, 0)).toEqual({
    time: 1000,
    timeEnd: 5000,
    title: 'Costs more: &lt;impl Foo for Bar&lt;T&gt;&gt;::run',
    text: [
      'CPU time: 0.5 cores',
      'shop/1, shop/2',
      'under main',
      'no event',
      '<a href="/a/app/compare?x=shop|quote|up">Compare in Parcascope</a>',
    ].join('<br>'),
    tags: 'cost,up,shop',
  });
  expect([frame.length, noticesOf(frame)]).toEqual([1, ['looked', '1 of 2 changes have no time.']]);
});

test('a change that lasts is a moment, not a range', () => {
  const frame = annotationsFromFindings([{ ...QUOTE, until: undefined }], options());
  expect(row(frame, 0)).toMatchObject({ time: 1000, timeEnd: null });
});

test.each(['parcascope-fleet', 'parcascope-application'])(
  'the table on %s names the columns that there are, and leaves those that links refer to',
  (uid) => {
    const table = panelsOf(dashboardSchema.parse(readDashboard(uid))).find(({ targets }) =>
      targets.some((target) => 'queryType' in target && target.queryType === 'changes'),
    )!;
    const { excludeByName, indexByName } = organizeSchema.parse(table.transformations![0]);
    const named = [...Object.keys(excludeByName), ...Object.keys(indexByName), 'Link', 'Changes'];
    const columns = frameFromFindings([], options()).fields.map(({ name }) => name);
    expect(named.sort()).toEqual([...columns].sort());
    for (const { matcher } of overridesSchema.parse(table.fieldConfig.overrides))
      expect(columns).toContain(matcher.options);
  },
);
