import { seriesOf, type TimelineChart } from '../timeline-types';

/** How a series is drawn. */
export interface SeriesLook {
  readonly colour: string;
  /** Line and space in pixels: beyond the palette's end, lines with the colours of the first are dashed. */
  readonly dash: readonly number[];
}

/**
 * Told apart with any colour vision, with a contrast of 3 against the background. After Okabe and Ito,
 * https://jfly.uni-koeln.de/color/, darker or lighter where the theme needs it.
 */
const PALETTE = {
  light: ['#0072b2', '#c4540a', '#00805c', '#b0588f', '#3c4454', '#8a6d00'],
  dark: ['#56b4e9', '#e8833a', '#2fbf94', '#dd8fbb', '#d3d7de', '#e3cf4c'],
};
const DASHES = [[], [6, 3], [2, 3]];

/** The look of each label of a timeline, in the order in which the charts name them. */
export function lookOfLabels(
  charts: readonly TimelineChart[],
  mode: 'light' | 'dark',
): ReadonlyMap<string, SeriesLook> {
  const series = charts.flatMap(({ state }) => seriesOf(state));
  const labels = [...new Set(series.map((one) => one.label))];
  const colours = PALETTE[mode];
  return new Map(
    labels.map((label, i) => {
      const chosen = series.find((one) => one.label === label && one.colour)?.colour;
      const dash = DASHES[Math.floor(i / colours.length) % DASHES.length]!;
      return [label, { colour: chosen ?? colours[i % colours.length]!, dash }];
    }),
  );
}
