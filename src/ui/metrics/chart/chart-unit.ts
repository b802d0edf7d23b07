import { scaleOf } from '#series';
import { formatValue } from '../../format';
import type { TimelineSeries } from '../timeline-types';

/** How the numbers of a chart are written, at its axis and in its legend alike. */
export interface ChartUnit {
  /** Beside the title: `mcores`, `goroutines`; '' where each number has its own. */
  readonly title: string;
  readonly textOf: (value: number) => string;
}

const SCALED_UNITS = ['bytes', 'nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'share'];

/**
 * The title names a unit that is a word; beside each number stands only what scales with it (MiB, ms, %). Where no value reaches a core,
 * all are in mcores. `axisHolds`: a value that counts besides those of the series.
 */
export function chartUnit(
  series: readonly TimelineSeries[],
  unit: string,
  axisHolds: number | undefined,
): ChartUnit {
  if (SCALED_UNITS.includes(unit.replace(/\/s$/, '')))
    return { title: '', textOf: (value) => formatValue(value, unit) };
  if (unit !== 'cores') return { title: unit, textOf: (value) => formatValue(value, '') };
  const steps = scaleOf(unit);
  const largest = series.reduce(
    (most, { values }) => Math.max(most, largestOf(values)),
    axisHolds ?? 0,
  );
  const { size, name } = steps.find((step) => largest >= step.size) ?? steps.at(-1)!;
  return { title: name, textOf: (value) => formatValue(value / size, '') };
}

function largestOf(values: TimelineSeries['values']): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value ?? 0));
  return largest;
}
