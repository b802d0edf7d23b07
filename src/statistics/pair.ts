/** The baseline's, then the comparison's. */
export type Pair<T = number> = readonly [T, T];

export function pairOf<T>(of: (side: 0 | 1) => T): Pair<T> {
  return [of(0), of(1)];
}
