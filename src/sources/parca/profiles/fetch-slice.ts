import {
  groupBySeries,
  kindOf,
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Scrape,
  type Selector,
} from '#series';
import type { FetchedProfile, ProfilePart } from '../../ports';
import { scrapeInterval } from '../../scrapes/intervals';
import {
  endsOf,
  labelNamesOf,
  meansOf,
  onlySeries,
  planRuns,
  type MergeRun,
} from '../../scrapes/merge-plan';
import { fetchRuns } from './merge-runs';
import type { ParcaClient } from '../protocol/parca-client';
import { rewriteFor, type Found } from '../rewrite-matchers';

/** The profile of some of a selector's scrapes, which an earlier answer has listed: nothing is asked but their merges. */
export async function fetchSlice(
  client: ParcaClient,
  selector: Selector,
  scrapes: readonly Scrape[],
): Promise<FetchedProfile> {
  const runs = rewriteFor(selector, scrapes).flatMap(planOf);
  return answerOf(scrapes, await fetchRuns(client, runs));
}

export function answerOf(
  scrapes: readonly Scrape[],
  parts: readonly ProfilePart[],
): FetchedProfile {
  return {
    ...{ parts, scrapes },
    range: { start: msOf(scrapes[0]), end: msOf(scrapes.at(-1)) + 1 },
    interval: scrapeInterval(scrapes),
    notices: [],
  };
}

function planOf({ selector, scrapes }: Found): readonly MergeRun[] {
  const kind = kindOf(selector.profileType);
  if (kind === 'gauge') return planRuns(selector, meansOf(scrapes));
  if (kind === 'delta')
    return planRuns(
      selector,
      scrapes.map((scrape) => ({ scrape, weight: 1 })),
    );
  // Between the ends of two series there may be a scrape that makes no increase, of which nothing is known here.
  const names = labelNamesOf(scrapes);
  return groupBySeries(scrapes).flatMap((series) =>
    planRuns(onlySeries(selector, series[0]!.labels, names), endsOf(series)),
  );
}

const msOf = (scrape: Scrape | undefined): Milliseconds =>
  millisecondsFromNanoseconds(scrape?.timestamp ?? 0n);
