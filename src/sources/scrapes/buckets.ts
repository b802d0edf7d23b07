import {
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Nanoseconds,
  type Scrape,
  type TimeRange,
} from '#series';
import { median, scrapeInterval } from './intervals';

/** Buckets [start + i·step, start + (i + 1)·step), aligned as Prometheus and Parca align theirs. */
export interface Grid {
  readonly start: Milliseconds;
  readonly step: Milliseconds;
  readonly count: number;
}

export function gridOf(range: TimeRange, step: Milliseconds): Grid {
  const start = Math.floor(range.start / step) * step;
  return { start, step, count: Math.floor((range.end - start) / step) + 1 };
}

export function gridTimes({ start, step, count }: Grid): Milliseconds[] {
  return Array.from({ length: count }, (_, i) => start + i * step);
}

type Values = (number | null)[];

/** One series in buckets, and from when to when anything is known of it: milliseconds from the grid's start. */
export interface Bucketed {
  readonly values: Values;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** What one of its scrapes covers: so long after the last one the next is expected. */
  readonly interval: Milliseconds;
}

/** Milliseconds from the grid's start, to the nanosecond. */
const offset = (grid: Grid, scrape: Scrape) =>
  Number(scrape.timestamp - nanosecondsFromMilliseconds(grid.start)) / 1e6;

const msOf = (duration: Nanoseconds): Milliseconds => Number(duration) / 1e6;

/** A profile that only grazes a bucket does not make it known. */
const GRAZE = 0.1;

/** So many times a profile's length between the starts of two are no gap: the profiler was about to start again. */
const SEAM = 1.5;

/**
 * What the profiles of one series that cover time measured, for each millisecond of a bucket. A profile's value is spread evenly over its
 * time and the usual pause after it, as `coverageOf` counts it, and holds until the next one where that follows soon, so that steps shorter
 * and longer than the scrape interval both give the true level:
 *
 *     profiles   |--- 30 ---| |--- 60 ---|          bucket i = Σ value / (duration + pause) x overlap, over the bucket's length
 *     buckets  |----|----|----|----|----|----|
 *
 * At the ends only the part between the first profile's start and the last one's end counts. A bucket that no profile covers is null:
 * Parca stores nothing for an idle process, so it is 0 or missing.
 */
export function spreadRates(profiles: readonly Scrape[], grid: Grid): Bucketed {
  const sums = new Float64Array(grid.count);
  const known = new Uint8Array(grid.count);
  const interval = msOf(median(profiles.map(({ duration }) => duration)) ?? 0n);
  const pause = msOf(median(pausesOf(profiles)) ?? 0n);
  let [first, last] = [Infinity, -Infinity];
  profiles.forEach((profile, p) => {
    const start = offset(grid, profile);
    const length = msOf(profile.duration) + pause;
    // Without a length there is no rate: a file of folded stacks says of no time what it covers.
    if (length <= 0) return;
    const following = pauseAfter(profiles, p);
    const covered = following === undefined ? length : msOf(profile.duration + following);
    [first, last] = [Math.min(first, start), Math.max(last, start + covered)];
    const from = Math.max(0, Math.floor(start / grid.step));
    const to = Math.min(grid.count - 1, Math.floor((start + covered) / grid.step));
    for (let i = from; i <= to; i++) {
      const overlap =
        Math.min(start + covered, (i + 1) * grid.step) - Math.max(start, i * grid.step);
      sums[i] = (sums[i] ?? 0) + (profile.value * overlap) / length;
      if (overlap >= GRAZE * Math.min(covered, grid.step)) known[i] = 1;
    }
  });
  const values = Array.from(sums, (sum, i) => {
    if (known[i] === 0) return null;
    return sum / (Math.min((i + 1) * grid.step, last) - Math.max(i * grid.step, first));
  });
  return { values, from: first, to: last, interval };
}

/** Until the next profile where that follows soon, not under 0; undefined: a gap, or the end. */
function pauseAfter(profiles: readonly Scrape[], at: number): Nanoseconds | undefined {
  const { timestamp, duration } = profiles[at]!;
  const next = profiles[at + 1]?.timestamp;
  if (next === undefined || Number(next - timestamp) > SEAM * Number(duration)) return undefined;
  return next > timestamp + duration ? next - timestamp - duration : 0n;
}

const pausesOf = (profiles: readonly Scrape[]) =>
  profiles.map((_, at) => pauseAfter(profiles, at)).filter((pause) => pause !== undefined);

/** A state over time, of one series: the mean of a bucket's scrapes; where it has none, the last state, for one interval. */
export function holdStates(scrapes: readonly Scrape[], grid: Grid): Bucketed {
  const sums = new Float64Array(grid.count);
  const counts = new Uint32Array(grid.count);
  const holds = scrapeInterval(scrapes);
  for (const scrape of scrapes) {
    const i = Math.floor(offset(grid, scrape) / grid.step);
    if (i < 0 || i >= grid.count) continue;
    sums[i] = (sums[i] ?? 0) + scrape.value;
    counts[i] = (counts[i] ?? 0) + 1;
  }
  let next = 0;
  let held: Scrape | undefined;
  const values = Array.from(sums, (sum, i) => {
    const [start, end] = [i * grid.step, (i + 1) * grid.step];
    for (let s = scrapes[next]; s && offset(grid, s) < end; s = scrapes[++next]) held = s;
    const count = counts[i] ?? 0;
    if (count > 0) return sum / count;
    return held && start - offset(grid, held) < holds ? held.value : null;
  });
  const [first, last] = [scrapes[0], scrapes.at(-1)];
  return {
    values,
    from: first ? offset(grid, first) : Infinity,
    to: last ? offset(grid, last) + holds : -Infinity,
    interval: holds,
  };
}

/**
 * The sum of several series, bucket by bucket; null where none has a value. Series that begin within an interval of the first one, or end
 * within one of the last one, were there before and go on: until all of them are known, and when some are not known any more, the sum
 * would be a part, so it is null.
 */
export function addBucketed(all: readonly Bucketed[], { count, step }: Grid): Values {
  const begins = all.reduce((least, { from }) => Math.min(least, from), Infinity);
  const ends = all.reduce((most, { to }) => Math.max(most, to), -Infinity);
  const early = all.filter(({ from, interval }) => from - begins <= SEAM * interval);
  const late = all.filter(({ to, interval }) => ends - to <= SEAM * interval);
  const isKnown = (of: readonly Bucketed[], i: number) =>
    of.every(({ values }) => (values[i] ?? null) !== null);
  const begun = early.reduce((most, { from }) => Math.max(most, from), -Infinity);
  const over = late.reduce((least, { to }) => Math.min(least, to), Infinity);
  return Array.from({ length: count }, (_, i) => {
    if (i * step < begun && !isKnown(early, i)) return null;
    if ((i + 1) * step > over && !isKnown(late, i)) return null;
    const values = all.map((one) => one.values[i] ?? null).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  });
}
