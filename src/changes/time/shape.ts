import { studentCritical, type Ramp, type Step } from '#statistics';

/** What a series did, as one change; places are of its buckets. */
export interface Shape {
  readonly kind: 'step' | 'went away' | 'ramp';
  /** Of the level, from first to last; of what went away, its largest. Of a ramp, what it rose by until the end. */
  readonly change: number;
  /** Half of its 95 % interval. */
  readonly half: number;
  /** Before it. */
  readonly level: number;
  readonly at: number;
  /** `at` is at most so many buckets away, 95 %. */
  readonly within: number;
  /** The first bucket after it was over. */
  readonly until?: number;
}

const LEVEL = 0.05;

interface Seen {
  readonly kind: string;
  readonly steps: readonly Step[];
  readonly ramp?: Ramp;
}

export function shapeOf({ kind, steps, ramp }: Seen, means: readonly number[]): Shape {
  if (ramp) return shapeOfRamp(ramp, means.length);
  return kind === 'went away' ? shapeOfSpike(steps) : shapeOfSteps(steps);
}

function shapeOfRamp({ at, within, slope, level, t, df }: Ramp, length: number): Shape {
  const change = slope * (length - 1 - at);
  return { kind: 'ramp', change, half: halfOf(change, t, df), level, at, within };
}

/** Since the largest of them. */
function shapeOfSteps(steps: readonly Step[]): Shape {
  const largest = steps.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
  const change = steps.at(-1)!.right - steps[0]!.left;
  const half = Math.hypot(...steps.map((step) => halfOf(step.right - step.left, step.t, step.df)));
  const { at, within } = largest;
  return { kind: 'step', change, half, level: steps[0]!.left, at, within };
}

/** From the first step to the last, which leads back. */
function shapeOfSpike(steps: readonly Step[]): Shape {
  const level = steps[0]!.left;
  const away = steps.reduce((a, b) =>
    Math.abs(b.right - level) > Math.abs(a.right - level) ? b : a,
  );
  const change = away.right - level;
  const half = halfOf(change, away.t, away.df);
  const { at, within } = steps[0]!;
  return { kind: 'went away', change, half, level, at, within, until: steps.at(-1)!.at };
}

function halfOf(change: number, t: number, df: number): number {
  return t === Infinity ? 0 : (studentCritical(LEVEL, df) * Math.abs(change)) / t;
}

const sizeOf = ({ left, right }: Step) => Math.abs(right - left);
