import { printProfileType, type Milliseconds, type ProfileType } from '#series';
import type { Points, Since, Slope } from '../finding';

/** What one unit costs over the range: of every unit and profile type one series, all at the same times. */
export interface UnitTotals {
  readonly application: string;
  readonly unit: string;
  readonly profileType: ProfileType;
  /** Ascending. */
  readonly times: readonly Milliseconds[];
  /** In the type's `rateUnit`; `null`: there was no scrape. */
  readonly values: readonly (number | null)[];
  /** The same unit in another period, yesterday say, at the same places. */
  readonly before?: readonly (number | null)[] | undefined;
}

/** The total of a unit, or of an application, that did not stay what it was: beyond what the other period and the siblings did. */
export interface TotalsChange {
  readonly application: string;
  /** Absent: the application, whose units moved alike. */
  readonly unit?: string | undefined;
  /** That it is of: the one, or all of the application. */
  readonly units: readonly string[];
  /** All others of the application that were looked at and did not change so. */
  readonly siblings: readonly string[];
  readonly profileType: ProfileType;
  readonly kind: 'step' | 'went away' | 'ramp';
  readonly direction: 'up' | 'down';
  /** Of what it was: 0.3 is +30 %. Of what went away, while it lasted. Absent where it was 0. */
  readonly relative?: number | undefined;
  /** The same in the type's `rateUnit`, over all units that are meant; 95 % interval. Of a ramp, over the range. */
  readonly delta: number;
  readonly interval: readonly [number, number];
  /** Over all totals of all units and types. */
  readonly q: number;
  readonly since: Since;
  /** Of a level's ramp. */
  readonly slope?: Slope | undefined;
  /** Of what went away: since when it is back. */
  readonly until?: Milliseconds | undefined;
  /** What was measured. */
  readonly series: Points;
  /** Of all units in this type, mean over the range: what it is a part of. */
  readonly fleet: number;
}

/** The same of all units of one application in one profile type. */
export function familyKey({
  application,
  profileType,
}: Pick<UnitTotals, 'application' | 'profileType'>): string {
  return JSON.stringify([application, printProfileType(profileType)]);
}
