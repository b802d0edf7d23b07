import {
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Scrape,
  type TimeRange,
} from '#series';

/** Sentences for the user on what a Pyroscope does not tell or answers otherwise. */

export function leftOut(milliseconds: Milliseconds): readonly string[] {
  if (milliseconds <= 0) return [];
  const seconds = Math.round(milliseconds / 100) / 10;
  return [`The last ${seconds} s are left out: their profiles are not complete yet.`];
}

export function unevenCounts(counts: readonly number[]): readonly string[] {
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (counts.length === 0 || least === most) return [];
  return [`Series have ${least} to ${most} scrapes: each counts with its own mean.`];
}

export function lookLikeTotals(series: number): readonly string[] {
  if (series === 0) return [];
  return [
    `${series} series look${series === 1 ? 's' : ''} like a running total since the start of a process: what it grew by is counted.`,
  ];
}

const DAY_MS = 24 * 3600 * 1000;
/** What a server looks back at unless its operator says otherwise; older data is not answered, without an error. */
const USUAL_LOOKBACK_MS = 7 * DAY_MS;

export function cutByLookback(
  { range, now }: { readonly range: TimeRange; readonly now: Milliseconds },
  { scrapes, interval }: { readonly scrapes: readonly Scrape[]; readonly interval: Milliseconds },
): readonly string[] {
  if (range.start >= now - USUAL_LOOKBACK_MS) return [];
  const first = scrapes[0] && millisecondsFromNanoseconds(scrapes[0].timestamp);
  if (first !== undefined && first <= range.start + 2 * interval) return [];
  const usual = 'A Pyroscope usually answers only for the last 7 days (max_query_lookback)';
  if (first === undefined) return [`${usual}: that there is nothing here may be for this reason.`];
  return [`${usual}: what is before ${new Date(first).toISOString()} may be missing.`];
}
