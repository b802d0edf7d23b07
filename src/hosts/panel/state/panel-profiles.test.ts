// @vitest-environment jsdom
import { createDataFrame, FieldType } from '@grafana/data';
import { expect, test } from 'vitest';
import { diffFrame, foreignFrame, IN_USE, profileFrame, sideFacts } from './panel.fixture';
import { profilesOf, type PanelProfiles } from './panel-profiles';

const AUTOMATIC = { baseline: undefined, comparison: undefined, swapped: false };
const A = profileFrame(['main;work 10'], { refId: 'A' });
const B = profileFrame(['main;work 30'], { refId: 'B' });
const C = profileFrame(['main;work 50'], { refId: 'C' });

function profiles(...asked: Parameters<typeof profilesOf>): PanelProfiles {
  const found = profilesOf(...asked);
  if (found.kind !== 'profiles') throw new Error(`expected profiles, got ${found.kind}`);
  return found;
}

const refIds = (found: PanelProfiles) => found.sides.map((side) => side.refId);
const totals = (found: PanelProfiles) =>
  found.trees.flatMap((tree) => tree.columns.map((column) => column.total[0]));

test('one frame is a profile, two are baseline and comparison in the order of the queries', () => {
  expect(refIds(profiles([A], AUTOMATIC))).toEqual(['A']);
  const both = profiles([A, B], AUTOMATIC);
  expect(refIds(both)).toEqual(['A', 'B']);
  expect(totals(both)).toEqual([10, 30]);
  expect(both.notices).toEqual([]);
});

test('options choose the sides, a viewer swaps them', () => {
  expect(refIds(profiles([A, B], { ...AUTOMATIC, baseline: 'B' }))).toEqual(['B', 'A']);
  expect(refIds(profiles([A, B], { ...AUTOMATIC, comparison: 'A' }))).toEqual(['B', 'A']);
  const swapped = profiles([A, B], { ...AUTOMATIC, swapped: true });
  expect(refIds(swapped)).toEqual(['B', 'A']);
  expect(totals(swapped)).toEqual([30, 10]);
});

test('of three frames two are compared and the other one is named', () => {
  const found = profiles([A, B, C], { ...AUTOMATIC, baseline: 'C', comparison: 'A' });
  expect(refIds(found)).toEqual(['C', 'A']);
  expect(found.notices.join()).toContain('Not shown: Query B.');
});

test('an option that names a query without a profile says so', () => {
  const found = profiles([A, B], { ...AUTOMATIC, baseline: 'X' });
  expect(refIds(found)).toEqual(['A', 'B']);
  expect(found.notices).toEqual(['Query X is the baseline in the options and has no profile.']);
});

test('a diff frame is a comparison by itself, whichever way round', () => {
  const diff = diffFrame(['main;work 10'], ['main;work 30']);
  const found = profiles([diff], AUTOMATIC);
  expect(totals(found)).toEqual([10, 30]);
  expect(found.sides.map((side) => side.facts?.selector)).toEqual([
    sideFacts({ unit: 0 }).selector,
    sideFacts({ unit: 1 }).selector,
  ]);
  const swapped = profiles([diff], { ...AUTOMATIC, swapped: true });
  expect(totals(swapped)).toEqual([30, 10]);
  expect(swapped.sides[0]!.facts).toEqual(found.sides[1]!.facts);
});

test('values in different units are not compared', () => {
  const bytes = profileFrame(['main 1'], { refId: 'B', type: IN_USE, unit: 'bytes' });
  expect(profilesOf([A, bytes], AUTOMATIC)).toEqual({
    kind: 'incomparable',
    facts: 'Query A is in nanoseconds, Query B in bytes.',
  });
});

