import { lnGamma } from './gamma';
import { normalTwoSided } from './normal';

/** P(|T| >= |t|) of Student's T with `df` degrees of freedom, at Infinity the normal's: I(df / (df + t²); df/2, 1/2). NaN of NaN. */
export function studentTwoSided(t: number, df: number): number {
  if (!Number.isFinite(t)) return Number.isNaN(t) ? NaN : 0;
  if (df === Infinity) return normalTwoSided(t);
  const t2 = t * t;
  return incompleteBeta(df / 2, 0.5, df / (df + t2), t2 / (df + t2));
}

/** t with P(|T| >= t) = `alpha`, 0 < alpha < 1. */
export function studentCritical(alpha: number, df: number): number {
  return deviateOf(alpha, (t) => studentTwoSided(t, df));
}

/** The normal deviate that is as unlikely as |t| with `df` degrees of freedom; 38 where it is less likely than a number can say. */
export function equivalentNormal(t: number, df: number): number {
  const p = studentTwoSided(t, df);
  return p <= 1e-300 ? 38 : deviateOf(p, normalTwoSided);
}

/** Where a tail, which falls from 1 at 0, has come down to p: doubled until past it, then halved. */
function deviateOf(p: number, tail: (x: number) => number): number {
  let low = 0;
  let high = 1;
  while (tail(high) > p && high < 1e150) high *= 2;
  while (high - low > 1e-14 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (tail(middle) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function I(x; a, b). `y` is 1 - x, given because the difference loses digits. */
function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (!(x > 0)) return 0;
  if (!(y > 0)) return 1;
  const front = Math.exp(
    lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log(y),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, y)) / b;
}

/** The continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes 6.4), for x < (a + 1) / (a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  const awayFromZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 5000; m++) {
    const m2 = 2 * m;
    const even = (m * (b - m) * x) / ((a - 1 + m2) * (a + m2));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + m2) * (a + 1 + m2));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return fraction;
}

/** `studentCritical` of one table, which has two or three different df: each takes hundreds of evaluations. */
export function criticalsAt(alpha: number): (df: number) => number {
  const known = new Map<number, number>();
  return (df) => {
    const critical = known.get(df) ?? studentCritical(alpha, df);
    known.set(df, critical);
    return critical;
  };
}
