import {
  groupBySeries,
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Nanoseconds,
  type Scrape,
} from '#series';
import type { SeriesQuestion } from '../../ports';
import type { Grid } from '../../scrapes/buckets';
import type { LabelNames } from '../label-names';
import type { ParcaClient } from '../protocol/parca-client';
import { EXACT_STEP, fetchRange } from './scrapes';

/** Profiles that are read for one chart; more are added up by the server, a step at a time. */
const MOST_PROFILES = 100_000;

/** As often as anything is scraped, to estimate how many profiles there are. */
const LEAST_INTERVAL_MS = 10_000;

/** Steps at the end of a range that are read exactly when the rest is not: what is young has only these. */
const EXACT_STEPS = 3;

/** What the server adds up in each step of a range, as one profile that is as long, or as the one that it is of; a single question. */
export function fetchSteps(
  client: ParcaClient,
  { selector, range, sumBy }: SeriesQuestion,
  { start, step }: Grid,
): Promise<readonly Scrape[]> {
  const wireStep = nanosecondsFromMilliseconds(step);
  return fetchRange(client, { selector, range: { start, end: range.end }, step: wireStep, sumBy });
}

/**
 * The profiles of a long range, each of them where there are not too many. Otherwise what the server adds up in each step: a profile is
 * then whole in the step where it began. What a series' first step holds begins somewhere in it, and what its last one holds ends
 * somewhere: these are left out.
 */
export async function fetchManyScrapes(
  client: ParcaClient,
  question: SeriesQuestion,
  { grid, labelNames }: { readonly grid: Grid; readonly labelNames: LabelNames },
): Promise<readonly Scrape[]> {
  const { selector, range } = question;
  const names = await labelNames.fetch(selector.profileType, range, client.signal);
  const before = grid.start - grid.step;
  const steps = await fetchSteps(client, { ...question, sumBy: names }, { ...grid, start: before });
  const exactly = (start: Milliseconds) =>
    fetchRange(client, {
      selector,
      range: { start, end: range.end },
      step: EXACT_STEP,
      sumBy: names,
    });
  const profilesOfStep = Math.max(1, grid.step / LEAST_INTERVAL_MS);
  if (steps.length * profilesOfStep <= MOST_PROFILES) return exactly(before);
  const cut = grid.start + (grid.count - EXACT_STEPS) * grid.step;
  const [until, length] = [cut, grid.step].map(nanosecondsFromMilliseconds) as [bigint, bigint];
  const asProfiles = steps.map((one) => ({ ...one, duration: length }));
  const inside = groupBySeries(asProfiles).flatMap((one) => withoutEnds(one, until - length));
  return [...inside.filter(({ timestamp }) => timestamp < until), ...(await exactly(cut))];
}

/** All of it where nothing would be left; the last step is whole when it is just before those that are read exactly. */
function withoutEnds(series: readonly Scrape[], lastWhole: Nanoseconds): readonly Scrape[] {
  const isWhole = series.at(-1)!.timestamp >= lastWhole;
  const inside = series.slice(1, isWhole ? undefined : -1);
  return inside.length > 0 ? inside : series;
}
