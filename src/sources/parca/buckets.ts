import {
  nanosecondsFromMilliseconds,
  type Milliseconds,
  type Scrape,
  type TimeRange,
} from '#series';
import { median, scrapeInterval } from './scrapes';

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

/** Milliseconds from the grid's start, to the nanosecond. */
const offset = (grid: Grid, scrape: Scrape) =>
  Number(scrape.timestamp - nanosecondsFromMilliseconds(grid.start)) / 1e6;

/** A profile that only grazes a bucket does not make it known. */
const GRAZE = 0.1;

/**
 * What profiles that cover time measured, for each millisecond of a bucket. A profile's value is spread evenly over its time, so
 * steps shorter and longer than the scrape interval both give the true level, and overlapping profiles (units that are summed) add up:
 *
 *     profiles   |--- 30 ---|--- 60 ---|          bucket i = Σ value x overlap / duration, over the bucket's length
 *     buckets  |----|----|----|----|----|----|
 *
 * At the ends only the part between the first profile's start and the last one's end counts. A bucket that no profile covers is null:
 * Parca stores nothing for an idle process, so it is 0 or missing. So are buckets past `known`, where profiles are still being taken.
 */
export function spreadRates(profiles: readonly Scrape[], grid: Grid, now: Milliseconds): Values {
  const sums = new Float64Array(grid.count);
  const known = new Uint8Array(grid.count);
  let [first, last] = [Infinity, -Infinity];
  for (const profile of profiles) {
    const start = offset(grid, profile);
    const duration = Math.max(Number(profile.duration) / 1e6, 1e-6);
    [first, last] = [Math.min(first, start), Math.max(last, start + duration)];
    const from = Math.max(0, Math.floor(start / grid.step));
    const to = Math.min(grid.count - 1, Math.floor((start + duration) / grid.step));
    for (let i = from; i <= to; i++) {
      const overlap =
        Math.min(start + duration, (i + 1) * grid.step) - Math.max(start, i * grid.step);
      sums[i] = (sums[i] ?? 0) + (profile.value * overlap) / duration;
      if (overlap >= GRAZE * Math.min(duration, grid.step)) known[i] = 1;
    }
  }
  const settled = now - grid.start - Number(median(profiles.map((p) => p.duration)) ?? 0n) / 1e6;
  return Array.from(sums, (sum, i) => {
    const [start, end] = [i * grid.step, (i + 1) * grid.step];
    if (known[i] === 0 || (end > settled && end > last)) return null;
    return sum / (Math.min(end, last) - Math.max(start, first));
  });
}

/** A state over time, of one series: the mean of a bucket's scrapes; where it has none, the last state, for one interval. */
export function holdStates(scrapes: readonly Scrape[], grid: Grid): Values {
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
  return Array.from(sums, (sum, i) => {
    const [start, end] = [i * grid.step, (i + 1) * grid.step];
    for (let s = scrapes[next]; s && offset(grid, s) < end; s = scrapes[++next]) held = s;
    const count = counts[i] ?? 0;
    if (count > 0) return sum / count;
    return held && start - offset(grid, held) < holds ? held.value : null;
  });
}

/** The sum of several series, bucket by bucket; null where none has a value. */
export function addValues(all: readonly Values[]): Values {
  const [first = [], ...others] = all;
  return others.reduce(
    (sums, values) =>
      sums.map((sum, i) => {
        const value = values[i] ?? null;
        return sum === null || value === null ? (sum ?? value) : sum + value;
      }),
    first,
  );
}
