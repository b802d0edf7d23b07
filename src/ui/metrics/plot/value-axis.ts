/** The y axis of a chart: from 0 up (down too, for values below 0), with round numbers. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
/** 1, 2, 4, … 512 KiB, not 500. */
const BINARY_STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

/** Below it, powers of the base end; no measured thing is as small. */
const SMALLEST = 1e-200;

/** The smallest round axis over the values in about `tickCount` steps. Without a value: 0 to 1. */
export function valueAxis(
  values: Iterable<number | null | undefined>,
  unit: string,
  tickCount: number,
): ValueAxis {
  const { low, high } = extremes(values);
  if (high - low < SMALLEST) return { min: 0, max: 1, ticks: [0, 1] };
  const step = roundStep((high - low) / Math.max(tickCount, 1), isBinary(unit));
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  return { min: ticks[0]!, max: ticks.at(-1)!, ticks };
}

/** With 0 always inside. */
function extremes(values: Iterable<number | null | undefined>) {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (value === null || value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high };
}

function isBinary(unit: string): boolean {
  return unit === 'bytes' || unit === 'bytes/s';
}

function roundStep(rough: number, binary: boolean): number {
  const base = binary ? 1024 : 10;
  const magnitude = base ** Math.floor(Math.log(rough) / Math.log(base));
  const steps = binary ? BINARY_STEPS : STEPS;
  return (steps.find((step) => step * magnitude >= rough) ?? base) * magnitude;
}

/** 3 * 0.1 without its last digits. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
