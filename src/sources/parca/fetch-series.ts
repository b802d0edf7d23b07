import {
  groupBySeries,
  labelsKey,
  nanosecondsFromMilliseconds,
  pickLabels,
  rateUnit,
  type Labels,
  type Milliseconds,
  type Scrape,
  type Selector,
} from '#series';
import type { ProfileSeries, SeriesQuestion } from '../ports';
import { addValues, gridOf, gridTimes, holdStates, spreadRates, type Grid } from './buckets';
import type { ParcaClient } from './parca-client';
import { mapConcurrently } from './concurrency';
import { rewriteMatchers } from './rewrite-matchers';
import { EXACT_STEP, fetchRange, partialOf, refetchPartialSamples } from './scrapes';

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
  const groups = groupByLabels(answers.flat(), sumBy);
  const unit = rateUnit(selector.profileType);
  return groups
    .map(({ labels, scrapes }) => ({
      labels,
      unit,
      times: gridTimes(grid),
      values: valuesOf(scrapes, { selector, grid, now }),
    }))
    .filter(({ values }) => values.some((value) => value !== null));
}

interface Group {
  readonly labels: Labels;
  readonly scrapes: readonly Scrape[];
}

function groupByLabels(scrapes: readonly Scrape[], names: readonly string[]): readonly Group[] {
  const groups = new Map<string, { labels: Labels; scrapes: Scrape[] }>();
  for (const scrape of scrapes) {
    const labels = pickLabels(scrape.labels, names);
    const key = labelsKey(labels);
    const group = groups.get(key) ?? { labels, scrapes: [] };
    group.scrapes.push(scrape);
    groups.set(key, group);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
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
