import { useMemo } from 'react';
import { columnFormat, type ColumnFormat } from '#series';

/** How much something took over the page's range. */
export interface Trend {
  /** Mean over the range. */
  readonly mean: number;
  /** As `formatValue` takes it. */
  readonly unit: string;
  /** Of equal distance; null is a gap. */
  readonly values: readonly (number | null)[];
}

/** What a line shows of its profiles' values; undefined: none, or not known yet. */
export interface Trends {
  readonly cpu: Trend | undefined;
  readonly memory: Trend | undefined;
}

/** How the columns' numbers are written. */
export type TrendFormats = Readonly<Record<keyof Trends, ColumnFormat>>;

/** From the places at the top, each of which is the sum of what is below it. The same object while these say the same. */
export function useTrendFormats(tops: readonly Trends[]): TrendFormats {
  const cpu = useFormat(tops.flatMap((top) => top.cpu ?? []));
  const memory = useFormat(tops.flatMap((top) => top.memory ?? []));
  return useMemo(() => ({ cpu, memory }), [cpu, memory]);
}

function useFormat(trends: readonly Trend[]): ColumnFormat {
  const largest = trends.reduce((most, { mean }) => Math.max(most, mean), 0);
  const unit = trends[0]?.unit ?? '';
  return useMemo(() => columnFormat([largest], unit), [largest, unit]);
}
