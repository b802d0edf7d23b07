import { sliceKindOf } from '#comparison';
import { groupBy, kindOf, printProfileType, type Milliseconds } from '#series';
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
 * Siblings that changed (`hasChanged`) control nothing as long as they are fewer than half and two are left: one of four that grew by a third lifts
 * the median of the four, and the others would seem to have shrunk.
 *
 * Of waits, which come in bursts: the running median of three values. Of states that median in place of a value that is far from both neighbours, because one
 * in a hundred is of a scrape that was cut short; not in place of every value, which would make neighbours alike and hide one leak in twenty.
 * Where an application has two units each is looked at without the other, and the application is not.
 */
export function controlTotals(
  totals: readonly UnitTotals[],
  hasChanged: (unit: UnitTotals) => boolean = () => false,
): readonly ControlledTotals[] {
  const types = groupBy(totals, ({ profileType }) => printProfileType(profileType));
  return [...types.values()].flatMap((ofType) => {
    const fleet = ofType.reduce((sum, { values }) => sum + meanOf(values), 0);
    const isCounts = sliceKindOf(ofType[0]!.profileType).kind === 'counts';
    const applications = groupBy(ofType, ({ application }) => application);
    return [...applications.values()].flatMap((units) =>
      isCounts ? ratiosOf(units, { fleet, hasChanged }) : units.map((unit) => levelOf(unit, fleet)),
    );
  });
}

function levelOf(totals: UnitTotals, fleet: number): ControlledTotals {
  const { application, unit, profileType, times, values } = totals;
  return {
    ...{ application, unit, units: [unit], profileType, fleet, times },
    scale: 'level',
    values: calmed(
      values.map((value) => value ?? NaN),
      kindOf(profileType) === 'gauge' ? OUTLIER : 0,
    ),
    series: { times, values },
  };
}

function ratiosOf(
  units: readonly UnitTotals[],
  of: { readonly fleet: number; readonly hasChanged: (unit: UnitTotals) => boolean },
): readonly ControlledTotals[] {
  const { fleet, hasChanged } = of;
  const ratios = units.map(logRatios);
  const steady = units.map((unit) => !hasChanged(unit));
  const count = steady.filter((is) => is).length;
  const areFew = 2 * (units.length - count) < units.length && count > FEWEST_SIBLINGS;
  const { application, profileType, times } = units[0]!;
  const facts = { application, profileType, fleet, times, scale: 'ratio' as const };
  const own = units.map(({ unit, values }, u): ControlledTotals => {
    const siblings = ratios.filter((_, other) => other !== u && (steady[other] || !areFew));
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

/** |value - median of three| > 8 × the median distance of two neighbours: of noise one value in millions. */
const OUTLIER = 8;

function calmed(values: readonly number[], outlier: number): readonly number[] {
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]!));
  const most = outlier * median(steps.filter((step) => !Number.isNaN(step)));
  return values.map((value, i) => {
    if (Number.isNaN(value)) return NaN;
    const near = values.slice(Math.max(0, i - 1), i + 2).filter((each) => !Number.isNaN(each));
    const middle = median(near);
    return Math.abs(value - middle) > most ? middle : value;
  });
}

function meanOf(values: readonly (number | null)[]): number {
  const given = values.filter((value) => value !== null);
  return given.reduce((sum, value) => sum + value, 0) / Math.max(1, given.length);
}
