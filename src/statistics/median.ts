/** Of a normal value: a median absolute deviation as a standard deviation. */
export const OF_MAD = 1.482602218505602;

/** NaN of none. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Between the two nearest values in a straight line (type 7 of Hyndman, Fan); NaN of none. */
export function quantile(values: ArrayLike<number>, part: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = part * (sorted.length - 1);
  const [low, high] = [Math.floor(place), Math.ceil(place)];
  if (sorted.length === 0) return NaN;
  return sorted[low]! + (place - low) * (sorted[high]! - sorted[low]!);
}

/** Of each value the median of all others; NaN where it is alone. */
export function mediansWithout(values: ArrayLike<number>): readonly number[] {
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const others = order.length - 1;
  const medians = new Array<number>(order.length).fill(NaN);
  order.forEach((own, place) => {
    const at = (i: number) => values[order[i < place ? i : i + 1]!]!;
    if (others > 0) medians[own] = (at((others - 1) >> 1) + at(others >> 1)) / 2;
  });
  return medians;
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
