// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { chartUnit } from './chart-unit';

const series = (...values: (number | null)[]) => [{ label: 'a', times: [1, 2, 3], values }];

test.each([
  ['bytes/s', '', 2048, '2 KiB/s'],
  ['nanoseconds', '', 2e6, '2 ms'],
  ['share', '', 0.5, '50 %'],
  ['goroutines', 'goroutines', 128, '128'],
  ['', '', 7, '7'],
])('%s: beside the title "%s", %d is %s', (unit, title, value, text) => {
  const found = chartUnit(series(value), unit, undefined);
  expect([found.title, found.textOf(value)]).toEqual([title, text]);
});

test('the largest value of a chart decides for all of it', () => {
  const low = chartUnit(series(0.78, null, 0.0207), 'cores', undefined);
  expect([low.title, low.textOf(0.78), low.textOf(0.0207)]).toEqual(['mcores', '780', '20.7']);
  const high = chartUnit(series(0.78, null, 0.0207), 'cores', 1.5);
  expect([high.title, high.textOf(0.0207)]).toEqual(['cores', '0.0207']);
  expect(chartUnit(series(-2), 'cores', undefined).title).toBe('cores');
});
