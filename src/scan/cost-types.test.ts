import { expect, test } from 'vitest';
import { parseProfileType, printProfileType } from '#series';
import { costTypes } from './cost-types';

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
