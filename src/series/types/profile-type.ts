import type { Seconds } from '../time/time';
import { SeriesError } from '../labels/series-error';

/** A profile type, printed `name:sampleType:sampleUnit:periodType:periodUnit[:delta]` as Parca does; `:total` and `:counted` at the end are our own. */
export interface ProfileType {
  readonly name: string;
  readonly sampleType: string;
  readonly sampleUnit: string;
  readonly periodType: string;
  readonly periodUnit: string;
  /** True where a running total (`kindOf`) is meant as it is stored, since the process started, and not what it grew by. */
  readonly runningTotal?: true;
  /** True where the server leaves `samples:count` a count, as Pyroscope does; Parca makes time of it (`valueUnit`). */
  readonly counted?: true;
  /** True when each profile covers a stretch of time (CPU); false when it is a state at a moment (memory in use) or a running total. */
  readonly delta: boolean;
}

/**
 * delta: each profile covers a stretch of time; they add up. gauge: a state at a moment (memory in use, goroutines).
 * counter: a running total since the process started is stored at every scrape (Go's allocations, mutex and block profiles), and what it
 * grows by is meant: they add up, too. With `runningTotal` the total itself is meant, which is a state.
 */
export type ProfileKind = 'delta' | 'gauge' | 'counter';

const RUNNING_TOTALS = new Set(['alloc_objects', 'alloc_space', 'contentions', 'delay']);

const FORM = 'name:sampleType:sampleUnit:periodType:periodUnit[:delta]';

/** Reads `process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta`; throws SeriesError. A period may be empty, a name may not. */
export function parseProfileType(text: string): ProfileType {
  const parts = text.split(':');
  const [name, sampleType, sampleUnit, periodType, periodUnit, mark] = parts;
  const isTotal = mark === 'total' && RUNNING_TOTALS.has(sampleType ?? '');
  const isCounted = mark === 'counted';
  const isMarked = mark === 'delta' || isTotal || isCounted;
  const right = parts.length === 5 || (parts.length === 6 && isMarked);
  if (!right || !name || !sampleType || sampleUnit === undefined)
    throw new SeriesError(`profileType: expected ${FORM}, got "${text}"`);
  return {
    name,
    sampleType,
    sampleUnit,
    periodType: periodType ?? '',
    periodUnit: periodUnit ?? '',
    delta: mark === 'delta' || isCounted,
    ...(isTotal && { runningTotal: true }),
    ...(isCounted && { counted: true }),
  };
}

export function printProfileType(type: ProfileType): string {
  const { name, sampleType, sampleUnit, periodType, periodUnit, delta } = type;
  const mark = type.counted ? 'counted' : delta ? 'delta' : type.runningTotal ? 'total' : undefined;
  const parts = [name, sampleType, sampleUnit, periodType, periodUnit];
  return [...parts, ...(mark === undefined ? [] : [mark])].join(':');
}

export function kindOf(type: ProfileType): ProfileKind {
  if (type.delta) return 'delta';
  return RUNNING_TOTALS.has(type.sampleType) && !type.runningTotal ? 'counter' : 'gauge';
}

/** What a server stores and knows by name. */
export function storedTypeOf(type: ProfileType): ProfileType {
  const { name, sampleType, sampleUnit, periodType, periodUnit, delta } = type;
  return { name, sampleType, sampleUnit, periodType, periodUnit, delta };
}

/** What can be asked of a stored type: of a running total what it grows by, and itself. */
export function readingsOf(type: ProfileType): readonly ProfileType[] {
  return kindOf(type) === 'counter' ? [type, { ...type, runningTotal: true }] : [type];
}

/** Parca multiplies `samples:count` by the period when it merges profiles, and answers in the period's unit. */
const isScaled = (type: ProfileType) =>
  type.sampleType === 'samples' &&
  type.sampleUnit === 'count' &&
  type.periodUnit !== '' &&
  !type.counted;

/** The unit of a merged profile's samples: `nanoseconds`, `bytes`, `count`. */
export function valueUnit(type: ProfileType): string {
  return isScaled(type) ? type.periodUnit : type.sampleUnit;
}

/** Whether values of both can be held against each other: the same samples in the same unit, whatever else the types are called by. */
export function measuresSame(a: ProfileType, b: ProfileType): boolean {
  return a.sampleType === b.sampleType && valueUnit(a) === valueUnit(b);
}

/** The unit of a series over time: `cores` for CPU time, `unit/s` for what else adds up, the unit itself for states. */
export function rateUnit(type: ProfileType): string {
  if (kindOf(type) === 'gauge') return type.sampleUnit;
  const measured = isScaled(type) ? type.periodType : type.sampleType;
  const unit = valueUnit(type);
  return measured === 'cpu' && unit === 'nanoseconds' ? 'cores' : `${unit}/s`;
}

/** How much of `rateUnit` one of `valueUnit` a second is: nanoseconds a second are billionths of a core. */
export function rateScale(type: ProfileType): number {
  return rateUnit(type) === 'cores' ? 1e-9 : 1;
}

/** A profile's value over the time that it covers, in `rateUnit`: of a state the value itself; null where no time is covered. */
export function rateOf(type: ProfileType, value: number, seconds: Seconds): number | null {
  if (kindOf(type) === 'gauge') return value;
  return seconds > 0 ? (value * rateScale(type)) / seconds : null;
}
