import { expect, test } from 'vitest';
import { parseProfileType } from '#series';
import { loadView } from './load-view';

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const HEAP = parseProfileType('memory:inuse_space:bytes:space:bytes');
/** 300 s a side: 0.5 cores at 100 requests/s, then 0.84 cores at 120. */
const VALUES = [150e9, 252e9] as const;
const facts = {
  profileType: CPU,
  durationsSeconds: [300, 300],
  magnitudes: VALUES,
  series: [1, 1],
  requestRates: [100, 120],
} as const;

test('in words, and with the numbers put in', () => {
  const { text, formulas } = loadView('perSecond', facts)!.of(VALUES)!;
  expect(text).toBe(
    'Of +0.34 cores: +0.1 cores load (requests +20 %), +0.24 cores cost (CPU time per request +40 %)',
  );
  expect(formulas).toEqual([
    'load = (requests after − before) × cost before = (120 requests/s − 100 requests/s) × 5,000,000 nanoseconds per request',
    'cost = (cost after − before) × requests after = (7,000,000 nanoseconds per request − 5,000,000 nanoseconds per request) × 120 requests/s',
  ]);
});

test.each(['raw', 'share', 'perRequest'] as const)(
  '%s says the same: requests are a rate',
  (how) => {
    expect(loadView(how, facts)?.of(VALUES)).toEqual(loadView('perSecond', facts)!.of(VALUES));
  },
);

test('per unit, requests are those of one unit too', () => {
  const siblings = { ...facts, series: [4, 1], requestRates: [400, 120] } as const;
  expect(loadView('perUnit', siblings)!.of([600e9, 252e9])!.text).toBe(
    'Of +0.34 cores per unit: +0.1 cores load (requests +20 %), +0.24 cores cost (CPU time per request +40 %)',
  );
});

test('of bytes each number has its own unit', () => {
  const ALLOCATED = parseProfileType('memory:alloc_space:bytes:space:bytes:delta');
  const bytes = { ...facts, profileType: ALLOCATED };
  const values = [300 * 100 * 1024, 300 * 240 * 1024 * 10] as const;
  expect(loadView('perUnit', bytes)!.of(values)!.text).toBe(
    'Of +2.25 MiB/s per unit: +20 KiB/s load (requests +20 %), +2.23 MiB/s cost (Memory allocated per request +1,900 %)',
  );
});

test('a function that is new has no change of its cost', () => {
  expect(loadView('perSecond', facts)!.of([0, 30e9])!.text).toContain('per request new)');
});

test.each([
  ['no rates', { ...facts, requestRates: undefined }],
  ['a state', { ...facts, profileType: HEAP }],
])('%s: there is no load', (_, given) => expect(loadView('raw', given)).toBeUndefined());

test.each([
  ['a side without requests', { ...facts, requestRates: [0, 1] as const }, VALUES],
  ['a side without a length', { ...facts, durationsSeconds: [0, 300] as const }, VALUES],
  ['nothing that changed', facts, [150e9, 150e9] as const],
])('%s: nothing is said', (_, given, values) => {
  expect(loadView('perSecond', given)!.of(values)).toBeUndefined();
});
