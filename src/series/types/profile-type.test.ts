import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kindOf,
  parseProfileType,
  printProfileType,
  rateUnit,
  readingsOf,
  storedTypeOf,
  valueUnit,
} from './profile-type';
import { profileTypeHelp, profileTypeTitle } from './profile-type-title';

const known = [
  {
    type: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
    title: 'CPU time',
    kind: 'delta',
    rate: 'cores',
    value: 'nanoseconds',
  },
  {
    type: 'process_cpu:samples:count:cpu:nanoseconds:delta',
    title: 'CPU time (from samples)',
    kind: 'delta',
    rate: 'cores',
    value: 'nanoseconds',
  },
  {
    type: 'parca_agent:samples:count:cpu:nanoseconds:delta',
    title: 'CPU time (eBPF agent)',
    kind: 'delta',
    rate: 'cores',
    value: 'nanoseconds',
  },
  {
    type: 'parca_agent:wallclock:nanoseconds:samples:count:delta',
    title: 'Off-CPU time (eBPF agent)',
    kind: 'delta',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'fgprof:time:nanoseconds:wallclock:nanoseconds:delta',
    title: 'Wall-clock time (fgprof)',
    kind: 'delta',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'fgprof:samples:count:wallclock:nanoseconds:delta',
    title: 'Wall-clock time (fgprof, from samples)',
    kind: 'delta',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'memory:inuse_space:bytes:space:bytes',
    title: 'Memory in use',
    kind: 'gauge',
    rate: 'bytes',
    value: 'bytes',
  },
  {
    type: 'memory:inuse_objects:count:space:bytes',
    title: 'Objects in use',
    kind: 'gauge',
    rate: 'count',
    value: 'count',
  },
  {
    type: 'memory:alloc_space:bytes:space:bytes',
    title: 'Memory allocated',
    kind: 'counter',
    rate: 'bytes/s',
    value: 'bytes',
  },
  {
    type: 'memory:alloc_space:bytes:space:bytes:delta',
    title: 'Memory allocated',
    kind: 'delta',
    rate: 'bytes/s',
    value: 'bytes',
  },
  {
    type: 'memory:alloc_objects:count:space:bytes',
    title: 'Allocated objects',
    kind: 'counter',
    rate: 'count/s',
    value: 'count',
  },
  {
    type: 'goroutine:goroutine:count:goroutine:count',
    title: 'Goroutines',
    kind: 'gauge',
    rate: 'count',
    value: 'count',
  },
  {
    type: 'mutex:delay:nanoseconds:contentions:count',
    title: 'Lock contention (mutex delay)',
    kind: 'counter',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'mutex:contentions:count:contentions:count',
    title: 'Lock contentions',
    kind: 'counter',
    rate: 'count/s',
    value: 'count',
  },
  {
    type: 'block:delay:nanoseconds:contentions:count',
    title: 'Blocking time',
    kind: 'counter',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'block:contentions:count:contentions:count',
    title: 'Blocking events',
    kind: 'counter',
    rate: 'count/s',
    value: 'count',
  },
  {
    type: 'my_heap:live_things:furlongs:space:bytes',
    title: 'My heap: live things (furlongs)',
    kind: 'gauge',
    rate: 'furlongs',
    value: 'furlongs',
  },
  { type: 'lag:lag:count::', title: 'Lag (count)', kind: 'gauge', rate: 'count', value: 'count' },
  {
    type: 'mutex:delay:nanoseconds:contentions:count:delta',
    title: 'Lock contention (mutex delay)',
    kind: 'delta',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'process_cpu:samples:count:cpu:nanoseconds:counted',
    title: 'CPU samples',
    kind: 'delta',
    rate: 'count/s',
    value: 'count',
  },
  {
    type: 'wall:wall:nanoseconds:wall:nanoseconds:delta',
    title: 'Wall-clock time',
    kind: 'delta',
    rate: 'nanoseconds/s',
    value: 'nanoseconds',
  },
  {
    type: 'x:y:events:z:w:delta',
    title: 'X: y (events)',
    kind: 'delta',
    rate: 'events/s',
    value: 'events',
  },
  {
    type: 'mutex:delay:nanoseconds:contentions:count:total',
    title: 'Lock contention (mutex delay), since the start',
    kind: 'gauge',
    rate: 'nanoseconds',
    value: 'nanoseconds',
  },
] as const;

describe.each(known)('$type', ({ type, title, kind, rate, value }) => {
  const parsed = parseProfileType(type);
  test('prints as it was read', () => expect(printProfileType(parsed)).toBe(type));
  test('has a title and a sentence', () => {
    expect(profileTypeTitle(parsed)).toBe(title);
    expect(profileTypeHelp(parsed)).toMatch(/^[A-Z].+\.$/);
  });
  test('knows its kind and units', () => {
    expect([kindOf(parsed), rateUnit(parsed), valueUnit(parsed)]).toEqual([kind, rate, value]);
  });
});

test('titles tell known types apart, and not how a server comes to the same numbers', () => {
  const titles = known.map(({ type }) => profileTypeTitle(parseProfileType(type)));
  const isTwin = ({ type }: { type: string }) =>
    known.some((other) => `${other.type}:delta` === type);
  expect(new Set(titles).size).toBe(known.filter((one) => !isTwin(one)).length);
});

test('a running total can be read in two ways, anything else in one', () => {
  const readings = (text: string) => readingsOf(parseProfileType(text)).map(printProfileType);
  const alloc = 'memory:alloc_space:bytes:space:bytes';
  expect(readings(alloc)).toEqual([alloc, `${alloc}:total`]);
  expect(readings(`${alloc}:total`)).toEqual([`${alloc}:total`]);
  expect(readings(`${alloc}:delta`)).toEqual([`${alloc}:delta`]);
  expect(printProfileType(storedTypeOf(parseProfileType(`${alloc}:total`)))).toBe(alloc);
  expect(() => parseProfileType('memory:inuse_space:bytes:space:bytes:total')).toThrow();
});

test.each(['', 'x', 'a:b:c:d', 'a:b:c:d:e:f', 'a:b:c:d:e:delta:delta', ':b:c:d:e', 'a::c:d:e'])(
  '"%s" is no profile type',
  (text) => {
    expect(() => parseProfileType(text)).toThrowError(
      `profileType: expected name:sampleType:sampleUnit:periodType:periodUnit[:delta], got "${text}"`,
    );
  },
);

test('parse(print(type)) is the type', () => {
  const part = fc.string().filter((text) => text !== '' && !text.includes(':'));
  const type = fc.record({
    name: part,
    sampleType: part,
    sampleUnit: part,
    periodType: part,
    periodUnit: part,
    delta: fc.boolean(),
  });
  fc.assert(
    fc.property(type, (t) => {
      expect(parseProfileType(printProfileType(t))).toEqual(t);
    }),
  );
});
