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

test.each([
  ['cores', [0.0886, 1.5], ['0.0886 cores', '1.5 cores']],
  ['bytes', [512 * 1024, 74.9 * 2 ** 20, 0], ['0.5 MiB', '74.9 MiB', '0 MiB']],
  ['bytes/s', [100, 3 * 1024], ['0.0977 KiB/s', '3 KiB/s']],
  ['seconds', [0.25, 4], ['0.25 s', '4 s']],
  ['goroutines', [26], ['26 goroutines']],
] as const)('%s: %j are read as %j', (unit, values, words) => {
  const { wordsOf, textOf, title } = chartUnit(series(...values), unit, undefined);
  expect(values.map(wordsOf)).toEqual(words);
  expect(values.map((value) => `${textOf(value)} ${title}`.trimEnd())).toEqual(words);
});

test('an axis that goes on past the next step stays in the unit of its values', () => {
  expect(chartUnit(series(900 * 2 ** 20), 'bytes', undefined).textOf(2 ** 30)).toBe('1,024 MiB');
});
