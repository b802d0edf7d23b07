import { sliceKindOf } from '#comparison';
import { groupBy, printProfileType, type Milliseconds } from '#series';
import { median } from '#statistics';
import type { Points } from '../finding';
import type { TotalsChange, UnitTotals } from './unit-totals';

/** What of a unit or an application is looked at for a change. */
export interface ControlledTotals extends Pick<
  TotalsChange,
  'application' | 'unit' | 'units' | 'profileType' | 'fleet'
> {
  /** ratio: logarithms of what is divided by its controls. level: the values. */
  readonly scale: 'ratio' | 'level';
  readonly times: readonly Milliseconds[];
  /** NaN is a gap. */
  readonly values: readonly number[];
  /** In the type's `rateUnit`. */
  readonly series: Points;
}

/** One cannot say whose change it was: there are controls when a unit has so many siblings. */
const FEWEST_SIBLINGS = 2;

/**
 * Of counts, which follow the requests: each unit by what its other period and its siblings did, and each application of several units by
 * what the period did.
 *
 *     z             ln(value) - ln(value of the other period)
 *     own           z - median of the siblings' z; of two siblings the one that it follows more closely
 *     application   median of its units' z
 *
 * Of levels (states and waits): the running median of three values, because one in a hundred is of a scrape that was cut short.
 * Where an application has two units each is looked at without the other, and the application is not.
 */
export function controlTotals(totals: readonly UnitTotals[]): readonly ControlledTotals[] {
  const types = groupBy(totals, ({ profileType }) => printProfileType(profileType));
  return [...types.values()].flatMap((ofType) => {
    const fleet = ofType.reduce((sum, { values }) => sum + meanOf(values), 0);
    const isCounts = sliceKindOf(ofType[0]!.profileType).kind === 'counts';
    const applications = groupBy(ofType, ({ application }) => application);
    return [...applications.values()].flatMap((units) =>
      isCounts ? ratiosOf(units, fleet) : units.map((unit) => levelOf(unit, fleet)),
    );
  });
}

function levelOf(totals: UnitTotals, fleet: number): ControlledTotals {
  const { application, unit, profileType, times, values } = totals;
  return {
    ...{ application, unit, units: [unit], profileType, fleet, times },
    scale: 'level',
    values: medianOfThree(values.map((value) => value ?? NaN)),
    series: { times, values },
  };
}

function ratiosOf(units: readonly UnitTotals[], fleet: number): readonly ControlledTotals[] {
  const ratios = units.map(logRatios);
  const { application, profileType, times } = units[0]!;
  const facts = { application, profileType, fleet, times, scale: 'ratio' as const };
  const own = units.map(({ unit, values }, u): ControlledTotals => {
    const siblings = ratios.filter((_, other) => other !== u);
    const controls = controlsOf(ratios[u]!, siblings);
    return {
      ...facts,
      unit,
      units: [unit],
      values: ratios[u]!.map((z, i) => z - (controls?.[i] ?? 0)),
      series: { times, values },
    };
  });
  if (units.length <= FEWEST_SIBLINGS) return own;
  const whole = {
    ...facts,
    units: units.map(({ unit }) => unit),
    values: mediansOf(ratios),
    series: { times, values: times.map((_, i) => sumAt(units, i)) },
  };
  return [...own, whole];
}

/** A median of two is their mean, in which half of what one of them did is seen as the opposite of this unit. */
function controlsOf(
  own: readonly number[],
  siblings: readonly (readonly number[])[],
): readonly number[] | undefined {
  if (siblings.length < FEWEST_SIBLINGS) return undefined;
  if (siblings.length > FEWEST_SIBLINGS) return mediansOf(siblings);
  const [first, second] = siblings.map((sibling) => {
    const apart = own.map((z, i) => z - sibling[i]!).filter((each) => !Number.isNaN(each));
    const mean = apart.reduce((sum, each) => sum + each, 0) / apart.length;
    return apart.reduce((sum, each) => sum + (each - mean) ** 2, 0) / apart.length;
  });
  return siblings[second! < first! ? 1 : 0];
}

function logRatios({ values, before }: UnitTotals): readonly number[] {
  const [log, logBefore] = [values, before ?? []].map(logarithms);
  return log!.map((z, i) => z - (before ? logBefore![i]! : 0));
}

/** Idle is half of the least that was seen, so that it has a logarithm. */
function logarithms(values: readonly (number | null)[]): readonly number[] {
  const least = Math.min(
    ...values.map((value) => (value !== null && value > 0 ? value : Infinity)),
  );
  return values.map((value) =>
    value === null || least === Infinity ? NaN : Math.log(value > 0 ? value : least / 2),
  );
}

/** At each place, of those that have a value there. */
function mediansOf(series: readonly (readonly number[])[]): readonly number[] {
  return series[0]!.map((_, i) =>
    median(series.map((values) => values[i]!).filter((value) => !Number.isNaN(value))),
  );
}

function sumAt(units: readonly UnitTotals[], i: number): number | null {
  const values = units.flatMap(({ values }) => values[i] ?? []);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

function medianOfThree(values: readonly number[]): readonly number[] {
  return values.map((value, i) =>
    Number.isNaN(value)
      ? NaN
      : median(values.slice(Math.max(0, i - 1), i + 2).filter((each) => !Number.isNaN(each))),
  );
}

function meanOf(values: readonly (number | null)[]): number {
  const given = values.filter((value) => value !== null);
  return given.reduce((sum, value) => sum + value, 0) / Math.max(1, given.length);
}
