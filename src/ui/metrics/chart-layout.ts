import type { TimelineChart } from './timeline-types';

/** Where a chart stands. */
export interface ChartPlace {
  readonly widthPx: number;
  /** True for the first of its row. */
  readonly startsRow: boolean;
  /** No chart of the same place and width stands below it, so it carries the time labels for those above. */
  readonly hasTimeLabels: boolean;
}

export const CHART_GAP_PX = 16;
const NARROWEST_PX = 240;

/** Rows of charts: a full one takes a row, parts that follow each other share rows of equal columns. */
export function layoutCharts(
  charts: readonly Pick<TimelineChart, 'span'>[],
  widthPx: number,
): readonly ChartPlace[] {
  const rows = charts.map((chart, i) => chart.span ?? (i === 0 ? 'full' : 'part'));
  const places: { widthPx: number; column: number }[] = [];
  for (let i = 0; i < rows.length;) {
    const end = rows[i] === 'full' ? i + 1 : endOfParts(rows, i);
    places.push(...placeParts(end - i, widthPx));
    i = end;
  }
  return places.map(({ column, widthPx: width }, i) => {
    const below = places.slice(i + 1).find((other) => other.column === column);
    return { widthPx: width, startsRow: column === 0, hasTimeLabels: below?.widthPx !== width };
  });
}

function endOfParts(rows: readonly string[], from: number): number {
  const end = rows.indexOf('full', from);
  return end === -1 ? rows.length : end;
}

/** How many parts stand in a row, at most. */
export function partsInRow(widthPx: number): number {
  return Math.max(1, Math.floor((widthPx + CHART_GAP_PX) / (NARROWEST_PX + CHART_GAP_PX)));
}

function placeParts(count: number, widthPx: number) {
  const most = partsInRow(widthPx);
  const columns = Math.ceil(count / Math.ceil(count / most));
  const width = Math.floor((widthPx - (columns - 1) * CHART_GAP_PX) / columns);
  return Array.from({ length: count }, (_, i) => ({ widthPx: width, column: i % columns }));
}
