import type { Milliseconds, Series } from '#series';

export interface TotalOverTime {
  readonly times: readonly Milliseconds[];
  /** NaN where no series has a value. */
  readonly values: readonly number[];
}

/** The sum of the series at every time that one of them has. */
export function totalOf(series: readonly Series[]): TotalOverTime {
  const sums = new Map<Milliseconds, number>();
  for (const { times, values } of series)
    values.forEach((value, i) => {
      const time = times[i]!;
      const sum = sums.get(time) ?? NaN;
      sums.set(time, value === null ? sum : (Number.isNaN(sum) ? 0 : sum) + value);
    });
  const times = [...sums.keys()].sort((a, b) => a - b);
  return { times, values: times.map((time) => sums.get(time)!) };
}
