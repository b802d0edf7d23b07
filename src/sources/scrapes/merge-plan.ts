import {
  goesOn,
  groupBy,
  groupBySeries,
  labelsKey,
  labelValue,
  type Labels,
  type Matcher,
  type Nanoseconds,
  type Scrape,
  type Selector,
} from '#series';
import type { ProfilePart } from '../ports';
import { compareTimes } from './intervals';

/** A stored profile and how often it counts in an answer; 0 where it must not be in it. */
export interface Weighted<S extends Scrape = Scrape> {
  readonly scrape: S;
  readonly weight: number;
}

/** What one merge adds up: profiles of one weight, in time order, with no other profile of the selector between them. */
export interface MergeRun<S extends Scrape = Scrape> {
  readonly selector: Selector;
  readonly scrapes: readonly S[];
  readonly weight: number;
}

/**
 * As few merges as give each profile of a selector its weight; profiles that are not told must lie outside of the others' times. All
 * series together,
 *
 *     a  -1         +1
 *     b     -1         +1      two merges
 *
 * or one by one, where that needs fewer or is the only way: two profiles of one moment cannot be told apart by time.
 */
export function planRuns<S extends Scrape>(
  selector: Selector,
  weighted: readonly Weighted<S>[],
): readonly MergeRun<S>[] {
  const inOrder = [...weighted].sort((a, b) => compareTimes(a.scrape, b.scrape));
  const together = runsOf(selector, inOrder);
  if (together.length <= 1 && canMerge(inOrder)) return together;
  const names = labelNamesOf(inOrder.map(({ scrape }) => scrape));
  const series = [...groupBy(inOrder, ({ scrape }) => labelsKey(scrape.labels)).values()];
  const apart = series.flatMap((one) =>
    runsOf(onlySeries(selector, one[0]!.scrape.labels, names), one),
  );
  return together.length <= apart.length && canMerge(inOrder) ? together : apart;
}

/** Profiles of one moment have one weight. */
const canMerge = (inOrder: readonly Weighted[]) =>
  inOrder.every(({ scrape, weight }, i) => {
    const next = inOrder[i + 1];
    return next?.scrape.timestamp !== scrape.timestamp || next.weight === weight;
  });

function runsOf<S extends Scrape>(
  selector: Selector,
  inOrder: readonly Weighted<S>[],
): readonly MergeRun<S>[] {
  const runs: { readonly weight: number; readonly scrapes: S[] }[] = [];
  for (const { scrape, weight } of inOrder) {
    const run = runs.at(-1);
    if (run?.weight === weight) run.scrapes.push(scrape);
    else runs.push({ weight, scrapes: [scrape] });
  }
  return runs.filter(({ weight }) => weight !== 0).map((run) => ({ selector, ...run }));
}

/** Each series as the mean over its scrapes, whatever the number of the others'. */
export function meansOf<S extends Scrape>(scrapes: readonly S[]): readonly Weighted<S>[] {
  return groupBySeries(scrapes).flatMap((series) =>
    series.map((scrape) => ({ scrape, weight: 1 / series.length })),
  );
}

/**
 * The stored profiles that increases are between: ends count with 1, beginnings with -1, and what is both with 0, as `others` of their series
 * do.
 */
export function endsOf(
  increases: readonly Scrape[],
  others: readonly Scrape[] = [],
): readonly Weighted[] {
  const ofOthers = groupBy(others, ({ labels }) => labelsKey(labels));
  const ofIncreases = groupBy(increases, ({ labels }) => labelsKey(labels));
  return [...new Set([...ofOthers.keys(), ...ofIncreases.keys()])].flatMap((key) => {
    const ends = new Map<Nanoseconds, Weighted>();
    const add = (scrape: Scrape, weight: number) => {
      const known = ends.get(scrape.timestamp)?.weight ?? 0;
      ends.set(scrape.timestamp, { scrape, weight: known + weight });
    };
    for (const other of ofOthers.get(key) ?? []) add(other, 0);
    for (const increase of ofIncreases.get(key) ?? []) {
      const { timestamp, duration, value, total = value } = increase;
      const end = { ...atMoment(increase), timestamp: timestamp + duration, value: total };
      add(end, 1);
      if (goesOn(increase)) add({ ...atMoment(increase), value: total - value }, -1);
    }
    return [...ends.values()];
  });
}

export function labelNamesOf(scrapes: readonly Scrape[]): readonly string[] {
  return [...new Set(scrapes.flatMap(({ labels }) => Object.keys(labels)))].sort();
}

/**
 * The one series of a selector: all its labels, and no value for the labels that only others of the selector have. The selector's own
 * matchers stay, they keep out what was never listed.
 */
export function onlySeries(selector: Selector, labels: Labels, names: readonly string[]): Selector {
  const exact = names.map((name): Matcher => ({ name, op: '=', value: labelValue(labels, name) }));
  return { ...selector, matchers: [...selector.matchers, ...exact] };
}

const atMoment = ({ labels, timestamp, grain, value }: Scrape): Scrape => ({
  ...{ labels, timestamp, duration: 0n, value },
  ...(grain !== undefined && { grain }),
});

/** A merge's total is the sum of its scrapes, where the list tells them whole. */
export const sumOf = (scrapes: readonly Scrape[]) =>
  Number(scrapes.reduce((all, { value }) => all + BigInt(value), 0n));

export const filledOf = (parts: readonly ProfilePart[]): readonly ProfilePart[] =>
  parts.filter(({ pprof, total }) => pprof.length > 0 || total !== 0);
