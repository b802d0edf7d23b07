import { groupBy } from '../group-by';
import { commonLabels, labelsKey, distinctLabels, type Labels } from './labels';
import type { Milliseconds, Nanoseconds } from '../time/time';

/** Points in time order for a chart. `null` is a gap: a scrape without an answer, or NaN. */
export interface Series {
  readonly labels: Labels;
  readonly times: readonly Milliseconds[];
  readonly values: readonly (number | null)[];
}

/** One stored profile of one series, with its exact time. */
export interface Scrape {
  readonly labels: Labels;
  /** Start of the profile; of an increase the scrape that it begins at. */
  readonly timestamp: Nanoseconds;
  /** The profile began at some moment of so many milliseconds from `timestamp` on; missing: at it, to the millisecond. */
  readonly grain?: Milliseconds;
  /** 0 for gauges; of an increase, and where a server stores none, the time to the next scrape. */
  readonly duration: Nanoseconds;
  /** Sum of the profile's samples, those without a stack included; of an increase what was added. */
  readonly value: number;
  /** Of an increase (`increasesOf`) only: the running total at its end. */
  readonly total?: number;
}

/** Scrapes of each series, in the order of their first scrape. */
export function groupBySeries<S extends Scrape>(scrapes: readonly S[]): readonly (readonly S[])[] {
  return [...groupBy(scrapes, ({ labels }) => labelsKey(labels)).values()];
}

/** Those that all have with the same value. */
export function labelsInCommon(scrapes: readonly Scrape[]): Labels {
  const [first = {}, ...rest] = distinctLabels(scrapes.map(({ labels }) => labels));
  return rest.reduce(commonLabels, first);
}
