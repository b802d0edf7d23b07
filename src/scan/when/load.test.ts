import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import { parseProfileType, type Series } from '#series';
import { causeOfLoad } from './load';

const AT = Date.parse('2026-11-21T00:24:00Z');
const MINUTE = 60_000;

const finding = (more: Partial<Finding> = {}): Finding => ({
  ...{ key: '', kind: 'load', direction: 'up', application: 'shop', units: ['shop/0'] },
  profileType: parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta'),
  ...{ unchanged: [], delta: 1, q: 0.01, since: { time: AT, uncertainty: MINUTE } },
  ...more,
});

const requests = (before: number, after: number): Series => ({
  labels: {},
  times: [-4, -3, -2, 0, 2, 3, 4].map((minutes) => AT + minutes * MINUTE),
  values: [before, before, null, 1e6, after, after, after],
});

test.each<[string, Partial<Finding>, Series[], string | undefined]>([
  [
    'more requests are why there is more load',
    {},
    [requests(100, 131)],
    'with +31 % requests per second',
  ],
  [
    'series are added up',
    {},
    [requests(50, 60), requests(50, 60)],
    'with +20 % requests per second',
  ],
  [
    'fewer are why there is less',
    { direction: 'down' },
    [requests(100, 80)],
    'with -20 % requests per second',
  ],
  [
    'they are no reason for a cost at equal load',
    { kind: 'cost' },
    [requests(100, 131)],
    undefined,
  ],
  ['fewer requests are no reason for more', {}, [requests(100, 80)], undefined],
  ['as many as ever', {}, [requests(100, 101)], undefined],
  ['where none are counted nothing is known', {}, [], undefined],
  [
    'of a load without a time nothing is known',
    { since: undefined },
    [requests(100, 131)],
    undefined,
  ],
])('%s', (_, more, series, text) => {
  expect(causeOfLoad(series, finding(more))?.text).toBe(text);
});
