import { benjaminiHochberg, LEVEL } from '../false-discovery';

/**
 * q-values of tests that come in families, each a table of its own: first which families have anything, then which of their tests. At 5 % the
 * share of wrong ones among the flagged is held in the mean over the families that are chosen (Benjamini, Bogomolov 2014).
 *
 *     family   the smallest q of its tests (Simes), then q over the S families; chosen are R of them, with q <= 5 %
 *     test     max(q of the family, its q in the family × S / R);   1 in families that are not chosen
 *
 * In the order given. One true change brings a chain of callers and callees: in one family over all tests these would let others pass.
 *
 * @param families p of each test
 */
export function selectFamilies(families: readonly ArrayLike<number>[]): readonly Float64Array[] {
  const inside = families.map(benjaminiHochberg);
  const whole = benjaminiHochberg(
    inside.map((qs) => (qs.length === 0 ? NaN : qs.reduce((least, q) => Math.min(least, q), 1))),
  );
  const chosen = whole.filter((q) => q <= LEVEL).length;
  const tested = whole.filter((q) => !Number.isNaN(q)).length;
  return inside.map((qs, family) => {
    const least = whole[family]!;
    if (!(least <= LEVEL)) return qs.map(() => 1);
    return qs.map((q) => Math.min(1, Math.max(least, (q * tested) / chosen)));
  });
}
