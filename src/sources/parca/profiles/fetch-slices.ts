import {
  distinctLabels,
  groupBySeries,
  kindOf,
  labelsKey,
  labelValue,
  pickLabels,
  type Labels,
  type Nanoseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { FetchedProfile, GroupedSlice, ProfilePart, SliceGroup } from '../../ports';
import { endsOf, filledOf, planRuns, sumOf, type Weighted } from '../../scrapes/merge-plan';
import { rewriteFor } from '../rewrite-matchers';
import type { ParcaClient } from '../protocol/parca-client';
import { answerOf, fetchSlice } from './fetch-slice';
import { fetchPprof } from './merge';
import { extentOf } from './merge-runs';

/**
 * `fetchSlice` of each group. Parca reads as much for one unit as for all of them, and writes the labels that it is asked for to the samples of a merge:
 * so groups of different series are one merge, and each takes the samples that have its labels.
 *
 * @param namesIn every label name that a series of the type has in a range
 */
export async function fetchSlices(
  client: ParcaClient,
  selector: Selector,
  { groups, among }: GroupedSlice,
  namesIn: (range: TimeRange) => Promise<readonly string[]>,
): Promise<readonly FetchedProfile[]> {
  const kind = kindOf(selector.profileType);
  const isTogether = ({ scrapes }: SliceGroup) =>
    scrapes.length > 0 && (kind !== 'gauge' || countOf(scrapes) !== undefined);
  const together = groups.filter(isTogether).map(({ scrapes }) => scrapes);
  const near = around(together.flat(), among);
  const all =
    kind === 'counter' && together.length > 1 ? await namesIn(msAround(together.flat())) : [];
  const by = together.length > 1 ? labelsBetween(together, { near, all }) : undefined;
  const fetchAlone = ({ matchers, scrapes }: SliceGroup) =>
    fetchSlice(client, { ...selector, matchers: [...selector.matchers, ...matchers] }, scrapes);
  if (!by) return oneByOne(groups, fetchAlone);
  const weighted = kind === 'counter' ? increasesIn(together.flat(), near) : together.flatMap(ones);
  const ends = new Map(weighted.map((one) => [one.scrape, one]));
  const runs = rewriteFor(selector, [...ends.keys()]).flatMap(({ selector: found, scrapes }) =>
    planRuns(
      found,
      scrapes.map((scrape) => ends.get(scrape)!),
    ),
  );
  const merged = await oneByOne(runs, async ({ scrapes, weight, selector: found }) => ({
    ...{ scrapes, weight },
    pprof: await fetchPprof(client, found, extentOf(scrapes), by),
  }));
  const parts = merged.flatMap((run) => partsBySeries(run, by));
  return oneByOne(groups, async (group) => {
    if (!isTogether(group)) return fetchAlone(group);
    const { scrapes } = group;
    const own = new Set(scrapes.map(({ labels }) => labelsKey(pickLabels(labels, by))));
    const factor = kind === 'gauge' ? 1 / countOf(scrapes)! : 1;
    const its = parts.flatMap(({ key, part }) =>
      own.has(key) ? { ...part, weight: part.weight * factor } : [],
    );
    return answerOf(scrapes, filledOf(its));
  });
}

/** Whoever asks for slices asks for several of them at once. */
async function oneByOne<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}

const ones = (scrapes: readonly Scrape[]): readonly Weighted[] =>
  scrapes.map((scrape) => ({ scrape, weight: 1 }));

/** Scrapes of each series, where all have as many. */
function countOf(scrapes: readonly Scrape[]): number | undefined {
  const counts = new Set(groupBySeries(scrapes).map((series) => series.length));
  return counts.size === 1 ? [...counts][0] : undefined;
}

/** Others of the answer that may be between these. */
function around(own: readonly Scrape[], among: readonly Scrape[]): readonly Scrape[] {
  const [first, last] = extent(own);
  const mine = new Set(own);
  return among.filter(
    (one) => !mine.has(one) && one.timestamp <= last && one.timestamp + one.duration >= first,
  );
}

function extent(scrapes: readonly Scrape[]): readonly [Nanoseconds, Nanoseconds] {
  let [first, last] = [scrapes[0]?.timestamp ?? 0n, 0n];
  for (const { timestamp, duration } of scrapes) {
    if (timestamp < first) first = timestamp;
    if (timestamp + duration > last) last = timestamp + duration;
  }
  return [first, last];
}

function msAround(scrapes: readonly Scrape[]): TimeRange {
  const [first, last] = extent(scrapes);
  return { start: Number(first / 1_000_000n), end: Number(last / 1_000_000n) + 1 };
}

/** What the groups begin and end with, and what is between: with what a restart puts an end to nothing begins. */
function increasesIn(own: readonly Scrape[], near: readonly Scrape[]): readonly Weighted[] {
  const [first, last] = extent(own);
  const others = [...own, ...near].flatMap((one): readonly Scrape[] => [
    { ...one, duration: 0n },
    { ...one, timestamp: one.timestamp + one.duration, duration: 0n },
  ]);
  return endsOf(own, others).filter(
    ({ scrape: { timestamp } }) => timestamp >= first && timestamp <= last,
  );
}

/**
 * As few labels as tell the groups from each other and from what is between; undefined where none do. Of running totals `all` that there are, too: a
 * series of which nothing is known may have a profile between the ends of two others, and a label that these lack.
 */
function labelsBetween(
  groups: readonly (readonly Scrape[])[],
  { near, all }: { readonly near: readonly Scrape[]; readonly all: readonly string[] },
): readonly string[] | undefined {
  const sets = groups.map((scrapes) => distinctLabels([...new Set(scrapes.map((s) => s.labels))]));
  const own = new Set(sets.flat().map(labelsKey));
  // Scrapes of one series share their labels: there are many of them.
  const others = distinctLabels([...new Set(near.map(({ labels }) => labels))]).filter(
    (labels) => !own.has(labelsKey(labels)),
  );
  const names = [
    ...new Set([...sets.flat().flatMap((labels) => Object.keys(labels)), ...all]),
  ].sort();
  const tells = (by: readonly string[]) => {
    const keysOf = (of: readonly Labels[]) => [
      ...new Set(of.map((labels) => labelsKey(pickLabels(labels, by)))),
    ];
    const keys = [...sets, others].flatMap(keysOf);
    return new Set(keys).size === keys.length;
  };
  if (!tells(names)) return undefined;
  if (all.length > 0) return names;
  const constant = names.filter((name) =>
    sets.every((of) => new Set(of.map((labels) => labelValue(labels, name))).size === 1),
  );
  const one = constant.find((name) => tells([name]));
  if (one !== undefined) return [one];
  return tells(constant) ? constant : names;
}

interface MergedRun {
  readonly scrapes: readonly Scrape[];
  readonly weight: number;
  readonly pprof: Uint8Array;
}

function partsBySeries({ scrapes, weight, pprof }: MergedRun, by: readonly string[]) {
  const series = new Map<string, { readonly only: Labels; readonly scrapes: Scrape[] }>();
  for (const scrape of scrapes) {
    const only = Object.fromEntries(by.map((name) => [name, labelValue(scrape.labels, name)]));
    const key = labelsKey(pickLabels(scrape.labels, by));
    const known = series.get(key);
    if (known) known.scrapes.push(scrape);
    else series.set(key, { only, scrapes: [scrape] });
  }
  return [...series].map(([key, { only, scrapes: own }]) => {
    const part: ProfilePart = { pprof, total: sumOf(own), weight, only };
    return { key, part };
  });
}
