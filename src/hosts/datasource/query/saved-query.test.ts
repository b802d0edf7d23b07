// @vitest-environment jsdom
import { CoreApp } from '@grafana/data';
import { expect, test } from 'vitest';
import type { ParcaQuery } from '#frames';
import { defaultQuery, displayText, isRunnable } from './saved-query';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const shop = { refId: 'A', profileTypeId: CPU, labelSelector: '{u="a/0"}' } as const;

const lines: { query: ParcaQuery; text: string }[] = [
  { query: shop, text: 'CPU time {u="a/0"}, profile' },
  {
    query: { ...shop, labelSelector: '{}', queryType: 'both' },
    text: 'CPU time, profile and rate over time',
  },
  {
    query: { ...shop, queryType: 'diff' },
    text: 'CPU time {u="a/0"}, comparison with the previous period',
  },
  {
    query: { ...shop, queryType: 'diff', baseline: {} },
    text: 'CPU time {u="a/0"}, comparison with itself',
  },
  {
    query: { ...shop, queryType: 'diff', baseline: { offset: '1d' } },
    text: 'CPU time {u="a/0"}, comparison with 1d before',
  },
  {
    query: {
      ...shop,
      queryType: 'top',
      baseline: { offset: 'previous', labelSelector: '{u="b"}' },
    },
    text: 'CPU time {u="a/0"}, top functions with {u="b"}, the previous period',
  },
  {
    query: { ...shop, queryType: 'diff', baseline: { range: { from: 'now-2h', to: 'now-1h' } } },
    text: 'CPU time {u="a/0"}, comparison with now-2h to now-1h',
  },
  {
    query: { refId: 'A', queryType: 'targets', labelSelector: '{a="b"}' },
    text: 'Targets {a="b"}',
  },
  {
    query: { ...shop, queryType: 'function', functionName: 'main.f' },
    text: 'CPU time {u="a/0"}, main.f over time',
  },
  {
    query: { ...shop, queryType: 'changes', against: 'week' },
    text: 'Changes of CPU time {u="a/0"}, against a week before',
  },
  {
    query: { refId: 'A', queryType: 'changes', labelSelector: '{}' },
    text: 'Changes, against earlier in the range',
  },
  { query: { refId: 'A', profileTypeId: '$type' }, text: '$type, profile' },
  { query: { refId: 'A' }, text: 'No profile type, profile' },
];
test.each(lines)('$text', ({ query, text }) => {
  expect(displayText(query)).toBe(text);
});

test('a new query has a field of its own, or Explore never runs it', () => {
  expect(defaultQuery(CoreApp.Explore)).toEqual({ queryType: 'both', labelSelector: '{}' });
  expect(defaultQuery(CoreApp.Dashboard)).toEqual({ queryType: 'profile', labelSelector: '{}' });
});

test('what is hidden or not yet a question does not run', () => {
  const queries = [
    shop,
    { ...shop, hide: true },
    { refId: 'B' },
    { refId: 'C', queryType: 'targets' },
    { refId: 'D', queryType: 'changes' },
    { ...shop, queryType: 'function', functionName: '' },
  ];
  expect((queries as ParcaQuery[]).map(isRunnable)).toEqual([
    ...[true, false, false, true],
    ...[true, false],
  ]);
});
