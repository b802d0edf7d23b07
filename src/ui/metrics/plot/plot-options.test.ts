// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { axisUnit, layoutPlot, plotData, plotOptions, type PlotModel } from './plot-options';

const model: PlotModel = {
  series: [
    { label: 'a', times: [0, 100, 200, 300], values: [9000, 2048, null, 1024] },
    { label: 'b', times: [150], values: [512] },
  ],
  looks: new Map([['a', { colour: 'red', dash: [2, 2] }]]),
  unit: 'bytes',
  range: { start: 100, end: 300 },
  widthPx: 400,
  heightPx: 64,
  hasTimeLabels: false,
  timeZone: 'utc',
  ink: { text: 'black', grid: 'grey', font: '11px sans-serif' },
};
const optionsOf = (given: PlotModel) => plotOptions(() => layoutPlot(given));
/** What an axis prints; uPlot passes its splits, ours are fixed. */
function labels(given: PlotModel, axis: 0 | 1): unknown {
  const { values } = optionsOf(given).axes![axis]!;
  return typeof values === 'function' ? Reflect.apply(values, undefined, []) : values;
}

test('times are aligned, gaps stay, lines pass over the times of others', () => {
  expect(plotData(layoutPlot(model))).toEqual([
    [0, 100, 150, 200, 300],
    [9000, 2048, undefined, null, 1024],
    [undefined, undefined, 512, undefined, undefined],
  ]);
});

test('what is outside of the range does not stretch the axis', () => {
  expect(labels(model, 1)).toEqual(['0 B', '1 KiB', '2 KiB']);
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

test.each([
  ['bytes/s', 'bytes/s'],
  ['nanoseconds', 'nanoseconds'],
  ['share', 'share'],
  ['cores', ''],
  ['goroutines', ''],
  ['', ''],
])('%s beside a tick is "%s"', (unit, beside) => {
  expect(axisUnit(unit)).toBe(beside);
});
