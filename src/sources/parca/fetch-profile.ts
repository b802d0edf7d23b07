import {
  groupBySeries,
  kindOf,
  millisecondsFromNanoseconds,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedProfile, ProfilePart } from '../ports';
import type { ParcaClient } from './parca-client';
import { mapConcurrently } from './concurrency';
import { fetchPprof, fetchTotal } from './merge';
import { narrow } from './narrow';
import {
  fetchScrapes,
  labelNamesOf,
  median,
  onlySeries,
  repairSplit,
  scrapeInterval,
} from './scrapes';
import type { Span, WireScrape } from './wire';

interface ProfileQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  readonly now: Milliseconds;
}

/** A selector that Parca answers rightly, and what it holds. */
interface Listed {
  readonly selector: Selector;
  readonly scrapes: readonly WireScrape[];
}

interface Piece extends Listed {
  /** Scrapes that the list tells only a part of. */
  readonly partial: readonly WireScrape[];
}

/** The merged profile of a range as ports.ts describes it: scrapes are listed first, then merged between the first and the last. */
export async function fetchProfile(
  client: ParcaClient,
  { selector, range, now }: ProfileQuestion,
): Promise<FetchedProfile> {
  const selectors = await narrow(client, selector, range);
  const listed = await mapConcurrently(selectors, async (narrowed) => ({
    selector: narrowed,
    scrapes: await fetchScrapes(client, narrowed, range),
  }));
  const interval = scrapeInterval(listed.flatMap(({ scrapes }) => scrapes));
  const answer = selector.profileType.delta
    ? await fetchSummed(client, listed, { range, now, interval })
    : { ...(await fetchMeans(client, listed)), range };
  const scrapes = answer.scrapes.map(withoutCount).sort(byTime);
  const filled = answer.parts.filter(({ pprof, total }) => pprof.length > 0 || total !== 0);
  return { ...answer, parts: filled, scrapes, interval };
}

const withoutCount = ({ labels, timestamp, duration, value }: WireScrape): Scrape => ({
  labels,
  timestamp,
  duration,
  value,
});

const byTime = (a: Scrape, b: Scrape) =>
  a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0;

interface Window {
  readonly range: TimeRange;
  readonly now: Milliseconds;
  readonly interval: Milliseconds;
}

/** Profiles that cover time add up: one merge a selector. */
async function fetchSummed(client: ParcaClient, listed: readonly Listed[], window: Window) {
  const { range, notices } = settle(window, listed);
  const end = nanosecondsFromMilliseconds(range.end);
  const settled = listed.map(({ selector, scrapes }) => ({
    selector,
    scrapes: scrapes.filter(({ timestamp }) => timestamp <= end),
  }));
  const parts = await mapConcurrently(settled, ({ selector, scrapes }) => {
    const piece = { selector, scrapes, partial: [] };
    return fetchPart(client, { ...piece, weight: 1, total: totalOf(client, piece) });
  });
  const scrapes = settled.flatMap((one) => one.scrapes);
  return { parts, range, scrapes, notices };
}

/**
 * A profile of the last interval is still being taken, while other units' are already stored: a window that ends now is not final.
 * So it ends one interval earlier, the slowest series' one.
 */
function settle({ range, now, interval }: Window, listed: readonly Listed[]) {
  const durations = listed
    .flatMap(({ scrapes }) => groupBySeries(scrapes))
    .map((series) => millisecondsFromNanoseconds(median(series.map((s) => s.duration)) ?? 0n));
  const unsettled = Math.max(interval, ...durations);
  const end = Math.max(range.start, now - unsettled);
  if (unsettled === 0 || range.end <= end) return { range, notices: [] };
  const seconds = Math.round((range.end - end) / 100) / 10;
  const notice = `The last ${seconds} s are left out: their profiles are not complete yet.`;
  return { range: { start: range.start, end }, notices: [notice] };
}

/** States and running totals are means over each series' scrapes. One merge does where all series have as many. */
async function fetchMeans(client: ParcaClient, listed: readonly Listed[]) {
  const repaired = await mapConcurrently(listed, async ({ selector, scrapes }) => ({
    selector,
    ...(await repairSplit(client, selector, scrapes)),
  }));
  const scrapes = repaired.flatMap((one) => one.scrapes);
  const counts = groupBySeries(scrapes).map((series) => series.length);
  const even = counts.every((count) => count === counts[0]);
  const pieces = repaired
    .filter((one) => one.scrapes.length > 0)
    .flatMap((one) => (even ? [one] : seriesOf(one, labelNamesOf(scrapes))));
  const parts = await mapConcurrently(pieces, (piece) => {
    const weight = 1 / (groupBySeries(piece.scrapes)[0]?.length ?? 1);
    return fetchPart(client, { ...piece, weight, total: totalOf(client, piece) });
  });
  const partial = repaired.reduce((sum, one) => sum + one.partial.length, 0);
  const [kind] = listed.map(({ selector }) => kindOf(selector.profileType));
  const notices = [
    ...(kind === 'counter' && scrapes.length > 0 ? [runningTotal(counts)] : []),
    ...(even ? [] : [unevenCounts(counts)]),
    ...(partial > 0 ? [partialValues(partial)] : []),
  ];
  return { parts, scrapes, notices };
}

/** A merge's total is the sum of its scrapes, where the list tells them whole. */
function totalOf(client: ParcaClient, { selector, scrapes, partial }: Piece) {
  const sum = scrapes.reduce((all, { value }) => all + BigInt(value), 0n);
  return (span: Span) =>
    partial.length === 0 ? Promise.resolve(sum) : fetchTotal(client, selector, span);
}

function seriesOf(
  { selector, scrapes, partial }: Piece,
  names: readonly string[],
): readonly Piece[] {
  return groupBySeries(scrapes).map((series) => ({
    partial,
    selector: onlySeries(selector, series[0]?.labels ?? {}, names),
    scrapes: series,
  }));
}

const spread = (counts: readonly number[]) => {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? `${most}` : `${least} to ${most}`;
};
const runningTotal = (counts: readonly number[]) =>
  `A total since each process started, mean over ${spread(counts)} scrapes.`;
const unevenCounts = (counts: readonly number[]) =>
  `Series have ${spread(counts)} scrapes: each counts with its own mean.`;
const partialValues = (count: number) =>
  `Of ${count} scrapes the server tells only a part in the list of scrapes; the profile itself is whole.`;

interface PartQuestion extends Listed {
  readonly weight: number;
  /** What the server counts in all within the span. */
  readonly total: (span: Span) => Promise<bigint>;
}

async function fetchPart(client: ParcaClient, question: PartQuestion): Promise<ProfilePart> {
  const { selector, scrapes, weight } = question;
  const [start, end] = [scrapes[0]?.timestamp, scrapes.at(-1)?.timestamp];
  if (start === undefined || end === undefined)
    return { pprof: new Uint8Array(0), total: 0, weight };
  const span = { start, end };
  const [pprof, total] = await Promise.all([
    fetchPprof(client, selector, span),
    question.total(span),
  ]);
  return { pprof, total: Number(total), weight };
}
