import { expect, test } from 'vitest';
import { parseProfileType, printMatchers } from '#series';
import type { ScannedApplication } from '../fleet';
import type { Task } from '../tasks';
import { batchesOf, halvesOf, matchersOfBatch, type Batch } from './batches';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');
const windowsAt = (start: number) => ({
  baseline: { start, end: start + 9 },
  comparison: { start: start + 10, end: start + 19 },
});
const FLEET = windowsAt(0);

function application(name: string, units: number, label = 'app'): ScannedApplication {
  const matchers = [{ name: label, op: '=' as const, value: name }];
  return {
    ...{ name, matchers },
    units: Array.from({ length: units }, (_, u) => ({
      name: `${name}/${u}`,
      matchers: [...matchers, { name: 'unit', op: '=', value: `${name}/${u}` }],
    })),
  };
}

const task = (of: ScannedApplication, profileType = CPU, looked = of.units.length): Task => ({
  ...{ application: of, profileType, changes: [] },
  units: of.units.slice(0, looked),
});
const batched = (tasks: readonly Task[], groups = true, windowsFor = () => FLEET) =>
  batchesOf(tasks, { groups, windowsFor });
const named = (batches: readonly Batch[]) =>
  batches.map(({ tasks }) => tasks.map((one) => one.application.name).join(' '));

const [a, b, c] = [application('a', 2), application('b.b', 3), application('c', 1)];

test('applications of one type are asked together, in their order', () => {
  const batches = batched([task(a), task(b, HEAP), task(c), task(a, HEAP), task(b)]);
  expect(named(batches)).toEqual(['a c b.b', 'b.b a']);
  expect(batches.map((one) => printMatchers(matchersOfBatch(one)))).toEqual([
    '{app=~"a|c|b\\\\.b"}',
    '{app=~"b\\\\.b|a"}',
  ]);
});

test('not what has other windows, is placed by other labels, or is a sample of its units', () => {
  const pods = application('pods', 2, 'namespace');
  const large = application('large', 30);
  const own = windowsAt(5);
  const batches = batchesOf([task(a), task(b), task(c), task(pods), task(large, CPU, 2)], {
    groups: true,
    windowsFor: (one) => (one.application === b ? own : FLEET),
  });
  expect(named(batches)).toEqual(['a c', 'b.b', 'pods', 'large']);
  expect(batches[1]!.windows).toBe(own);
  expect(printMatchers(matchersOfBatch(batches[3]!))).toBe(
    '{app="large", unit=~"large/0|large/1"}',
  );
});

test('up to as many units as one answer has room for', () => {
  const many = ['d', 'e', 'f', 'g'].map((name) => task(application(name, 60)));
  expect(named(batched(many))).toEqual(['d e f', 'g']);
});

test('a server that does not tell series apart is asked for one after the other', () => {
  expect(named(batched([task(a), task(c)], false))).toEqual(['a', 'c']);
});

test('in halves down to one unit, and none is lost', () => {
  const whole = batched([task(a), task(b), task(c)])[0]!;
  const unitsIn = (batch: Batch): readonly string[] => {
    const halves = halvesOf(batch);
    if (halves.length > 0) return halves.flatMap(unitsIn);
    expect(batch.tasks).toHaveLength(1);
    expect(batch.tasks[0]!.units).toHaveLength(1);
    return batch.tasks[0]!.units.map(({ name }) => name);
  };
  expect(unitsIn(whole)).toEqual(['a/0', 'a/1', 'b.b/0', 'b.b/1', 'b.b/2', 'c/0']);
});
