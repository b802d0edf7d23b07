import { createTheme, ThemeContext } from '@grafana/data';
import { render } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { Plot, type PlotProps } from './Plot';

/* What uPlot is reported; it draws on a canvas, which jsdom has not. */
const told = vi.hoisted(() => ({ calls: [] as string[] }));

vi.mock('uplot', () => ({
  default: class {
    width: number;
    height: number;
    constructor(
      private readonly options: {
        width: number;
        height: number;
        scales: { x: { range: () => number[] }; y: { range: () => number[] } };
      },
      data: readonly (readonly number[])[],
    ) {
      ({ width: this.width, height: this.height } = options);
      told.calls.push(`new ${data[0]!.join()}`);
    }
    batch = (changes: () => void) => changes();
    setSize = ({ width, height }: { width: number; height: number }) =>
      void told.calls.push(`size ${width} ${height}`);
    setData = (data: readonly (readonly number[])[]) =>
      void told.calls.push(`data ${data[0]!.join()}`);
    redraw = () => {
      const { x, y } = this.options.scales;
      told.calls.push(`redraw ${x.range().join()} by ${y.range().join()}`);
    };
    destroy = () => void told.calls.push('destroy');
  },
}));

beforeEach(() => {
  told.calls = [];
  vi.stubGlobal('Path2D', class {});
  return () => vi.unstubAllGlobals();
});

const series = [{ label: 'a', times: [0, 100, 200], values: [1, 2, 3] }];
const props: PlotProps = {
  series,
  looks: new Map([['a', { colour: 'red', dash: [] }]]),
  unit: 'cores',
  range: { start: 0, end: 200 },
  widthPx: 400,
  heightPx: 64,
  hasTimeLabels: false,
  timeZone: 'utc',
  summary: 'a',
};

function draw(first: Partial<PlotProps> = {}) {
  const at = (given: Partial<PlotProps>, mode: 'light' | 'dark') => (
    <ThemeContext.Provider value={createTheme({ colors: { mode } })}>
      <Plot {...props} {...given} />
    </ThemeContext.Provider>
  );
  const { rerender, unmount } = render(at(first, 'light'));
  return {
    unmount,
    change: (given: Partial<PlotProps>, mode: 'light' | 'dark' = 'light') => {
      told.calls = [];
      rerender(at(given, mode));
      return told.calls;
    },
  };
}

test('a plot is made when it has a width, and goes with its chart', () => {
  const { change, unmount } = draw({ widthPx: 0 });
  expect(told.calls).toEqual([]);
  expect(change({})).toEqual(['new 0,100,200']);
  unmount();
  expect(told.calls).toEqual(['new 0,100,200', 'destroy']);
});

test('what says the same in new objects is not drawn again', () => {
  const { change } = draw();
  const looks = new Map([['a', { colour: 'red', dash: [] }]]);
  expect(change({ range: { start: 0, end: 200 }, looks, summary: 'of a' })).toEqual([]);
});

test('another range, other points and another size change the plot that is there', () => {
  const { change } = draw();
  expect(change({ range: { start: 0, end: 100 } })).toEqual(['redraw 0,100 by 0,2']);
  const more = [{ label: 'a', times: [50, 150], values: [4, 8] }];
  expect(change({ series: more })).toEqual(['data 50,150', 'redraw 0,200 by 0,10']);
  expect(change({ series: more, widthPx: 300, hasTimeLabels: true })).toEqual([
    'size 300 84',
    'redraw 0,200 by 0,10',
  ]);
});

test('another time zone changes the labels', () => {
  expect(draw().change({ timeZone: 'Europe/Berlin' })).toEqual(['redraw 0,200 by 0,4']);
});

test.each<[string, Partial<PlotProps>, 'light' | 'dark']>([
  ['other series', { series: [...series, { label: 'b', times: [0], values: [1] }] }, 'light'],
  ['another look', { looks: new Map([['a', { colour: 'blue', dash: [] }]]) }, 'light'],
  ['another unit', { unit: 'bytes' }, 'light'],
  ['another theme', {}, 'dark'],
])('%s make a new plot', (_what, given, mode) => {
  expect(draw().change(given, mode)).toEqual(['destroy', 'new 0,100,200']);
});
