import type { ComparedSide, Pair } from '#comparison';
import type { ReportChart } from '#report';
import type { CallTree } from '#profile';
import { commonUnit, valueUnit, type Milliseconds, type ProfileType, type Seconds } from '#series';
import { printable } from '#profile';
import { CliError } from '../../failure';

/** A part of a side whose own profile is one value of a sample: a scrape, some of them, or a file. */
export interface SideSlice {
  /** One column. */
  readonly tree: CallTree;
  /** What its values add up over; 0 unknown. */
  readonly seconds: Seconds;
  /** 0 unknown. */
  readonly start: Milliseconds;
}

/** One side of a comparison: what files or a server hold of it. */
export interface Side {
  /** What an error about it begins with: a path, `--baseline`. Safe to print. */
  readonly place: string;
  /** What it is of, for the head of the table. Safe to print. */
  readonly title: string;
  readonly profileType: ProfileType;
  /** One column, in the type's unit. */
  readonly tree: CallTree;
  /** What the values of `tree` add up over; 0 unknown. */
  readonly seconds: Seconds;
  /** In time order. One: nothing is known of how the values vary. */
  readonly slices: readonly SideSlice[];
  /** How many files it adds up; absent: it is a window. */
  readonly files?: number;
  /** The value of one sample, in the type's unit; 0 unknown. */
  readonly period: number;
  /** As sentences that are safe to print. */
  readonly notes: readonly string[];
  /** What is known of its comparability; of files nothing is. */
  readonly facts?: Omit<ComparedSide, 'profileType' | 'unit' | 'gauge' | 'total'>;
}

/** Both sides, and slices of the time right before the baseline where there are some. */
export interface Sides {
  readonly sides: Pair<Side>;
  readonly before?: readonly SideSlice[];
  /** What is drawn beside the profiles in a report, where one is made. */
  readonly charts?: readonly ReportChart[];
  /** Of these, as sentences that are safe to print. */
  readonly notes?: readonly string[];
}

/** Both sides in the finer of their units, as pprof compares them. Throws CliError where they have none in common. */
export function unitOf([baseline, comparison]: Pair<Side>) {
  const [a, b] = [baseline.profileType, comparison.profileType];
  const common = commonUnit(valueUnit(a), valueUnit(b));
  if (common && a.sampleType === b.sampleType) return common;
  const [first, second] = [baseline, comparison].map(
    ({ place, profileType }) =>
      `${place} has ${printable(profileType.sampleType)} in ${printable(valueUnit(profileType))}`,
  );
  throw new CliError(`${first}, ${second}: they cannot be compared (see --sample-type)`);
}
