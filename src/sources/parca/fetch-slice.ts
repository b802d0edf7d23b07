import {
  kindOf,
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Scrape,
  type Selector,
} from '#series';
import type { FetchedProfile } from '../ports';
import { fetchRun, meansOf, planRuns, type Weighted } from './merge-runs';
import type { ParcaClient } from './parca-client';
import { rewriteFor } from './rewrite-matchers';
import { mapConcurrently, scrapeInterval } from './scrapes';

/** The profile of some of a selector's scrapes, which an earlier answer has listed: nothing is asked but their merges. */
export async function fetchSlice(
  client: ParcaClient,
  selector: Selector,
  scrapes: readonly Scrape[],
): Promise<FetchedProfile> {
  const weigh = kindOf(selector.profileType) === 'delta' ? sumOf : meansOf;
  const runs = rewriteFor(selector, scrapes).flatMap((known) =>
    planRuns(known.selector, weigh(known.scrapes)),
  );
  const parts = await mapConcurrently(runs, (run) => fetchRun(client, run));
  const filled = parts.filter(({ pprof, total }) => pprof.length > 0 || total !== 0);
  return {
    parts: filled,
    scrapes,
    range: { start: msOf(scrapes[0]), end: msOf(scrapes.at(-1)) + 1 },
    interval: scrapeInterval(scrapes),
    notices: [],
  };
}

/** Profiles that cover time add up. */
const sumOf = (scrapes: readonly Scrape[]): readonly Weighted[] =>
  scrapes.map((scrape) => ({ scrape, weight: 1 }));

const msOf = (scrape: Scrape | undefined): Milliseconds =>
  millisecondsFromNanoseconds(scrape?.timestamp ?? 0n);
