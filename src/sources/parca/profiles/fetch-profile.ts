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
import type { FetchedProfile, FetchedScrapes } from '../../ports';
import type { LabelNames } from '../label-names';
import { fetchIncrease, fetchIncreases } from './fetch-increase';
import { fetchTotal } from './merge';
import { mergePart, type MergedPart } from './merge-part';
import { mapConcurrently } from '../../scrapes/concurrently';
import { compareTimes, median, scrapeInterval } from '../../scrapes/intervals';
import { filledOf, meansOf, planRuns, sumOf } from '../../scrapes/merge-plan';
import { extentOf } from './merge-runs';
import { trimmedNotices, type AccountedPart } from './trimmed-notices';
import { rewriteMatchers } from '../rewrite-matchers';
import type { ParcaClient } from '../protocol/parca-client';
import { fetchScrapes, partialOf, refetchPartialSamples } from './scrapes';
import { isSettled, spanOf, type Span, type WireScrape } from '../protocol/wire';

interface ProfileQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  readonly now: Milliseconds;
  readonly labelNames: LabelNames;
  /** As `ProfileCallOptions` has it. */
  readonly through?: string | undefined;
}

/** A selector that Parca answers rightly, and what it holds. */
interface Listed {
  readonly selector: Selector;
  readonly scrapes: readonly WireScrape[];
  /** The profile of these scrapes, where it was asked for beside their list. */
  readonly merged: MergedPart | undefined;
}

/** Some of the stacks of a profile, or all of them. */
type Merge = (selector: Selector, span: Span) => Promise<MergedPart>;

/**
 * The merged profile of a range as ports.ts describes it. Of a range that is over, scrapes are listed and merged side by side: both
 * questions have the same bounds and find the same profiles. A range that goes on is listed first and then merged between the first and the
 * last scrape of the list: a profile that is stored between the two questions would be in one answer only, and where a sum may end is read
 * from the list.
 */
export async function fetchProfile(
  client: ParcaClient,
  { selector, range, now, labelNames, through }: ProfileQuestion,
): Promise<FetchedProfile> {
  const merge: Merge = (rewritten, span) => mergePart(client, rewritten, { span, through });
  const isOver = isSettled(range, now);
  const selectors = await rewriteMatchers(client, selector, range);
  if (kindOf(selector.profileType) === 'counter') return fetchIncrease(client, selectors, range);
  const listed = await mapConcurrently(selectors, async (rewritten): Promise<Listed> => {
    const [scrapes, merged] = await Promise.all([
      fetchScrapes(client, rewritten, range, labelNames),
      isOver ? merge(rewritten, spanOf(range)) : undefined,
    ]);
    return { selector: rewritten, scrapes, merged };
  });
  const interval = scrapeInterval(listed.flatMap(({ scrapes }) => scrapes));
  const answer = selector.profileType.delta
    ? await fetchSummed(merge, listed, { range, now, interval })
    : { ...(await fetchMeans(client, merge, listed)), range };
  const scrapes = answer.scrapes.map(withoutCount).sort(compareTimes);
  const trimmed = answer.parts.reduce((sum, part) => sum + part.weight * part.trimmedInAll, 0);
  return {
    ...answer,
    parts: filledOf(answer.parts),
    ...{ scrapes, interval },
    ...(trimmed > 0 && { trimmed }),
    notices: [...answer.notices, ...trimmedNotices(answer.parts, trimmed, through)],
  };
}

/** What `fetchProfile` would merge. */
export async function fetchListed(
  client: ParcaClient,
  { selector, range, now, labelNames }: ProfileQuestion,
): Promise<FetchedScrapes> {
  const { profileType } = selector;
  const selectors = await rewriteMatchers(client, selector, range);
  if (kindOf(profileType) === 'counter') return fetchIncreases(client, selectors, range);
  const listed = await mapConcurrently(selectors, async (rewritten) => {
    const scrapes = await fetchScrapes(client, rewritten, range, labelNames);
    const whole = await refetchPartialSamples(client, rewritten, scrapes);
    return { scrapes: scrapes.map((one) => whole.get(one) ?? one) };
  });
  const all = listed.flatMap(({ scrapes }) => scrapes);
  const interval = scrapeInterval(all);
  const settled = profileType.delta
    ? settle({ range, now, interval }, listed)
    : { range, notices: [] };
  const end = nanosecondsFromMilliseconds(settled.range.end);
  const inside = all.filter(({ timestamp }) => timestamp <= end);
  return { ...settled, interval, scrapes: inside.map(withoutCount).sort(compareTimes) };
}

const withoutCount = ({ labels, timestamp, duration, value }: WireScrape): Scrape => ({
  labels,
  timestamp,
  duration,
  value,
});