test('values in two units of one kind are compared in the finer one', () => {
  const coarse = profileFrame(['main 2', 'gc 1'], { refId: 'B', unit: 'microseconds' });
  const { unit, trees } = profiles([A, coarse], AUTOMATIC);
  expect(unit).toBe('nanoseconds');
  expect(trees[1]!.columns[0]!.total[0]).toBe(3000);
  expect(trees[0]!.columns[0]!.total[0]).toBe(
    profiles([A], AUTOMATIC).trees[0]!.columns[0]!.total[0],
  );
});

test('negative values are said to be there', () => {
  const cache = profileFrame(['cache -5', 'serve 2'], { refId: 'B' });
  expect(profiles([A, cache], AUTOMATIC).notices.join()).toContain('holds negative values');
  expect(profiles([A], AUTOMATIC).notices).toEqual([]);
});

test('values that add up to more than 2^53 are shown, and said to be rounded', () => {
  const waits = profileFrame(['main;f 9007199254740992', 'main;g 9007199254740992'], {
    refId: 'B',
  });
  const found = profiles([waits], AUTOMATIC);
  expect(totals(found)).toEqual([2 ** 54]);
  expect(found.notices.join()).toContain('add up to more than 2^53');
});

test('an equal unit of another type is shown, without a rate', () => {
  const type = 'mutex:delay:nanoseconds:contentions:count';
  const mutex = profileFrame(['main 1'], { refId: 'B', type });
  expect(profiles([A, mutex], AUTOMATIC).profileType).toBeUndefined();
});

test('a frame that is no tree is named with the place, the other one stays', () => {
  const broken = createDataFrame({
    refId: 'B',
    fields: [
      { name: 'level', type: FieldType.number, values: [0, 5] },
      { name: 'label', type: FieldType.string, values: ['total', 'main'] },
      { name: 'value', type: FieldType.number, values: [1, 1] },
    ],
  });
  const found = profiles([A, broken], AUTOMATIC);
  expect(refIds(found)).toEqual(['A']);
  expect(found.broken).toHaveLength(1);
  expect(found.broken[0]).toMatch(/^Query B: .*level/);
  expect(profilesOf([broken], AUTOMATIC).kind).toBe('broken');
});

test('other frames are left out with a word, time series silently', () => {
  const table = createDataFrame({
    refId: 'T',
    fields: [{ name: 'host', type: FieldType.string, values: ['a'] }],
  });
  const series = createDataFrame({
    refId: 'M',
    fields: [
      { name: 'time', type: FieldType.time, values: [1] },
      { name: 'value', type: FieldType.number, values: [1] },
    ],
  });
  expect(profiles([A, table, series], AUTOMATIC).notices).toEqual([
    'No profile, left out: Query T.',
  ]);
  expect(profilesOf([table], AUTOMATIC)).toEqual({
    kind: 'none',
    others: ['Query T: fields host'],
  });
});

test('a tree is read once while its values stay the same, and its unit follows the field options', () => {
  const [first] = profiles([A], AUTOMATIC).trees;
  const copy = {
    ...A,
    fields: A.fields.map((field) => ({ ...field, config: { ...field.config, unit: 'short' } })),
  };
  const again = profiles([copy], AUTOMATIC);
  expect(again.trees[0]).toBe(first);
  expect(again.unit).toBe('count');
});

test('of another datasource nothing is known but the values', () => {
  const found = profiles([foreignFrame(['main;work 10'])], AUTOMATIC);
  expect(found.sides[0]!.facts).toBeUndefined();
  expect(found.profileType).toBeUndefined();
  expect(found.unit).toBe('nanoseconds');
});

test('a side without a profile is no measurement of 0: nothing is compared', () => {
  const none = { ...sideFacts(), scrapes: 0 };
  const empty = profileFrame([], { refId: 'A', sides: [none] });
  expect(profilesOf([empty, B], AUTOMATIC)).toMatchObject({ kind: 'empty', missing: 'baseline' });
  expect(profilesOf([empty, B], { ...AUTOMATIC, swapped: true })).toMatchObject({
    missing: 'comparison',
  });
});
