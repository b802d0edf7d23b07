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
