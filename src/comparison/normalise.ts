import { magnitudeOf, type CallTree, type Column, type TopTable } from '#profile';
import {
  inFinestUnit,
  kindOf,
  rateUnit,
  scaleOf,
  stepOf,
  valueUnit,
  type ProfileKind,
  type ProfileType,
  type Seconds,
} from '#series';
import type { Pair } from './comparison-row';

/**
 * What a value is divided by before the sides are subtracted:
 *
 *     raw         1; of a gauge, which is a mean over scrapes, that is per scrape
 *     perSecond   the seconds that the side covers (CPU time becomes cores)
 *     share       the side's magnitude: its total, unless it holds negative values
 *     perUnit     the series that the side adds up, one a unit, and the seconds where the type has a rate (cores per unit)
 *     perFile     the files that the side adds up, where both sides are of files
 *     perRequest  the requests in the seconds that the side covers (CPU time per request)
 */
export type Normalisation = (typeof NORMALISATIONS)[number];

export const NORMALISATIONS = [
  'raw',
  'perSecond',
  'perUnit',
  'perFile',
  'perRequest',
  'share',
] as const;

/** What the divisors come from, besides the values. */
export interface NormalisationFacts {
  readonly profileType: ProfileType;
  /** Time that each side's profiles cover; 0 unknown. */
  readonly durationsSeconds: Pair<Seconds>;
  /** `magnitudeOf` the sides, for `share`, in the type's unit. Absent: those of the tree. Given when the tree is a filtered part. */
  readonly magnitudes?: Pair;
  /** How many series each side adds up, for `perUnit`. Absent or 0: not known. */
  readonly series?: Pair;
  /** How many files each side adds up, for `perFile`. Absent: they are not both of files. */
  readonly files?: Pair | undefined;
  /** How many scrapes each side is of: what a gauge is a mean over. */
  readonly scrapes?: Pair;
  /** Requests per second that each side answered, for `perRequest`. Absent or 0: not known. */
  readonly requestRates?: Pair | undefined;
}

export type ScalingFacts = NormalisationFacts & Required<Pick<NormalisationFacts, 'magnitudes'>>;

export interface Scaling {
  /** Exact; 0 where a side cannot be divided (no duration, no total): its values become 0, see `undivided`. */
  readonly divisors: Pair;
  /** Unit of the quotients: `nanoseconds`, `cores`, `bytes/s`, `cores per unit`, `share` (a fraction, 1 = 100 %). */
  readonly unit: string;
}

export interface NormalisedTree {
  readonly tree: CallTree;
  readonly unit: string;
  /** Sides shown as zero because there is nothing to divide by. Say so. */
  readonly undivided: readonly ('baseline' | 'comparison')[];
}

const SIDES = ['baseline', 'comparison'] as const;
const NANOSECONDS_PER_SECOND = 1e9;

/** Both columns divided by what `how` says; never NaN or infinite. `raw` gives the tree itself. */
export function normalise(
  tree: CallTree,
  how: Normalisation,
  facts: NormalisationFacts,
): NormalisedTree {
  const magnitudes = facts.magnitudes ?? magnitudesOf(tree);
  const { divisors, unit } = scalingOf(how, { ...facts, magnitudes });
  return {
    tree:
      how === 'raw'
        ? tree
        : { ...tree, columns: tree.columns.map((c, k) => divideColumn(c, divisors[k] ?? 0)) },
    unit,
    undivided: SIDES.filter((_, k) => divisors[k] === 0),
  };
}

/** What shares of each side are of. */
export function magnitudesOf({ columns }: CallTree): Pair {
  const [baseline, comparison = baseline] = columns.map(magnitudeOf);
  return [baseline!, comparison!];
}

/** What is known of two sides besides their kind. */
export interface NormalisationsKnown {
  readonly units?: boolean;
  /** Of how many files each side is: these are added up, and no units. */
  readonly files?: Pair | undefined;
  readonly requests?: boolean;
  /** The sides are of different servers. */
  readonly elsewhere?: boolean;
}

/**
 * The choices that mean something: a rate needs values that add up over time, which states do not; the rest needs what is `known`. Of two
 * servers, which sample otherwise, shares alone.
 */
export function normalisationsFor(
  kind: ProfileKind,
  known: NormalisationsKnown = {},
): readonly Normalisation[] {
  if (known.elsewhere) return ['share'];
  const isState = kind === 'gauge';
  const offered: Record<Normalisation, boolean> = {
    raw: true,
    perSecond: !isState,
    perUnit: (known.units ?? false) && !known.files,
    perFile: known.files !== undefined,
    perRequest: !isState && (known.requests ?? false),
    share: true,
  };
  return NORMALISATIONS.filter((how) => offered[how]);
}

/**
 * The choice where it is offered, else a rate where there is one, because windows may differ in length. Of files, which a profiler was asked for and
 * which often state no duration, their sum, or the mean of one file where one side has more of them.
 */
export function chooseNormalisation(
  offered: readonly Normalisation[],
  choice: Normalisation | undefined,
  files?: Pair,
): Normalisation {
  const usual = files ? usualOfFiles(files) : 'perSecond';
  return [choice, usual].find((how) => how && offered.includes(how)) ?? offered[0]!;
}

/** What as many files a side sum up to can be compared as it is. */
export function usualOfFiles([baseline, comparison]: Pair): Normalisation {
  return baseline === comparison ? 'raw' : 'perFile';
}

export function scalingOf(how: Normalisation, facts: ScalingFacts): Scaling {
  const unit = unitOf(how, facts.profileType);
  // The one unit that is not the type's own: nanoseconds a second.
  const scale = unit.startsWith('cores') ? NANOSECONDS_PER_SECOND : 1;
  const divisorOf = (side: number) =>
    factorsOf(how, facts, side).reduce((product, { value }) => product * value, scale);
  return { divisors: [divisorOf(0), divisorOf(1)], unit };
}

