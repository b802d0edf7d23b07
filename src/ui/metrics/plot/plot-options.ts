import type uPlot from 'uplot';
import type { Milliseconds, TimeRange } from '#series';
import { chartUnit } from '../chart/chart-unit';
import { GUTTER_PX, PLOT_PADDING, RIGHT_PX, TIME_LABELS_PX, plotWidth, xOf } from './time-scale';
import type { SeriesLook } from './series-colours';
import { type TimeTick, timeTicks, valueAxis, type ValueAxis } from './axes';
import type { TimelineSeries } from '../timeline-types';
import { lowerBound } from '../windows/window-arithmetic';

/** All that a plot is drawn from. */
export interface PlotModel {
  readonly series: readonly TimelineSeries[];
  readonly looks: ReadonlyMap<string, SeriesLook>;
  readonly unit: string;
  /** A value that the axis holds besides those of the series. */
  readonly axisHolds?: number | undefined;
  readonly range: TimeRange;
  readonly widthPx: number;
  /** Of the plot, without time labels. */
  readonly heightPx: number;
  readonly hasTimeLabels: boolean;
  readonly timeZone: string | undefined;
  readonly ink: { readonly text: string; readonly grid: string; readonly font: string };
}

/** A model and what follows from it: which numbers and times stand at its axes. */
export interface PlotLayout {
  readonly model: PlotModel;
  readonly aligned: AlignedSeries;
  readonly valueAxis: ValueAxis;
  readonly timeTicks: readonly TimeTick[];
}

const LINE_PX = 1.5;
const DOT_PX = 5;
const PIXELS_PER_TICK = 32;

export function layoutPlot(model: PlotModel): PlotLayout {
  const { series, range, unit, heightPx, widthPx, timeZone } = model;
  const tickCount = Math.floor(heightPx / PIXELS_PER_TICK);
  return {
    model,
    aligned: alignSeries(series),
    valueAxis: valueAxis([...valuesIn(series, range), model.axisHolds], unit, tickCount),
    timeTicks: timeTicks(range, plotWidth(widthPx), timeZone),
  };
}

/** As uPlot takes them: a row of times, and under it a row a series. */
export function plotData({ aligned }: PlotLayout): uPlot.AlignedData {
  return [[...aligned.times], ...aligned.values.map((row) => [...row])];
}

export function plotSize({ widthPx, heightPx, hasTimeLabels }: PlotModel) {
  return { width: widthPx, height: heightPx + (hasTimeLabels ? TIME_LABELS_PX : 0) };
}

/** What a plot is made with and cannot change: its lines and their looks, the unit, the theme's colours and font. */
export function fixedParts({ series, looks, unit, ink }: PlotModel): string {
  return JSON.stringify([unit, ink, series.map(({ label }) => [label, looks.get(label)])]);
}

/**
 * uPlot draws lines, grid and labels only: cursor, windows and gestures are ours, for all charts alike. `now` is asked at each drawing,
 * so that a plot follows its layout and is not made anew.
 */
export function plotOptions(now: () => PlotLayout): uPlot.Options {
  const { model } = now();
  return {
    ...plotSize(model),
    ms: 1,
    padding: PLOT_PADDING,
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [now().model.range.start, now().model.range.end] },
      y: { range: () => [now().valueAxis.min, now().valueAxis.max] },
    },
    axes: [timeAxis(now), valueLabels(now)],
    series: [{}, ...seriesOptions(now)],
  };
}

function timeAxis(now: () => PlotLayout): uPlot.Axis {
  const { ink } = now().model;
  return {
    stroke: ink.text,
    font: ink.font,
    size: () => (now().model.hasTimeLabels ? TIME_LABELS_PX : 0),
    gap: 4,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { show: false },
    splits: () => now().timeTicks.map((tick) => tick.time),
    values: (plot) => {
      const measure = measureIn(plot.ctx, ink.font);
      return now().timeTicks.map((tick) => timeLabel(tick, now().model, measure));
    },
  };
}

/** CSS pixels of a text in `font`, whatever uPlot draws with at that time. */
function measureIn(ctx: CanvasRenderingContext2D, font: string): (text: string) => number {
  return (text) => {
    ctx.save();
    ctx.font = font;
    const { width } = ctx.measureText(text);
    ctx.restore();
    return width;
  };
}

/** Left out where it would reach over the right edge, for a part of it is another time. */
function timeLabel(
  { time, label }: TimeTick,
  { range, widthPx, hasTimeLabels }: PlotModel,
  measure: (text: string) => number,
): string {
  const plotPx = plotWidth(widthPx);
  const roomPx = plotPx - xOf({ range, widthPx: plotPx }, time) + RIGHT_PX;
  return hasTimeLabels && measure(label) / 2 <= roomPx ? label : '';
}

function valueLabels(now: () => PlotLayout): uPlot.Axis {
  const { ink } = now().model;
  const texts = () => {
    const { series, unit, axisHolds } = now().model;
    const { textOf } = chartUnit(series, unit, axisHolds);
    return now().valueAxis.ticks.map((tick) => (series.length === 0 ? '' : textOf(tick)));
  };
  return {
    stroke: ink.text,
    font: ink.font,
    size: GUTTER_PX,
    gap: 6,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { show: false },
    splits: () => [...now().valueAxis.ticks],
    values: texts,
  };
}

function seriesOptions(now: () => PlotLayout): uPlot.Series[] {
  const { series, looks } = now().model;
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
        filter: () => [...now().aligned.isolated[i]!],
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

/** Series on one list of times, as uPlot draws them. */
export interface AlignedSeries {
  /** Ascending, each once: every time that any series has. */
  readonly times: readonly Milliseconds[];
  /** One row a series. `null`: a gap. `undefined`: only other series have this time, so a line passes over it. */
  readonly values: readonly (readonly (number | null | undefined)[])[];
  /** One row a series: the places of points between gaps, which no line would show. */
  readonly isolated: readonly (readonly number[])[];
}

export function alignSeries(series: readonly TimelineSeries[]): AlignedSeries {
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  const placeOf = new Map(times.map((time, place) => [time, place]));
  const values = series.map((one) => {
    const row: (number | null | undefined)[] = new Array(times.length).fill(undefined);
    one.times.forEach((time, i) => (row[placeOf.get(time)!] = one.values[i]));
    return row;
  });
  return { times, values, isolated: values.map(isolatedPoints) };
}

function isolatedPoints(row: readonly (number | null | undefined)[]): number[] {
  const places = row.flatMap((value, place) => (value === undefined ? [] : [place]));
  return places.filter((place, i) => {
    const drawn = (at: number | undefined) => at !== undefined && row[at] !== null;
    return row[place] !== null && !drawn(places[i - 1]) && !drawn(places[i + 1]);
  });
}