interface Window {
  readonly range: TimeRange;
  readonly now: Milliseconds;
  readonly interval: Milliseconds;
}

/** Profiles that cover time add up: one merge a selector. */
async function fetchSummed(merge: Merge, listed: readonly Listed[], window: Window) {
  const { range, notices } = settle(window, listed);
  const end = nanosecondsFromMilliseconds(range.end);
  const settled = listed
    .map(({ selector, scrapes, merged }): Listed => {
      const inside = scrapes.filter(({ timestamp }) => timestamp <= end);
      const isAll = inside.length === scrapes.length;
      return { selector, scrapes: inside, merged: isAll ? merged : undefined };
    })
    .filter(({ scrapes }) => scrapes.length > 0);
  const parts = await mapConcurrently(settled, async (one): Promise<AccountedPart> => {
    const { selector, scrapes } = one;
    const merged = one.merged ?? (await merge(selector, extentOf(scrapes)));
    return { ...merged, total: sumOf(scrapes), weight: 1 };
  });
  return { parts, range, scrapes: settled.flatMap(({ scrapes }) => scrapes), notices };
}

/**
 * A profile of the last interval is still being taken, while other units' are already stored: a window that ends now is not final.
 * So it ends one interval earlier, the slowest series' one.
 */
function settle({ range, now, interval }: Window, listed: readonly Pick<Listed, 'scrapes'>[]) {
  const durations = listed
    .flatMap(({ scrapes }) => groupBySeries(scrapes))
    .map((series) => millisecondsFromNanoseconds(median(series.map((s) => s.duration)) ?? 0n));
  const unsettled = durations.reduce((longest, one) => Math.max(longest, one), interval);
  const end = Math.max(range.start, now - unsettled);
  if (unsettled === 0 || range.end <= end) return { range, notices: [] };
  const seconds = Math.round((range.end - end) / 100) / 10;
  const notice = `The last ${seconds} s are left out: their profiles are not complete yet.`;
  return { range: { start: range.start, end }, notices: [notice] };
}

/**
 * States are means over each series' scrapes. One merge does where all series have as many. How many there are is known
 * from the list at once, so what it tells only in part is asked again beside the merges.
 */
async function fetchMeans(client: ParcaClient, merge: Merge, listed: readonly Listed[]) {
  const scrapes = listed.flatMap((one) => one.scrapes);
  const counts = groupBySeries(scrapes).map((series) => series.length);
  const even = counts.every((count) => count === counts[0]);
  const refetching = mapConcurrently(listed, (one) =>
    refetchPartialSamples(client, one.selector, one.scrapes),
  ).then((refetched) => new Map(refetched.flatMap((pairs) => [...pairs])));
  const partial = new Set(listed.flatMap((one) => partialOf(one.selector, one.scrapes)));
  const runs = listed.flatMap((one) =>
    planRuns(one.selector, meansOf(one.scrapes)).map((run) => ({
      ...run,
      merged: run.scrapes.length === one.scrapes.length ? one.merged : undefined,
    })),
  );
  const [parts, refetched] = await Promise.all([
    mapConcurrently(runs, async ({ merged, ...run }): Promise<AccountedPart> => {
      const total = run.scrapes.some((one) => partial.has(one))
        ? fetchTotal(client, run.selector, extentOf(run.scrapes)).then(Number)
        : refetching.then((exact) => sumOf(run.scrapes.map((one) => exact.get(one) ?? one)));
      const part = merged ?? merge(run.selector, extentOf(run.scrapes));
      const [own, sum] = await Promise.all([part, total]);
      return { ...own, total: sum, weight: run.weight };
    }),
    refetching,
  ]);
  const [type] = listed.map(({ selector }) => selector.profileType);
  const notices = [
    ...(type?.runningTotal && scrapes.length > 0 ? [runningTotal(counts)] : []),
    ...(even ? [] : [unevenCounts(counts)]),
    ...(partial.size > 0 ? [partialValues(partial.size)] : []),
  ];
  return { parts, scrapes: scrapes.map((one) => refetched.get(one) ?? one), notices };
}

const spread = (counts: readonly number[]) => {
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  return least === most ? `${most}` : `${least} to ${most}`;
};
const runningTotal = (counts: readonly number[]) =>
  `A total since each process started, mean over ${spread(counts)} scrapes.`;
const unevenCounts = (counts: readonly number[]) =>
  `Series have ${spread(counts)} scrapes: each counts with its own mean.`;
const partialValues = (count: number) =>
  `Of ${count} scrapes the server tells only a part in the list of scrapes; the profile itself is whole.`;
