import { magnitudeOf, type CallTree, type Column, type TopTable } from '#profile';
import {
  kindOf,
  rateUnit,
  valueUnit,
  type ProfileKind,
  type ProfileType,
  type Seconds,
} from '#series';
import type { Pair } from './comparison-row';

/**
 * What a value is divided by before the sides are subtracted:
 *
 *     raw        1
 *     perSecond  the seconds that the side covers (CPU time becomes cores)
 *     share      the side's magnitude: its total, unless it holds negative values
 */
export type Normalisation = 'raw' | 'perSecond' | 'share';

/** What the divisors come from, besides the values. */
export interface NormalisationFacts {
  readonly profileType: ProfileType;
  /** Time that each side's profiles cover; 0 unknown. */
  readonly durationsSeconds: Pair<Seconds>;
  /** `magnitudeOf` the sides, for `share`, in the type's unit. Absent: those of the tree. Given when the tree is a filtered part. */
  readonly magnitudes?: Pair;
}

export interface Scaling {
  /** Exact; 0 where a side cannot be divided (no duration, no total): its values become 0, see `undivided`. */
  readonly divisors: Pair;
  /** Unit of the quotients: `nanoseconds`, `cores`, `bytes/s`, `share` (a fraction, 1 = 100 %). */
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

/** The choices that mean something: a rate needs values that add up over time, which states do not. */
export function normalisationsFor(kind: ProfileKind): readonly Normalisation[] {
  return kind === 'gauge' ? ['raw', 'share'] : ['raw', 'perSecond', 'share'];
}

export function scalingOf(how: Normalisation, facts: Required<NormalisationFacts>): Scaling {
  const { profileType, durationsSeconds, magnitudes } = facts;
  if (how === 'raw') return { divisors: [1, 1], unit: valueUnit(profileType) };
  if (how === 'share') return { divisors: magnitudes, unit: 'share' };
  if (kindOf(profileType) === 'gauge')
    throw new RangeError(`${profileType.sampleType} covers no time: it has no rate per second`);
  const unit = rateUnit(profileType);
  const perSecond = unit === 'cores' ? NANOSECONDS_PER_SECOND : 1;
  return {
    divisors: [durationsSeconds[0] * perSecond, durationsSeconds[1] * perSecond],
    unit,
  };
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
 */
export function formulaOf(how: Normalisation, facts: Required<NormalisationFacts>): string {
  const [baseline, comparison] = SIDES.map((side, k) => side + printDivision(how, facts, k));
  return `delta = ${comparison} − ${baseline}`;
}

function printDivision(
  how: Normalisation,
  facts: Required<NormalisationFacts>,
  side: number,
): string {
  if (how === 'raw') return '';
  const divisor = how === 'share' ? facts.magnitudes[side]! : facts.durationsSeconds[side]!;
  const unit = how === 'share' ? valueUnit(facts.profileType) : 's';
  return ` ÷ ${printNumber(divisor)} ${unit}${divisor === 0 ? ' (shown as 0)' : ''}`;
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
