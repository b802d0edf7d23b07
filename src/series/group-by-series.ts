import { labelsKey } from './labels';
import type { Scrape } from './series';

/** Scrapes of each series, in the order of their first scrape. */
export function groupBySeries<S extends Scrape>(scrapes: readonly S[]): readonly (readonly S[])[] {
  const groups = new Map<string, S[]>();
  for (const scrape of scrapes) {
    const key = labelsKey(scrape.labels);
    const group = groups.get(key);
    if (group) group.push(scrape);
    else groups.set(key, [scrape]);
  }
  return [...groups.values()];
}
