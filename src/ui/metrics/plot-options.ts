import type uPlot from 'uplot';
import type { TimeRange } from '#series';
import { formatValue } from '../format';
import { alignSeries, type AlignedSeries } from './align-series';
import { GUTTER_PX, PLOT_PADDING, TIME_LABELS_PX, plotWidth } from './plot-geometry';
import type { SeriesLook } from './series-colours';
import { timeTicks } from './time-axis';
import type { TimelineSeries } from './timeline-types';
import { lowerBound } from './window-arithmetic';
import { valueAxis } from './value-axis';

/** All that a plot is drawn from. */
export interface PlotModel {
  readonly series: readonly TimelineSeries[];
  readonly looks: ReadonlyMap<string, SeriesLook>;
  readonly unit: string;
  readonly range: TimeRange;
  readonly widthPx: number;
  /** Of the plot, without time labels. */
  readonly heightPx: number;
  readonly hasTimeLabels: boolean;
  readonly timeZone: string | undefined;
  readonly ink: { readonly text: string; readonly grid: string; readonly font: string };
}

export interface PlotInput {
  readonly options: uPlot.Options;
  readonly data: uPlot.AlignedData;
}

const LINE_PX = 1.5;
const DOT_PX = 5;
const PIXELS_PER_TICK = 32;

/** uPlot draws lines, grid and labels only: cursor, windows and gestures are ours, for all charts alike. */
export function plotInput(model: PlotModel): PlotInput {
  const aligned = alignSeries(model.series);
  const { heightPx, widthPx, hasTimeLabels } = model;
  const { min, max, ticks } = valueAxis(
    valuesIn(model.series, model.range),
    model.unit,
    Math.floor(heightPx / PIXELS_PER_TICK),
  );
  const options: uPlot.Options = {
    width: widthPx,
    height: heightPx + (hasTimeLabels ? TIME_LABELS_PX : 0),
    ms: 1,
    padding: PLOT_PADDING,
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [model.range.start, model.range.end] },
      y: { range: () => [min, max] },
    },
    axes: [timeAxis(model), valueLabels(model, ticks)],
    series: [{}, ...seriesOptions(model, aligned)],
  };
  return { options, data: [[...aligned.times], ...aligned.values.map((row) => [...row])] };
}

function timeAxis({ range, widthPx, hasTimeLabels, timeZone, ink }: PlotModel): uPlot.Axis {
  const ticks = timeTicks(range, plotWidth(widthPx), timeZone);
  return {
    stroke: ink.text,
    font: ink.font,
    size: hasTimeLabels ? TIME_LABELS_PX : 0,
    gap: 4,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { show: false },
    splits: () => ticks.map((tick) => tick.time),
    values: () => ticks.map((tick) => (hasTimeLabels ? tick.label : '')),
  };
}

function valueLabels(model: PlotModel, ticks: readonly number[]): uPlot.Axis {
  const { unit, ink, series } = model;
  const text = (tick: number) => (series.length === 0 ? '' : formatValue(tick, axisUnit(unit)));
  return {
    stroke: ink.text,
    font: ink.font,
    size: GUTTER_PX,
    gap: 6,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { show: false },
    splits: () => [...ticks],
    values: () => ticks.map(text),
  };
}

const SCALED_UNITS = ['bytes', 'nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'share'];

/** The title names a unit that is a word; beside each tick stands only what scales with the number (MiB, ms, %). */
export function axisUnit(unit: string): string {
  return SCALED_UNITS.includes(unit.replace(/\/s$/, '')) ? unit : '';
}

function seriesOptions({ series, looks }: PlotModel, aligned: AlignedSeries): uPlot.Series[] {
  return series.map(({ label }, i) => {
    const { colour = 'currentColor', dash = [] } = looks.get(label) ?? {};
    return {
      stroke: colour,
      width: LINE_PX,
      dash: [...dash],
      spanGaps: false,
      points: {
        show: true,
        size: DOT_PX,
        fill: colour,
        filter: () => [...aligned.isolated[i]!],
      },
    };
  });
}

/** What is outside the range does not stretch the axis. */
function* valuesIn(series: readonly TimelineSeries[], range: TimeRange) {
  for (const { times, values } of series) {
    for (let i = lowerBound(times, range.start); i < times.length; i++) {
      if (times[i]! > range.end) break;
      yield values[i];
    }
  }
}