function unitOf(how: Normalisation, profileType: ProfileType): string {
  const isState = kindOf(profileType) === 'gauge';
  if (isState && (how === 'perSecond' || how === 'perRequest'))
    throw new RangeError(`${profileType.sampleType} covers no time: it has no rate per second`);
  switch (how) {
    case 'raw':
      return valueUnit(profileType);
    case 'share':
      return 'share';
    case 'perSecond':
      return rateUnit(profileType);
    case 'perUnit':
      return `${isState ? valueUnit(profileType) : rateUnit(profileType)} per unit`;
    case 'perFile':
      return `${valueUnit(profileType)} per file`;
    case 'perRequest':
      return `${valueUnit(profileType)} per request`;
  }
}

interface Factor {
  readonly value: number;
  /** As a person reads it. */
  readonly text: string;
  readonly exact: string;
}

/** How a formula writes the numbers: to be read, `26.63 s`, or with every digit, `26,630,000,000 nanoseconds`. */
export type FormulaDigits = 'read' | 'exact';

/** What a side's values are divided by, one after the other, as numbers and as the formula shows them. */
function factorsOf(how: Normalisation, facts: ScalingFacts, side: number): readonly Factor[] {
  const { profileType, durationsSeconds, magnitudes, series, files, requestRates } = facts;
  const factor = (value: number, unit: string): Factor => {
    const text = `${printNumber(value)} ${unit}`;
    return { value, text, exact: text };
  };
  const seconds = factor(durationsSeconds[side]!, 's');
  switch (how) {
    case 'raw':
      return [];
    case 'share':
      return [quantity(magnitudes[side]!, valueUnit(profileType))];
    case 'perSecond':
      return [seconds];
    case 'perUnit': {
      const units = factor(series?.[side] ?? 0, 'series');
      return kindOf(profileType) === 'gauge' ? [units] : [seconds, units];
    }
    case 'perFile': {
      const count = files?.[side] ?? 0;
      return [factor(count, count === 1 ? 'file' : 'files')];
    }
    case 'perRequest': {
      const rate = factor(requestRates?.[side] ?? 0, 'requests/s');
      const text = `(${seconds.text} × ${rate.text})`;
      return [{ value: seconds.value * rate.value, text, exact: text }];
    }
  }
}

const READ_DIGITS = 6;

/** In the unit that the amount is written in: `26.63 s`, `310 MiB`; what does not scale keeps every digit. */
function quantity(value: number, unit: string): Factor {
  const exact = `${grouped(value, 21)} ${unit}`;
  const { base, factor } = inFinestUnit(unit);
  if (scaleOf(base).length < 2) return { value, text: exact, exact };
  const { size, name } = stepOf(value * factor, base);
  return { value, text: `${grouped((value * factor) / size, READ_DIGITS)} ${name}`, exact };
}

function grouped(value: number, maximumSignificantDigits: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits });
}

/** A table's two columns divided as `normalise` divides the tree's. */
export function divideTable(table: TopTable, divisors: Pair): TopTable {
  return { ...table, columns: table.columns.map((c, k) => divideColumn(c, divisors[k] ?? 0)) };
}

/** A quotient, 0 when there is nothing to divide by. */
export function divided(value: number, divisor: number): number {
  return divisor === 0 ? 0 : value / divisor;
}

/**
 * The formula of every delta on the page, with the divisors put in.
 *
 *     delta = comparison ÷ 300 s − baseline ÷ 290 s
 *     delta = comparison ÷ 26.63 s − baseline ÷ 25.33 s
 *     delta = comparison (mean over 30 scrapes) − baseline (mean over 29 scrapes)
 */
export function formulaOf(
  how: Normalisation,
  facts: ScalingFacts,
  digits: FormulaDigits = 'read',
): string {
  const [baseline, comparison] = SIDES.map((side, k) => side + divisionOf(how, facts, k, digits));
  return `delta = ${comparison} − ${baseline}`;
}

/** ` ÷ 300 s`, ` ÷ 26.63 s`, ` (mean over 30 scrapes) ÷ 3 series`: what one side's values are, and are divided by; '' nothing. */
export function divisionOf(
  how: Normalisation,
  facts: ScalingFacts,
  side: number,
  digits: FormulaDigits,
): string {
  const factors = factorsOf(how, facts, side);
  const isUndivided = factors.some(({ value }) => value === 0);
  const division = factors
    .map(({ text, exact }) => ` ÷ ${digits === 'exact' ? exact : text}`)
    .join('');
  return meanOf(facts, side) + division + (isUndivided ? ' (shown as 0)' : '');
}

function meanOf(facts: ScalingFacts, side: number): string {
  const { profileType, scrapes, series } = facts;
  const count = scrapes?.[side];
  // A file is no scrape of a series: what it holds is added up.
  if (count === undefined || facts.files || kindOf(profileType) !== 'gauge') return '';
  const of = `over ${count} ${count === 1 ? 'scrape' : 'scrapes'}`;
  const added = series?.[side] ?? 1;
  return added > 1 ? ` (sum of the means of ${added} series ${of})` : ` (mean ${of})`;
}

/** Plain digits, at most nine decimals: what the user can type into a calculator. */
function printNumber(value: number): string {
  return String(Number(value.toFixed(9)));
}

function divideColumn({ self, total }: Column, divisor: number): Column {
  return {
    self: self.map((value) => divided(value, divisor)),
    total: total.map((value) => divided(value, divisor)),
  };
}
