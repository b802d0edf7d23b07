/** Lanczos, g = 7, n = 9 (Godfrey's coefficients): 15 digits for x > 0. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];
const ASYMPTOTIC_FROM = 12;

/** ln Γ(x), x > 0. */
export function lnGamma(x: number): number {
  // Reflection: Γ(x) Γ(1 - x) = π / sin πx.
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lnGamma(1 - x);
  const shifted = x - 1;
  const t = shifted + 7.5;
  let series = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) series += LANCZOS[i]! / (shifted + i);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

/** ψ(x) = d ln Γ(x) / dx, x > 0: ψ(x) = ψ(x + 1) - 1/x up to 12, from there the asymptotic series in Bernoulli numbers. */
export function digamma(x: number): number {
  let y = x;
  let below = 0;
  for (; y < ASYMPTOTIC_FROM; y++) below -= 1 / y;
  const i = 1 / (y * y);
  const series =
    i *
    (1 / 12 - i * (1 / 120 - i * (1 / 252 - i * (1 / 240 - i * (1 / 132 - i * (691 / 32760))))));
  return below + Math.log(y) - 0.5 / y - series;
}

/** ψ'(x), x > 0, in the same way. */
export function trigamma(x: number): number {
  let y = x;
  let below = 0;
  for (; y < ASYMPTOTIC_FROM; y++) below += 1 / (y * y);
  const i = 1 / (y * y);
  const series =
    (i / y) *
    (1 / 6 - i * (1 / 30 - i * (1 / 42 - i * (1 / 30 - i * (5 / 66 - i * (691 / 2730))))));
  return below + 1 / y + i / 2 + series;
}

/** x with ψ'(x) = y, y > 0: ψ' falls monotonically, so its logarithm is halved until it does not change. */
export function inverseTrigamma(y: number): number {
  let low = -30;
  let high = 30;
  while (high - low > 1e-15 * Math.max(1, Math.abs(low))) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (trigamma(Math.exp(middle)) > y) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
