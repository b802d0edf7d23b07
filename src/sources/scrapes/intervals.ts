import {
  groupBySeries,
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Scrape,
} from '#series';

/** Median distance of neighbours in one series; 0 when no series has two scrapes. */
export function scrapeInterval(scrapes: readonly Scrape[]): Milliseconds {
  const gaps = groupBySeries(scrapes).flatMap((series) =>
    series.slice(1).map((scrape, i) => scrape.timestamp - (series[i]?.timestamp ?? 0n)),
  );
  return millisecondsFromNanoseconds(median(gaps) ?? 0n);
}

export function median(values: readonly bigint[]): bigint | undefined {
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[Math.floor(values.length / 2)];
}

type Timed = Pick<Scrape, 'timestamp'>;

export function compareTimes(a: Timed, b: Timed): number {
  return a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0;
}
