// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { alignSeries, layoutPlot, plotData, type PlotModel, plotOptions } from './plot-options';
import { GUTTER_PX, RIGHT_PX } from './time-scale';

const model: PlotModel = {
  series: [
    { label: 'a', times: [0, 100, 200, 300], values: [9000, 2048, null, 1024] },
    { label: 'b', times: [150], values: [512] },
  ],
  looks: new Map([['a', { colour: 'red', dash: [2, 2] }]]),
  unit: 'bytes',
  range: { start: 100, end: 300 },
  widthPx: GUTTER_PX + 324 + RIGHT_PX,
  heightPx: 64,
  hasTimeLabels: false,
  timeZone: 'utc',
  ink: { text: 'black', grid: 'grey', font: '11px sans-serif' },
};
const optionsOf = (given: PlotModel) => plotOptions(() => layoutPlot(given));
/** What an axis prints, in a font of 6.5 px a letter; uPlot passes its splits, ours are fixed. */
function labels(given: PlotModel, axis: 0 | 1, letterPx = 6.5): unknown {
  const { values } = optionsOf(given).axes![axis]!;
  const measureText = (text: string) => ({ width: text.length * letterPx });
  const ctx = { save: () => {}, restore: () => {}, measureText };
  return typeof values === 'function' ? Reflect.apply(values, undefined, [{ ctx }]) : values;
}

test('times are aligned, gaps stay, lines pass over the times of others', () => {
  expect(plotData(layoutPlot(model))).toEqual([
    [0, 100, 150, 200, 300],
    [9000, 2048, undefined, null, 1024],
    [undefined, undefined, 512, undefined, undefined],
  ]);
});

test('what is outside of the range does not stretch the axis', () => {
  expect(labels(model, 1)).toEqual(['0 KiB', '1 KiB', '2 KiB']);
});

test('an axis holds what another chart reaches, so that both can be compared by eye', () => {
  expect(labels({ ...model, axisHolds: 3 * 1024 }, 1)).toEqual(['0 KiB', '2 KiB', '4 KiB']);
});

test('time labels stand only where the layout wants them, and no value labels without lines', () => {
  expect(labels({ ...model, range: { start: 0, end: 4000 } }, 0)).toEqual(['', '', '', '', '']);
  expect(labels({ ...model, range: { start: 0, end: 4000 }, hasTimeLabels: true }, 0)).toEqual([
    '00:00:00',
    '00:00:01',
    '00:00:02',
    '00:00:03',
    '00:00:04',
  ]);
  expect(labels({ ...model, series: [] }, 1)).toEqual(['', '']);
});

test('a time label that would reach over the right edge is left out, not cut', () => {
  const range = { start: 0, end: 4 };
  expect(labels({ ...model, range, hasTimeLabels: true }, 0)).toEqual([
    '00:00:00.000',
    '00:00:00.001',
    '00:00:00.002',
    '00:00:00.003',
    '',
  ]);
  expect(labels({ ...model, range, hasTimeLabels: true }, 0, 1)).toContain('00:00:00.004');
});

test.each([
  ['milliseconds/s', 1e12],
  ['nanoseconds/s', 1e18],
  ['bytes/s', 1e15],
  ['bytes', 1e15],
  ['cores', 1e6],
  ['share', 100],
])('labels of %s up to %s have room in the gutter', (unit, most) => {
  for (let top = 1e-2; top <= most; top *= 7) {
    const series = [{ label: 'a', times: [100, 200], values: [-top, top] }];
    for (const label of labels({ ...model, series, unit }, 1) as string[])
      // Of 11 px letters, half of them digits.
      expect(label.length * 5.9, label).toBeLessThanOrEqual(GUTTER_PX - 6);
  }
});

test('points that no line shows are dots', () => {
  const drawn = optionsOf(model)
    .series.slice(1)
    .map(({ points, spanGaps, dash }) => {
      const filter = points?.filter;
      return {
        dots: typeof filter === 'function' ? Reflect.apply(filter, undefined, []) : filter,
        spanGaps,
        dash,
      };
    });
  expect(drawn).toEqual([
    { dots: [4], spanGaps: false, dash: [2, 2] },
    { dots: [2], spanGaps: false, dash: [] },
  ]);
});

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
