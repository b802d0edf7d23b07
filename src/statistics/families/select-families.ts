import { benjaminiHochberg, LEVEL } from '../false-discovery';

export interface SelectedFamily {
  /** Of the family: that it has anything. NaN without a test. */
  readonly q: number;
  /** q of each of its tests. */
  readonly tests: Float64Array;
}

/**
 * q-values of tests that come in families, each a table of its own: first which families have anything, then which of their tests. At 5 % the
 * share of wrong ones among the flagged is held in the mean over the families that are chosen (Benjamini, Bogomolov 2014).
 *
 *     family   the smallest q of its tests (Simes) ÷ weight, then q over the S families; chosen are R of them, with q <= 5 %
 *     test     max(q of the family, its q in the family ÷ weight × S / R);   1 in families that are not chosen
 *
 * The weights, 1 in the mean, say before anything is seen where changes are looked for (Genovese, Roeder, Wasserman 2006); q of a test is never
 * below its p.
 *
 * In the order given. One true change brings a chain of callers and callees: in one family over all tests these would let others pass.
 *
 * @param families p of each test
 * @param weights of each family, above 0; all alike when absent. They are scaled to a mean of 1 over the families with a test
 */
export function selectFamilies(
  families: readonly ArrayLike<number>[],
  weights: readonly number[] = families.map(() => 1),
): readonly SelectedFamily[] {
  const scale = meanOf(weights.filter((_, family) => families[family]!.length > 0));
  const inside = families.map((tests, family) =>
    benjaminiHochberg(tests).map((q) => Math.min(1, (q * scale) / weights[family]!)),
  );
  const whole = benjaminiHochberg(
    inside.map((qs) => (qs.length === 0 ? NaN : qs.reduce((least, q) => Math.min(least, q), 1))),
  );
  const chosen = whole.filter((q) => q <= LEVEL).length;
  const tested = whole.filter((q) => !Number.isNaN(q)).length;
  return inside.map((qs, family): SelectedFamily => {
    const q = whole[family]!;
    if (!(q <= LEVEL)) return { q, tests: qs.map(() => 1) };
    const tests = qs.map((own, i) =>
      Math.min(1, Math.max(q, families[family]![i]!, (own * tested) / chosen)),
    );
    return { q, tests };
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
