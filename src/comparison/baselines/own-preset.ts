import { daysBefore, printMatchers, type Matcher, type TimeRange } from '#series';

/** A baseline as it stands to a comparison, so that it can be had again beside another one. */
export interface OwnPreset {
  readonly name: string;
  /** Another selection than the comparison's. */
  readonly matchers?: readonly Matcher[] | undefined;
  /** How much earlier: calendar days, then ms. */
  readonly days: number;
  readonly ms: number;
}

interface Side {
  readonly matchers: readonly Matcher[];
  readonly window: TimeRange;
}

const DAY = 86_400_000;

/** What leads from the comparison to the baseline. Whole days are days of the zone's calendar, also where the clocks were changed. */
export function presetOf(
  name: string,
  { baseline, comparison }: { readonly baseline: Side; readonly comparison: Side },
  timeZone: string,
): OwnPreset {
  const { start } = comparison.window;
  const near = Math.max(0, Math.round((start - baseline.window.start) / DAY));
  const isDays = daysBefore(start, near, timeZone) === baseline.window.start;
  const days = isDays ? near : 0;
  const ms = isDays ? 0 : start - baseline.window.start;
  const isOther = printMatchers(baseline.matchers) !== printMatchers(comparison.matchers);
  return { name, days, ms, ...(isOther && { matchers: baseline.matchers }) };
}

/** As long as the comparison. */
export function applyPreset(
  { days, ms, matchers }: OwnPreset,
  comparison: Side,
  timeZone: string,
): Side {
  const { start, end } = comparison.window;
  const from = daysBefore(start, days, timeZone) - ms;
  return {
    matchers: matchers ?? comparison.matchers,
    window: { start: from, end: from + end - start },
  };
}
