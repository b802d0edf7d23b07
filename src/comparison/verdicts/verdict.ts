import type { Pair } from '../comparison-row';

/**
 * Whether a row's change is more than noise. Tested at a false discovery rate of 5 % over the table: grew, shrank, new, gone, or within noise; or
 * why it was not tested.
 */
export const VERDICTS = [
  'grew',
  'shrank',
  'new',
  'gone',
  'within noise',
  'too few samples',
  'too few slices',
  'is the whole',
  'too few siblings have it',
  /** Each side is one value throughout, and nothing says how much it varies. */
  'constants differ',
  /** Neighbouring slices are so alike that a side is worth fewer than three independent ones. */
  'slices too alike',
] as const;
type Verdict = (typeof VERDICTS)[number];

/** Of a row that is shown before it is judged: that it changed is not claimed, and neither that it did not. */
export const BEING_JUDGED = { verdict: 'being judged' } as const;

export interface RowVerdict {
  /** `being judged`: its slices are on the way, see BEING_JUDGED. */
  readonly verdict: Verdict | (typeof BEING_JUDGED)['verdict'];
  /** False discovery rate at which it is just flagged. */
  readonly q?: number;
  /** 95 % interval of what was tested, as a relative change: 0.1 is +10 %. Absent where the baseline may be 0. */
  readonly relative?: Pair;
  /** 95 % interval of the log ratio (counts). */
  readonly logInterval?: Pair;
  /** 95 % interval of comparison − baseline (levels), in the type's unit; per second where values add up over time. */
  readonly interval?: Pair;
  /** Samples on each side (counts). */
  readonly samples?: Pair;
  /** The smallest growth that would have been flagged in four of five cases, relative. */
  readonly smallest?: number;
  /** Minutes a side in which a growth by a tenth would be, at this load. */
  readonly minutesForTenth?: number;
  /** Minutes a side in which there would be samples enough for a test, at this load (too few samples). */
  readonly minutesToTest?: number;
  /** Its slices vary so many times as much as sampling alone (counts). */
  readonly dispersion?: number;
  /** Of one profile a side: what is flagged changed by more than sampling explains, which noise does too. */
  readonly bySampling?: true;
  /** Of the whole, as a table is told it: as `Verdicts` has it. */
  readonly load?: number;
}

/** The same test where nothing was changed on purpose. */
export interface SelfCheck {
  readonly of:
    'halves of the baseline' | 'halves of the comparison' | 'the time before the baseline';
  readonly tested: number;
  readonly flagged: number;
}

/** What the slices of both sides say of the rows of a table. */
export interface Verdicts {
  /**
   * equalLoad: shares of counts, less what the typical function did. level: means of values that are states or waits. sampling: counts of one profile
   * a side, of which it is only known what sampling explains.
   */
  readonly method: 'equalLoad' | 'level' | 'sampling';
  readonly names: readonly string[];
  /** In the order of `names`. */
  readonly rows: readonly RowVerdict[];
  /** Total of each row in each slice, a side each, in the type's unit; per second of the slice where the type adds up. */
  readonly values: Pair<readonly Float64Array[]>;
  readonly slices: Pair;
  /** The value of one sample, in the type's unit. */
  readonly quantum: number;
  readonly tested: number;
  readonly flagged: number;
  /** What the typical function's share did, as a log ratio; taken from every change. 0 for levels. */
  readonly typical: number;
  /** Intervals are that much wider, because the windows differ in everything. */
  readonly drift: number;
  /** Standard deviation of a log ratio from what each side does within its own window. */
  readonly wander: number;
  /** Relative change of the typical function per second: the load. Absent for levels. */
  readonly load?: number;
  /** Of the wholes: per second for counts. */
  readonly total: RowVerdict & { readonly means?: Pair };
  /** So many siblings, whose own changes were taken from each change; 0: none. */
  readonly controls: number;
  readonly selfChecks: readonly SelfCheck[];
}

/** More than noise. */
export function isFlagged({ verdict }: Pick<RowVerdict, 'verdict'>): boolean {
  return verdict === 'grew' || verdict === 'shrank' || verdict === 'new' || verdict === 'gone';
}

/**
 * Minutes a side in which the row's own change would be flagged in four of five cases, if it is what was seen of it:
 *
 *     minutes for +10 % × (ln 1.1 / log ratio)²
 */
export function minutesToTell({ minutesForTenth, logInterval }: RowVerdict): number | undefined {
  if (minutesForTenth === undefined || !logInterval) return undefined;
  return minutesForTenth * (Math.log(1.1) / logRatioOf(logInterval)) ** 2;
}

/** The middle of its interval. */
export function logRatioOf([low, high]: Pair): number {
  return (low + high) / 2;
}

/** Whether as much stands out where nothing was changed on purpose. Where nothing is claimed there is nothing to doubt. */
export function differsAsMuch(
  { flagged, total, selfChecks }: Pick<Verdicts, 'flagged' | 'total' | 'selfChecks'>,
  of: SelfCheck['of'],
): boolean {
  if (flagged === 0 && !isFlagged(total)) return false;
  const check = selfChecks.find((one) => one.of === of);
  return check !== undefined && check.flagged > 0 && check.flagged >= flagged;
}

/** Judged, and no more than noise, or too little to tell. */
export function isNoise(judged: Pick<RowVerdict, 'verdict'> | undefined): boolean {
  return isUnclaimed(judged) && judged?.verdict !== BEING_JUDGED.verdict;
}

/** Noise, or not yet known to be more: shown without the colour of a change. */
export function isUnclaimed(judged: Pick<RowVerdict, 'verdict'> | undefined): boolean {
  return judged !== undefined && !isFlagged(judged) && judged.verdict !== 'is the whole';
}

/** Rows of a table that is not the one that was judged are found by their names. */
export function verdictsByName({
  names,
  rows,
}: Pick<Verdicts, 'names' | 'rows'>): ReadonlyMap<string, RowVerdict> {
  return new Map(names.map((name, row) => [name, rows[row]!]));
}
