import { expect, test } from 'vitest';
import { parseProfileType, printProfileType } from '#series';
import { costTypes, fetchCostTypes } from './cost-types';

const GO = [
  'block:contentions:count:contentions:count',
  'block:delay:nanoseconds:contentions:count',
  'goroutine:goroutine:count:goroutine:count',
  'memory:alloc_objects:count:space:bytes',
  'memory:alloc_space:bytes:space:bytes',
  'memory:inuse_objects:count:space:bytes',
  'memory:inuse_space:bytes:space:bytes',
  'mutex:contentions:count:contentions:count',
  'mutex:delay:nanoseconds:contentions:count',
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'process_cpu:samples:count:cpu:nanoseconds:delta',
];

const chosen = (types: readonly string[]) =>
  costTypes(types.map(parseProfileType)).map(printProfileType);

test('of a Go program one of each kind of cost, CPU time first', () => {
  expect(chosen(GO)).toEqual([
    'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    'memory:alloc_space:bytes:space:bytes',
    'memory:inuse_space:bytes:space:bytes',
    'goroutine:goroutine:count:goroutine:count',
    'block:delay:nanoseconds:contentions:count',
    'mutex:delay:nanoseconds:contentions:count',
  ]);
  expect(chosen([...GO].reverse())).toEqual(chosen(GO));
});

test('what is the only one of its kind is kept: samples of an agent, a count', () => {
  const agent = 'parca_agent:samples:count:cpu:nanoseconds:delta';
  const objects = 'memory:inuse_objects:count:space:bytes';
  expect(chosen([objects, agent])).toEqual([agent, objects]);
});

test('the first is known from the last minutes; of the whole range nobody asks before all are wanted', async () => {
  const range = { start: 0, end: 3_600_000 };
  const asked: number[] = [];
  const fetchProfileTypes = async ({ start }: { readonly start: number }) => {
    asked.push(start);
    return GO.slice(start === 0 ? 0 : 5).map(parseProfileType);
  };
  const types = fetchCostTypes({ fetchProfileTypes }, { range }, new AbortController().signal);
  expect((await types.first)?.sampleType).toBe('cpu');
  expect(asked).toEqual([3_480_000]);
  expect((await types.all()).map(printProfileType)).toEqual(chosen(GO));
  expect(await types.all()).toBe(await types.all());
  expect(asked).toEqual([3_480_000, 0]);
});

test('what is asked for is not looked up; of nothing there is no first', async () => {
  const fetchProfileTypes = () => Promise.reject(new Error('nobody asks for it'));
  const { signal } = new AbortController();
  const range = { start: 0, end: 3_600_000 };
  const profileTypes = GO.slice(0, 2).map(parseProfileType);
  const given = fetchCostTypes({ fetchProfileTypes }, { range, profileTypes }, signal);
  expect([await given.first, await given.all()]).toEqual([profileTypes[0], profileTypes]);
  const none = fetchCostTypes({ fetchProfileTypes: async () => [] }, { range }, signal);
  expect([await none.first, await none.all()]).toEqual([undefined, []]);
});
