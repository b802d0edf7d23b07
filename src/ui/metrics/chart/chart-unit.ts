import { scaleOf } from '#series';
import { formatNumber, formatValue } from '../../format';
import { isScaled, suffixOf, valueStep } from '../../value-steps';
import type { TimelineSeries } from '../timeline-types';

/** How the numbers of a chart are written, alike at its axis, in its legend and in the words that are read aloud. */
export interface ChartUnit {
  /** Beside the title: `mcores`, `goroutines`; '' where it stands beside each number. */
  readonly title: string;
  readonly textOf: (value: number) => string;
  /** Away from the title: `88.6 mcores`. */
  readonly wordsOf: (value: number) => string;
}

const PER_SECOND = '/s';

/**
 * The title names a unit that is a word; beside each number stands only what scales (MiB, ms, %). The largest value decides for all:
 * where none reaches a core, all are in mcores. `axisHolds`: a value that counts besides those of the series.
 */
export function chartUnit(
  series: readonly TimelineSeries[],
  unit: string,
  axisHolds: number | undefined,
): ChartUnit {
  const own = unit.endsWith(PER_SECOND) ? unit.slice(0, -PER_SECOND.length) : unit;
  if (own === 'share') return besideNumbers((value) => formatValue(value, unit));
  if (unit !== 'cores' && !isScaled(own))
    return besideTitle(unit, (value) => formatValue(value, ''));
  const largest = series.reduce(
    (most, { values }) => Math.max(most, largestOf(values)),
    axisHolds ?? 0,
  );
  if (unit === 'cores') {
    const steps = scaleOf(unit);
    const { size, name } = steps.find((step) => largest >= step.size) ?? steps.at(-1)!;
    return besideTitle(name, (value) => formatNumber(value / size));
  }
  const step = valueStep(largest, own);
  const rate = unit.slice(own.length);
  return besideNumbers((value) => {
    const number = value / step.size;
    return `${formatNumber(number)}${suffixOf(step, Math.abs(number))}${rate}`;
  });
}

function besideTitle(title: string, textOf: (value: number) => string): ChartUnit {
  return { title, textOf, wordsOf: (value) => `${textOf(value)} ${title}`.trimEnd() };
}

function besideNumbers(textOf: (value: number) => string): ChartUnit {
  return { title: '', textOf, wordsOf: textOf };
}

function largestOf(values: TimelineSeries['values']): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value ?? 0));
  return largest;
}
