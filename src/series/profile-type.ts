import { SeriesError } from './series-error';

/** A Parca profile type, printed `name:sampleType:sampleUnit:periodType:periodUnit[:delta]`. */
export interface ProfileType {
  readonly name: string;
  readonly sampleType: string;
  readonly sampleUnit: string;
  readonly periodType: string;
  readonly periodUnit: string;
  /** True when each profile covers a stretch of time (CPU); false when it is a state at a moment (memory in use) or a running total. */
  readonly delta: boolean;
}

/**
 * delta: each profile covers a stretch of time; they add up. gauge: a state at a moment (memory in use, goroutines).
 * counter: a running total since the process started, stored again at every scrape (Go's allocations, mutex and block profiles).
 */
export type ProfileKind = 'delta' | 'gauge' | 'counter';

const FORM = 'name:sampleType:sampleUnit:periodType:periodUnit[:delta]';

/** Reads `process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta`; throws SeriesError. A period may be empty, a name may not. */
export function parseProfileType(text: string): ProfileType {
  const parts = text.split(':');
  const [name, sampleType, sampleUnit, periodType, periodUnit, delta] = parts;
  const right = parts.length === 5 || (parts.length === 6 && delta === 'delta');
  if (!right || !name || !sampleType || sampleUnit === undefined)
    throw new SeriesError(`profileType: expected ${FORM}, got "${text}"`);
  return {
    name,
    sampleType,
    sampleUnit,
    periodType: periodType ?? '',
    periodUnit: periodUnit ?? '',
    delta: delta === 'delta',
  };
}

export function printProfileType(type: ProfileType): string {
  const { name, sampleType, sampleUnit, periodType, periodUnit, delta } = type;
  const parts = [name, sampleType, sampleUnit, periodType, periodUnit];
  return [...parts, ...(delta ? ['delta'] : [])].join(':');
}

const RUNNING_TOTALS = new Set(['alloc_objects', 'alloc_space', 'contentions', 'delay']);

export function kindOf(type: ProfileType): ProfileKind {
  if (type.delta) return 'delta';
  return RUNNING_TOTALS.has(type.sampleType) ? 'counter' : 'gauge';
}

/** Parca multiplies `samples:count` by the period when it merges profiles, and answers in the period's unit. */
const isScaled = (type: ProfileType) =>
  type.sampleType === 'samples' && type.sampleUnit === 'count' && type.periodUnit !== '';

/** The unit of a merged profile's samples: `nanoseconds`, `bytes`, `count`. */
export function valueUnit(type: ProfileType): string {
  return isScaled(type) ? type.periodUnit : type.sampleUnit;
}

/** The unit of a series over time: `cores` for CPU time, `unit/s` for other delta types, else the unit itself. */
export function rateUnit(type: ProfileType): string {
  if (!type.delta) return type.sampleUnit;
  const measured = isScaled(type) ? type.periodType : type.sampleType;
  const unit = valueUnit(type);
  return measured === 'cpu' && unit === 'nanoseconds' ? 'cores' : `${unit}/s`;
}
