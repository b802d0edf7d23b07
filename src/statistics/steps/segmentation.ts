import { bestStep, type Step } from './best-step';
import { ALPHA, FEWEST_VALUES } from './maximum';

const MOST_STEPS = 5;
/** Of the larger level: a smaller step is not worth a word, however sure. */
const SMALLEST = 0.03;
/** Whole, halves, quarters. */
const PARTS = [1, 2, 4];

/**
 * All steps of a series, in order: seeded binary segmentation (Kovacs et al. 2020; Fryzlewicz 2014). The whole, its halves and its quarters, half
 * overlapping, are searched, and each pays for the number of intervals of its length; the surest step with p <= 0.01 is taken, and the
 * values on both sides of it are searched in the same way, for at most 5. In the end each step has to hold between its neighbours, by p and
 * by 3 % of the larger level, or it is dropped.
 */
export function segment(values: ArrayLike<number>): readonly Step[] {
  const cuts: number[] = [];
  const search = (from: number, to: number, depth: number) => {
    if (cuts.length >= MOST_STEPS || depth > MOST_STEPS) return;
    const { at, p } = surestStep(values, from, to);
    if (!(p <= ALPHA)) return;
    cuts.push(at);
    search(from, at, depth + 1);
    search(at, to, depth + 1);
  };
  search(0, values.length, 0);
  cuts.sort((a, b) => a - b);
  return heldBetweenNeighbours(values, cuts);
}

/** In short parts the autocorrelation is less well known: steps of noise are so much more often as sure as p says. */
const SHORT_PARTS = 10;

/**
 * How often noise has a step as sure as the surest of the whole, its halves and its quarters, at most: of many series that are judged together
 * what came and went, which is no step of the whole, is found by this.
 */
export function pOfParts(values: ArrayLike<number>): number {
  const { p } = surestStep(values, 0, values.length);
  return Math.min(1, SHORT_PARTS * PARTS.length * p);
}

function surestStep(values: ArrayLike<number>, from: number, to: number) {
  let best = { at: from, p: 1 };
  for (const parts of PARTS) {
    const length = Math.ceil((to - from) / parts);
    const count = 2 * parts - 1;
    if (parts > 1 && length < 4 * FEWEST_VALUES) break;
    for (let j = 0; j < count; j++) {
      const start = from + Math.floor((j * (to - from - length)) / Math.max(1, count - 1));
      const step = bestStep(values, start, Math.min(to, start + length));
      if (step && step.p * count < best.p) best = { at: step.at, p: step.p * count };
    }
  }
  return best;
}

/** Places each step anew between its neighbours; a step that does not hold there is dropped, and all are tried again. */
function heldBetweenNeighbours(values: ArrayLike<number>, found: readonly number[]) {
  const cuts = [...found];
  const between = (i: number) => bestStep(values, cuts[i - 1] ?? 0, cuts[i + 1] ?? values.length);
  for (let i = 0; i < cuts.length; i++) {
    const step = between(i);
    if (step && holds(step)) cuts[i] = step.at;
    else {
      cuts.splice(i, 1);
      i = -1;
    }
  }
  return cuts.map((_, i) => between(i)).filter((step) => step !== undefined);
}

function holds({ p, left, right }: Step): boolean {
  const larger = Math.max(Math.abs(left), Math.abs(right));
  return p <= ALPHA && Math.abs(right - left) >= SMALLEST * larger;
}
