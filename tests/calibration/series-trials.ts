import {
  againstBefore,
  bestChange,
  bucketMeans,
  findSteps,
  levelTest,
  rampBetween,
  type Steps,
} from '#statistics';
import { Random } from './random';

/** A series of scrapes: what it does by itself, and what is done to it at a known place. */
export interface Series {
  /** Autocorrelation of neighbouring scrapes. */
  readonly rho: number;
  /** Up by this from `at` on. */
  readonly step?: { readonly size: number; readonly at: number };
  /** Up by this for a while. */
  readonly spike?: { readonly size: number; readonly from: number; readonly length: number };
  /** Up by this over the whole. */
  readonly trend?: number;
  readonly wave?: { readonly size: number; readonly period: number };
  /** Noise of each scrape by itself, 0.05 unless said; the rest varies by 0.1. */
  readonly measuring?: number;
}

/** Six hours of scrapes of 15 s, in 240 buckets. */
export const SCRAPES = 1440;
const SD = 0.1;

function drawSeries(series: Series, length: number, random: Random) {
  const { rho, step, spike, trend = 0, wave, measuring = 0.05 } = series;
  let x = SD * random.normal();
  const phase = random.uniform() * 2 * Math.PI;
  return Float64Array.from({ length }, (_, i) => {
    x = rho * x + SD * Math.sqrt(1 - rho * rho) * random.normal();
    let level = 1 + (trend * i) / length;
    if (step && i >= step.at) level += step.size;
    if (spike && i >= spike.from && i < spike.from + spike.length) level += spike.size;
    if (wave) level += wave.size * Math.sin((2 * Math.PI * i) / wave.period + phase);
    return Math.exp(x) * (1 + measuring * random.normal()) * level;
  });
}

/** How often each picture is made of such a series, 0 to 1. */
export function pictureTrials(series: Series, trials: number): Record<Steps['kind'], number> {
  const kinds = { steady: 0, step: 0, 'went away': 0, ramp: 0, 'too short': 0 };
  for (let trial = 0; trial < trials; trial++) {
    const values = drawSeries(series, SCRAPES, new Random(trial + 1));
    kinds[findSteps(bucketMeans(values).means).kind]++;
  }
  for (const kind of Object.keys(kinds) as Steps['kind'][]) kinds[kind] /= trials;
  return kinds;
}

export interface Placed {
  /** A step within a quarter of an hour of the truth, 0 to 1. */
  readonly found: number;
  /** Minutes between it and the truth: the median and the ninth of ten. */
  readonly error: readonly [number, number];
  /** Steps besides, a series. */
  readonly besides: number;
  /** The truth lies within what the step says of its place, of those that were found; 0 to 1. */
  readonly covered: number;
}

const SCRAPES_A_MINUTE = 4;
const NEAR_MINUTES = 15;

/** One step at a place that is chosen anew for each trial. */
export function stepTrials(rho: number, size: number, trials: number): Placed {
  const errors: number[] = [];
  let besides = 0;
  let covered = 0;
  for (let trial = 0; trial < trials; trial++) {
    const random = new Random(trial + 77);
    const at = Math.round((0.15 + 0.7 * random.uniform()) * SCRAPES);
    const { means, starts } = bucketMeans(drawSeries({ rho, step: { size, at } }, SCRAPES, random));
    const { steps } = findSteps(means);
    const away = steps.map((step) => Math.abs(starts[step.at]! - at) / SCRAPES_A_MINUTE);
    const nearest = Math.min(...away);
    if (nearest < NEAR_MINUTES) {
      errors.push(nearest);
      const bucket = SCRAPES / means.length / SCRAPES_A_MINUTE;
      if (nearest <= steps[away.indexOf(nearest)]!.within * bucket) covered++;
    }
    besides += steps.length - (nearest < NEAR_MINUTES ? 1 : 0);
  }
  errors.sort((a, b) => a - b);
  const quantile = (q: number) => errors[Math.floor(q * errors.length)] ?? NaN;
  return {
    found: errors.length / trials,
    error: [quantile(0.5), quantile(0.9)],
    besides: besides / trials,
    covered: covered / errors.length,
  };
}

/** How often p is below 0.05 for two neighbouring windows of a steady level. */
export function levelTrials(series: Series, values: number, trials: number): number {
  let low = 0;
  for (let trial = 0; trial < trials; trial++) {
    const both = drawSeries(series, 2 * values, new Random(trial + 1));
    const { p } = levelTest(both.subarray(0, values), both.subarray(values), { quantum: 0 });
    if (p! < 0.05) low++;
  }
  return low / trials;
}

/** How often two neighbouring windows are called a leak. */
export function leakTrials(series: Series, values: number, trials: number): number {
  let found = 0;
  for (let trial = 0; trial < trials; trial++) {
    const both = drawSeries(series, 2 * values, new Random(trial + 1));
    if (rampBetween(both.subarray(0, values), both.subarray(values))) found++;
  }
  return found / trials;
}

/** How much of its rise a leak has behind it, by the part of its time. */
export const PACES = {
  straight: (part: number) => part,
  'slows down': Math.sqrt,
  'comes to rest': (part: number) => 1 - Math.exp(-4 * part),
  'speeds up': (part: number) => part ** 2,
};

export interface Bent {
  readonly pace: (part: number) => number;
  /** Part of the range before it. */
  readonly begins: number;
  /** It is three times as much in the end; each of 240 values varies by so much, with a correlation of 0.5. */
  readonly sd: number;
}

/** Sure enough to be found among hundreds of totals. */
const SURE = 1e-4;
const VALUES = 240;

/** How often such a leak is found, 0 to 1, by a bend alone and with what was before; values between it and its date, the median. */
export function bentTrials({ pace, begins, sd }: Bent, trials: number) {
  const at = Math.round(begins * VALUES);
  let [bend, found] = [0, 0];
  const away: number[] = [];
  for (let trial = 0; trial < trials; trial++) {
    const noise = drawSeries({ rho: 0.5, measuring: 0 }, VALUES, new Random(trial + 1));
    const values = Array.from(noise, (each, i) => {
      const rise = i < at ? 0 : 2 * pace((i - at) / (VALUES - at));
      return (1 + rise) * each ** (sd / SD);
    });
    const { p, since } = againstBefore(values);
    const alone = bestChange(values)!.p;
    if (alone < SURE) bend++;
    if (Math.min(alone, p) < SURE) found++;
    if (p < SURE && since) away.push(Math.abs(since.at - at));
  }
  away.sort((a, b) => a - b);
  return { bend: bend / trials, found: found / trials, away: away[away.length >> 1] };
}

/** How often noise is as far from what it was before, p < 0.01. */
export function beforeTrials(rho: number, trials: number): number {
  let low = 0;
  for (let trial = 0; trial < trials; trial++) {
    const values = drawSeries({ rho, measuring: 0 }, VALUES, new Random(trial + 1));
    if (againstBefore(values).p < 0.01) low++;
  }
  return low / trials;
}
