import { studentCritical } from '../distributions/student';
import { LEVEL } from '../false-discovery';
import type { Pair } from '../pair';
import { bestRamp } from './best-ramp';
import { bestStep } from './best-step';
import { ALPHA } from './maximum';

/** What two windows of one series differ by because it rises or falls steadily. */
export interface RampBetween {
  /** How often noise has a ramp as sure, wherever it begins or ends; at most 0.01. */
  readonly p: number;
  /** 95 % interval of comparison - baseline, from the slope's, in the values' unit. */
  readonly interval: Pair;
  /** Per value. */
  readonly slope: number;
  /**
   * Index of the last value on the level before it, in both windows' values one behind the other; 0: it rises or falls all the time. Absent of one that
   * ends on a level.
   */
  readonly at?: number;
}

/**
 * Whether two windows are of a series that is level and then rises or falls, does so until it is level, or all the time: a leak, or a queue that
 * drains. Two levels cannot tell (`levelTest`): within a ramp neighbours are so alike that a window is worth one or two values. Values in
 * time order, the baseline's first; a gap between the windows is a step in the ramp, which makes it less sure, never surer. p counts both directions. Undefined: no ramp
 * that is more than noise, one step is the better picture, or the means of the windows differ the other way.
 */
export function rampBetween(
  baseline: ArrayLike<number>,
  comparison: ArrayLike<number>,
): RampBetween | undefined {
  const values = [...Array.from(baseline), ...Array.from(comparison)];
  const begins = bestRamp(values);
  const ends = bestRamp([...values].reverse());
  const step = bestStep(values, 0, values.length);
  if (!begins || !ends || !step) return undefined;
  // A straight line is both.
  const isBegun = begins.sse <= 2 * ends.sse;
  const { sse, t, df, ...ramp } = isBegun ? begins : { ...ends, slope: -ends.slope };
  const p = Math.min(1, 2 * ramp.p);
  const delta = meanOf(comparison) - meanOf(baseline);
  if (p > ALPHA || sse >= step.sse || delta * ramp.slope <= 0) return undefined;
  const half = t === Infinity ? 0 : (studentCritical(LEVEL, df) * Math.abs(delta)) / t;
  return {
    ...{ p, slope: ramp.slope, interval: [delta - half, delta + half] },
    ...(isBegun && { at: ramp.at }),
  };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}
