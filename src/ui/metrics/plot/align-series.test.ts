import { expect, test } from 'vitest';
import { alignSeries } from './align-series';

/** `1 . _`: a value, no point of this series, a gap. */
function drawn(row: readonly (number | null | undefined)[]): string {
  return row.map((value) => (value === undefined ? '.' : (value ?? '_'))).join(' ');
}

const cases = [
  {
    name: 'one series is itself',
    series: [{ times: [1, 2, 3], values: [5, null, 7] }],
    times: [1, 2, 3],
    rows: ['5 _ 7'],
    isolated: [[0, 2]],
  },
  {
    name: 'a time of another series is no gap',
    series: [
      { times: [10, 30], values: [1, 2] },
      { times: [20, 30, 40], values: [3, null, 4] },
    ],
    times: [10, 20, 30, 40],
    rows: ['1 . 2 .', '. 3 _ 4'],
    isolated: [[], [1, 3]],
  },
  {
    name: 'a point alone is isolated, two are a line',
    series: [{ times: [1, 2, 3, 4, 5, 6], values: [1, null, 2, 3, null, 4] }],
    times: [1, 2, 3, 4, 5, 6],
    rows: ['1 _ 2 3 _ 4'],
    isolated: [[0, 5]],
  },
  {
    name: 'only gaps, and no points at all',
    series: [
      { times: [1, 2], values: [null, null] },
      { times: [], values: [] },
    ],
    times: [1, 2],
    rows: ['_ _', '. .'],
    isolated: [[], []],
  },
  { name: 'nothing', series: [], times: [], rows: [], isolated: [] },
];

test.each(cases)('$name', ({ series, times, rows, isolated }) => {
  const aligned = alignSeries(series.map((one) => ({ label: '', ...one })));
  expect(aligned.times).toEqual(times);
  expect(aligned.values.map(drawn)).toEqual(rows);
  expect(aligned.isolated).toEqual(isolated);
});
