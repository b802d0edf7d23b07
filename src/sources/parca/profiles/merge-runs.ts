import type { Scrape } from '#series';
import type { ProfilePart } from '../../ports';
import { mapConcurrently } from '../../scrapes/concurrently';
import { filledOf, sumOf, type MergeRun } from '../../scrapes/merge-plan';
import type { ParcaClient } from '../protocol/parca-client';
import type { Span } from '../protocol/wire';
import { fetchPprof } from './merge';

/** Those that are empty are left out. */
export async function fetchRuns(
  client: ParcaClient,
  runs: readonly MergeRun[],
): Promise<readonly ProfilePart[]> {
  return filledOf(await mapConcurrently(runs, (run) => fetchRun(client, run)));
}

async function fetchRun(
  client: ParcaClient,
  { selector, scrapes, weight }: MergeRun,
): Promise<ProfilePart> {
  const pprof = await fetchPprof(client, selector, extentOf(scrapes));
  return { pprof, total: sumOf(scrapes), weight };
}

/** From the first to the last; there is at least one. */
export const extentOf = (scrapes: readonly Scrape[]): Span => ({
  start: scrapes[0]!.timestamp,
  end: scrapes.at(-1)!.timestamp,
});
