import {
  groupBy,
  groupBySeries,
  labelsKey,
  nanosecondsFromMilliseconds,
  pickLabels,
  rateUnit,
  type Milliseconds,
  type Scrape,
  type Selector,
} from '#series';
import type { ProfileSeries, SeriesQuestion } from '../ports';
import { addValues, gridOf, gridTimes, holdStates, spreadRates, type Grid } from './buckets';
import type { ParcaClient } from './parca-client';
import { rewriteMatchers } from './rewrite-matchers';
import {
  EXACT_STEP,
  fetchRange,
  mapConcurrently,
  partialOf,
  refetchPartialSamples,
} from './scrapes';

const MIN_STEP_MS = 1000;

/** Up to here every profile is asked for, so that the rate is exact; beyond, the server adds up buckets of one step. */
const EXACT_SPAN_MS = 6 * 3600 * 1000;

/** Profiles that began this much earlier still reach into the first bucket. */
const LOOKBACK_MS = 60_000;

/** The type's rate over time, one series for each combination of `sumBy` labels. */
export async function fetchSeries(
  client: ParcaClient,
  question: SeriesQuestion,
  now: Milliseconds,
): Promise<readonly ProfileSeries[]> {
  const { selector, sumBy } = question;
  const step = Math.max(MIN_STEP_MS, Math.ceil(question.step));
  const range = { start: question.range.start - LOOKBACK_MS, end: question.range.end };
  const exact =
    !selector.profileType.delta ||
    (question.from !== 'buckets' && range.end - range.start <= EXACT_SPAN_MS);
  const selectors = await rewriteMatchers(client, selector, range);
  const answers = await mapConcurrently(selectors, async (rewritten) => {
    const wireStep = exact ? EXACT_STEP : nanosecondsFromMilliseconds(step);
    const asked = { selector: rewritten, range, step: wireStep, sumBy };
    const scrapes = await fetchRange(client, asked);
    const refetched = await refetchPartialSamples(client, rewritten, scrapes);
    const partial = new Set(partialOf(rewritten, scrapes));
    return scrapes
      .filter((scrape) => !partial.has(scrape))
      .map((scrape) => refetched.get(scrape) ?? scrape);
  });
  const grid = gridOf(question.range, step);
  const labelsOf = (scrape: Scrape) => pickLabels(scrape.labels, sumBy);
  const groups = groupBy(answers.flat(), (scrape) => labelsKey(labelsOf(scrape)));
  const unit = rateUnit(selector.profileType);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, scrapes]) => ({
      labels: labelsOf(scrapes[0]!),
      unit,
      times: gridTimes(grid),
      values: valuesOf(scrapes, { selector, grid, now }),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

interface Drawing {
  readonly selector: Selector;
  readonly grid: Grid;
  readonly now: Milliseconds;
}

function valuesOf(scrapes: readonly Scrape[], { selector, grid, now }: Drawing) {
  if (!selector.profileType.delta)
    return addValues(groupBySeries(scrapes).map((series) => holdStates(series, grid)));
  // Nanoseconds for each millisecond are a millionth of a core; any other unit for each millisecond is a thousandth of unit/s.
  const factor = rateUnit(selector.profileType) === 'cores' ? 1e-6 : 1e3;
  return spreadRates(scrapes, grid, now).map((rate) => (rate === null ? null : rate * factor));
}
