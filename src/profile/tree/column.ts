import type { Column } from './call-tree';

/**
 * Sum of the values without their signs: what shares are of, as in pprof, so that no part is more than its whole. Without negative values
 * it is the root's total.
 */
export function magnitudeOf({ self }: Pick<Column, 'self'>): number {
  const known = magnitudes.get(self);
  if (known !== undefined) return known;
  let sum = 0;
  for (let n = 0; n < self.length; n++) sum += Math.abs(self[n]!);
  magnitudes.set(self, sum);
  return sum;
}

/** Columns never change, and every search, table and description asks for it. */
const magnitudes = new WeakMap<Float64Array, number>();

/** The column whose self values these are. The one place that adds totals, so that every tree obeys total = self + children. */
export function columnFromSelf(depth: Int32Array, self: Float64Array): Column {
  const total = new Float64Array(self.length);
  let deepest = 0;
  for (let n = 0; n < depth.length; n++) if (depth[n]! > deepest) deepest = depth[n]!;
  /** At each depth, the totals of the siblings met since their parent's subtree ended: read backwards, children come first. */
  const pending = new Float64Array(deepest + 2);
  for (let n = self.length - 1; n >= 0; n--) {
    const d = depth[n]!;
    const sum = self[n]! + pending[d + 1]!;
    total[n] = sum;
    pending[d + 1] = 0;
    pending[d]! += sum;
  }
  return { self, total };
}
