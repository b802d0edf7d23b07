import {
  groupBySeries,
  increasesOf,
  nanosecondsFromMilliseconds,
  type Scrape,
  type TimeRange,
} from '#series';
import type { ProfileSeries, SeriesQuestion } from '../ports';
import { gridOf, type Grid } from '../scrapes/buckets';
import { mapConcurrently } from '../scrapes/concurrently';
import { drawSeries } from '../scrapes/draw-series';
import { isGauge, mayRunOn } from './profile-types';
import { fetchPoints } from './profiles/listing';
import { runningTotalsOf } from './profiles/running-totals';
import { fetchScrapes } from './profiles/scrapes';
import type { PyroscopeClient } from './protocol/pyroscope-client';
import { piecesOf, printLabelSelector } from './wire';

const MIN_STEP_MS = 1000;

/** Up to here every profile is listed, so that the rate is exact; beyond, the server adds up each step where that may be. */
const EXACT_SPAN_MS = 6 * 3600 * 1000;
/** Shorter than any interval in use, a step would hold one profile or none. */
const SHORTEST_SUMMED_MS = 60_000;

/** Profiles that began this much earlier still reach into the first bucket. */
const LOOKBACK_MS = 60_000;
/** That so many of a running total's scrapes are there that they can be told for one. */
const LONG_LOOKBACK_MS = 5 * 60_000;

/** The type's rate over time, one series for each combination of `sumBy` labels. */
export async function fetchSeries(
  client: PyroscopeClient,
  question: SeriesQuestion,
): Promise<readonly ProfileSeries[]> {
  const { selector, sumBy, range } = question;
  printLabelSelector(selector);
  const step = Math.max(MIN_STEP_MS, Math.ceil(question.step));
  const grid = gridOf(range, step);
  const scrapes = await fetchDrawn(client, question, grid);
  return drawSeries(scrapes, { profileType: selector.profileType, sumBy, grid });
}

async function fetchDrawn(
  client: PyroscopeClient,
  { selector, sumBy, range, from }: SeriesQuestion,
  grid: Grid,
): Promise<readonly Scrape[]> {
  const { profileType } = selector;
  const asked = { selector, range, keep: sumBy };
  if (mayRunOn(profileType) && !isGauge(profileType)) {
    return growthOf(await fetchScrapes(client, { ...asked, lookback: LONG_LOOKBACK_MS }));
  }
  const isLong = from === 'buckets' || range.end - range.start > EXACT_SPAN_MS;
  if (isLong && grid.step >= SHORTEST_SUMMED_MS && !isGauge(profileType)) {
    const steps = await fetchSteps(client, { selector, groupBy: sumBy }, grid);
    if (steps) return steps;
  }
  return fetchScrapes(client, { ...asked, lookback: LOOKBACK_MS });
}

/** What totals grew by, and differences as they are. */
function growthOf(all: readonly Scrape[]): readonly Scrape[] {
  const running = new Set(runningTotalsOf(all).map((series) => series[0]!.labels));
  return groupBySeries(all).flatMap((series) =>
    running.has(series[0]!.labels) ? increasesOf(series) : series,
  );
}

/** As many steps as fit into what a server answers at once. */
function stepRanges({ start, step, count }: Grid): readonly TimeRange[] {
  const ends = piecesOf({ start, end: start + count * step - 1 });
  const perPiece = Math.max(1, Math.floor((ends[0]!.end + 1 - start) / step));
  const pieces: TimeRange[] = [];
  for (let i = 0; i < count; i += perPiece)
    pieces.push({ start: start + i * step, end: start + Math.min(count, i + perPiece) * step });
  return pieces;
}

/**
 * What the server adds up in each step, as one profile that is as long. A point is at the end of its step and holds its end: a millisecond
 * earlier, each begins where a bucket does. undefined where the server counts its steps from another moment, or a step is longer than a day.
 */
async function fetchSteps(
  client: PyroscopeClient,
  question: Parameters<typeof fetchPoints>[1],
  grid: Grid,
): Promise<readonly Scrape[] | undefined> {
  const { step } = grid;
  if (piecesOf({ start: 0, end: step }).length > 1) return undefined;
  const duration = nanosecondsFromMilliseconds(step);
  const pieces = await mapConcurrently(stepRanges(grid), async ({ start, end }) => {
    const points = await fetchPoints(client, question, { start: start - 1, end: end - 1, step });
    return points.filter(({ time }) => time >= start);
  });
  const points = pieces.flat();
  if (points.some(({ time }) => (time + 1 - grid.start) % step !== 0)) return undefined;
  return points.map(({ labels, time, value }): Scrape => ({
    labels,
    timestamp: nanosecondsFromMilliseconds(time + 1 - step),
    duration,
    value,
  }));
}
