import { groupBySeries, increasesOf, kindOf, type Scrape, type TimeRange } from '#series';
import type { ProfileSeries, SeriesQuestion } from '../ports';
import { gridOf, type Grid } from '../scrapes/buckets';
import { drawSeries } from '../scrapes/draw-series';
import { fetchTotals } from './profiles/fetch-increase';
import type { LabelNames } from './label-names';
import type { ParcaClient } from './protocol/parca-client';
import { rewriteMatchers } from './rewrite-matchers';
import { fetchManyScrapes, fetchSteps } from './profiles/many-scrapes';
import { fetchScrapes } from './profiles/scrapes';
import { mapConcurrently } from '../scrapes/concurrently';

const MIN_STEP_MS = 1000;

/** Up to here every profile is asked for, so that the rate is exact; beyond, only where there are not too many. */
const EXACT_SPAN_MS = 6 * 3600 * 1000;

/** Profiles that began this much earlier still reach into the first bucket. */
const LOOKBACK_MS = 60_000;

/** The type's rate over time, one series for each combination of `sumBy` labels. */
export async function fetchSeries(
  client: ParcaClient,
  question: SeriesQuestion,
  labelNames: LabelNames,
): Promise<readonly ProfileSeries[]> {
  const { selector, sumBy } = question;
  const step = Math.max(MIN_STEP_MS, Math.ceil(question.step));
  const grid = gridOf(question.range, step);
  const range = { start: question.range.start - LOOKBACK_MS, end: question.range.end };
  const selectors = await rewriteMatchers(client, selector, range);
  const answers = await mapConcurrently(selectors, (rewritten) =>
    fetchValued(client, { ...question, selector: rewritten }, { grid, range, labelNames }),
  );
  return drawSeries(answers.flat(), { profileType: selector.profileType, sumBy, grid });
}

interface Asking {
  readonly grid: Grid;
  readonly range: TimeRange;
  readonly labelNames: LabelNames;
}

/** What is drawn of one selector, in time order; labels tell at least the series of `sumBy` apart. */
async function fetchValued(
  client: ParcaClient,
  question: SeriesQuestion,
  { grid, range, labelNames }: Asking,
): Promise<readonly Scrape[]> {
  const { selector } = question;
  const kind = kindOf(selector.profileType);
  if (kind === 'delta') {
    if (question.from === 'buckets') return fetchSteps(client, question, grid);
    if (range.end - range.start > EXACT_SPAN_MS)
      return fetchManyScrapes(client, question, { grid, labelNames });
    return fetchScrapes(client, selector, range, labelNames);
  }
  const { whole } = await fetchTotals(client, selector, question.range, LOOKBACK_MS);
  return kind === 'gauge' ? whole : groupBySeries(whole).flatMap(increasesOf);
}
