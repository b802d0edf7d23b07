import {
  groupBySeries,
  labelsKey,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedProfile, FetchedScrapes } from '../../ports';
import { increaseIn, increaseNotices } from '../../scrapes/increase-in-window';
import { compareTimes, scrapeInterval } from '../../scrapes/intervals';
import {
  endsOf,
  filledOf,
  labelNamesOf,
  meansOf,
  onlySeries,
  planRuns,
  sumOf,
  type MergeRun,
  type Weighted,
} from '../../scrapes/merge-plan';
import { isGauge, mayRunOn } from '../profile-types';
import type { PyroscopeClient } from '../protocol/pyroscope-client';
import { isSettled, piecesOf, printLabelSelector } from '../wire';
import { fetchPprof, fetchRuns } from './merges';
import { cutByLookback, leftOut, lookLikeTotals, unevenCounts } from './notices';
import { runningTotalsOf } from './running-totals';
import { fetchScrapes, settledEnd } from './scrapes';

interface ProfileQuestion {
  readonly selector: Selector;
  readonly range: TimeRange;
  readonly now: Milliseconds;
}

/** What is merged, and how often each stored profile counts in it. */
interface Listed {
  readonly listed: FetchedScrapes;
  readonly weighted: readonly Weighted[];
}

/**
 * The merged profile of a range as ports.ts describes it, where a server's own merge of states adds up all scrapes, and one of running totals
 * these. What adds up and is over is merged beside its list: both have the same bounds.
 */
export async function fetchProfile(
  client: PyroscopeClient,
  question: ProfileQuestion,
): Promise<FetchedProfile> {
  const { selector, range, now } = question;
  printLabelSelector(selector);
  const isPlain = !isGauge(selector.profileType) && !mayRunOn(selector.profileType);
  if (isPlain && isSettled(range, now) && piecesOf(range).length === 1) {
    const bounds = { start: Math.ceil(range.start), end: Math.floor(range.end) };
    const [{ listed }, pprof] = await Promise.all([
      list(client, question),
      fetchPprof(client, selector, bounds),
    ]);
    const whole = { pprof, total: sumOf(listed.scrapes), weight: 1 };
    return { ...listed, parts: listed.scrapes.length === 0 ? [] : filledOf([whole]) };
  }
  const { listed, weighted } = await list(client, question);
  return { ...listed, parts: await fetchRuns(client, planRuns(selector, weighted)) };
}

/** What `fetchProfile` would merge. */
export async function fetchListed(
  client: PyroscopeClient,
  question: ProfileQuestion,
): Promise<FetchedScrapes> {
  return (await list(client, question)).listed;
}

/** The profile of some of a selector's scrapes, which an earlier answer has listed: nothing is asked but their merges. */
export async function fetchSlice(
  client: PyroscopeClient,
  selector: Selector,
  scrapes: readonly Scrape[],
): Promise<FetchedProfile> {
  const parts = await fetchRuns(client, sliceRuns(selector, scrapes));
  const [first, last] = [scrapes[0]?.timestamp ?? 0n, scrapes.at(-1)?.timestamp ?? 0n];
  const range = { start: Number(first / 1_000_000n), end: Number(last / 1_000_000n) + 1 };
  return { parts, scrapes, range, interval: scrapeInterval(scrapes), notices: [] };
}

function sliceRuns(selector: Selector, scrapes: readonly Scrape[]): readonly MergeRun[] {
  if (isGauge(selector.profileType)) return planRuns(selector, meansOf(scrapes));
  const increases = scrapes.filter(({ total }) => total !== undefined);
  if (increases.length === 0) return planRuns(selector, scrapes.map(once));
  // Between the ends of two series there may be a scrape that makes no increase, of which nothing is known here.
  const names = labelNamesOf(scrapes);
  return groupBySeries(scrapes).flatMap((series) => {
    const only = onlySeries(selector, series[0]!.labels, names);
    const isRunning = series[0]!.total !== undefined;
    return planRuns(only, isRunning ? endsOf(series) : series.map(once));
  });
}

const once = (scrape: Scrape): Weighted => ({ scrape, weight: 1 });

async function list(client: PyroscopeClient, question: ProfileQuestion): Promise<Listed> {
  const { selector, range, now } = question;
  if (isGauge(selector.profileType)) return listStates(client, question);
  const growth = mayRunOn(selector.profileType)
    ? await listGrowth(client, question)
    : await listSums(client, question);
  const { scrapes, interval, weightsOf } = growth;
  const end = settledEnd(range, now, interval);
  const last = nanosecondsFromMilliseconds(end);
  const isInside = ({ timestamp, duration, total }: Scrape) =>
    (total === undefined ? timestamp : timestamp + duration) <= last;
  const notices = [
    ...leftOut(range.end - end),
    ...growth.notices,
    ...cutByLookback(question, growth),
  ];
  const settled = { start: range.start, end };
  const listed = { range: settled, scrapes: scrapes.filter(isInside), interval, notices };
  return { listed, weighted: weightsOf(isInside) };
}

interface Growth {
  readonly scrapes: readonly Scrape[];
  readonly interval: Milliseconds;
  readonly notices: readonly string[];
  readonly weightsOf: (isInside: (scrape: Scrape) => boolean) => readonly Weighted[];
}

async function listSums(
  client: PyroscopeClient,
  { selector, range }: ProfileQuestion,
): Promise<Growth> {
  const scrapes = await fetchScrapes(client, { selector, range });
  return {
    scrapes,
    interval: scrapeInterval(scrapes) || usualDuration(scrapes),
    notices: [],
    weightsOf: (isInside) => scrapes.filter(isInside).map(once),
  };
}

/** Where each series has one scrape in the window, its length was found outside of it. */
const usualDuration = (scrapes: readonly Scrape[]): Milliseconds =>
  Number(scrapes[0]?.duration ?? 0n) / 1e6;

async function listStates(client: PyroscopeClient, question: ProfileQuestion): Promise<Listed> {
  const { selector, range } = question;
  const scrapes = await fetchScrapes(client, { selector, range });
  const interval = scrapeInterval(scrapes);
  const counts = groupBySeries(scrapes).map((series) => series.length);
  const notices = [...unevenCounts(counts), ...cutByLookback(question, { scrapes, interval })];
  return { listed: { range, scrapes, interval, notices }, weighted: meansOf(scrapes) };
}

/** As far back as is looked for a running total's scrape before the window, and for enough of them to tell that it is one. */
const LOOKBACK_MS = 5 * 60_000;

/** What may be sent as a running total, series by series: differences as they are, of totals what they grew by. */
async function listGrowth(
  client: PyroscopeClient,
  { selector, range }: ProfileQuestion,
): Promise<Growth> {
  const all = await fetchScrapes(client, { selector, range, lookback: LOOKBACK_MS });
  const interval = scrapeInterval(all);
  const from = nanosecondsFromMilliseconds(Math.ceil(range.start));
  const totals = runningTotalsOf(all);
  const running = new Set(totals.map((series) => labelsKey(series[0]!.labels)));
  const sums = all.filter(
    ({ labels, timestamp }) => timestamp >= from && !running.has(labelsKey(labels)),
  );
  const increase = increaseIn(totals.flat(), { range, interval });
  return {
    scrapes: [...sums, ...increase.scrapes].sort(compareTimes),
    interval,
    notices: [...lookLikeTotals(running.size), ...increaseNotices([increase])],
    weightsOf: (isInside) => [
      ...sums.filter(isInside).map(once),
      ...endsOf(increase.scrapes.filter(isInside), totals.flat()),
    ],
  };
}
