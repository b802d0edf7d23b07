import type { Milliseconds, Seconds } from '#series';
import type { RecordedSeries } from '../recorded-metrics';

/** Epoch milliseconds; `step` > 0. */
export interface Grid {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly step: Milliseconds;
}

export type Point = readonly [time: Seconds, value: string];

/**
 * What Prometheus would answer on another grid: at each moment the newest recorded point that is less than one recorded step
 * old. Nothing is interpolated, and a gap in the recording stays one.
 */
export function resample(
  points: RecordedSeries['points'],
  recordedStep: Milliseconds,
  grid: Grid,
): Point[] {
  const answer: Point[] = [];
  let next = 0;
  for (let time = grid.start; time <= grid.end; time += grid.step) {
    while (next < points.length && toMilliseconds(points[next]![0]) <= time) next++;
    const point = points[next - 1];
    if (point && time - toMilliseconds(point[0]) < Math.max(1, recordedStep))
      answer.push([time / 1000, point[1]]);
  }
  return answer;
}

/** Prometheus' times are seconds with at most three decimals. */
export function toMilliseconds(seconds: Seconds): Milliseconds {
  return Math.round(seconds * 1000);
}
