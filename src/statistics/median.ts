/** NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return sorted.length === 0 ? NaN : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The smallest value at which half of the weight is reached; NaN of none. */
export function weightedMedian(values: ArrayLike<number>, weights: ArrayLike<number>): number {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const half = order.reduce((sum, i) => sum + weights[i]!, 0) / 2;
  let reached = 0;
  for (const i of order) {
    reached += weights[i]!;
    if (reached >= half) return values[i]!;
  }
  return order.length === 0 ? NaN : values[order.at(-1)!]!;
}
