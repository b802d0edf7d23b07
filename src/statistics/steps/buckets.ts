export interface Buckets {
  readonly means: readonly number[];
  /** Index of the first value of each. */
  readonly starts: readonly number[];
}

const MOST_BUCKETS = 240;

/**
 * Means of equal runs of values, at most 240 of them: what `findSteps` takes. NaN is a gap: it is left out, and a bucket of gaps is
 * dropped.
 */
export function bucketMeans(values: ArrayLike<number>): Buckets {
  const size = Math.max(1, Math.ceil(values.length / MOST_BUCKETS));
  const means: number[] = [];
  const starts: number[] = [];
  for (let start = 0; start < values.length; start += size) {
    let sum = 0;
    let n = 0;
    for (let i = start; i < Math.min(start + size, values.length); i++) {
      if (Number.isNaN(values[i])) continue;
      sum += values[i]!;
      n++;
    }
    if (n === 0) continue;
    means.push(sum / n);
    starts.push(start);
  }
  return { means, starts };
}
