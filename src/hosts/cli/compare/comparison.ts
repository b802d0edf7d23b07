import {
  buildComparisonRows,
  byDelta,
  columnShares,
  comparability,
  comparabilityMessage,
  compareTotals,
  divided,
  divideTable,
  formulaOf,
  magnitudesOf,
  movedSubtrees,
  normalisationsFor,
  normalise,
  renamedText,
  scalingOf,
  totalsOf,
  type ComparabilityFact,
  type ComparisonRow,
  type Moved,
  type NamedComparisonRow,
  type Normalisation,
  type Pair,
  type RowVerdict,
  type ScalingFacts,
  type StepWithin,
  type Verdicts,
  usualOfFiles,
} from '#comparison';
import {
  buildTopTable,
  renamedFunctions,
  scaleColumns,
  unite,
  type CallTree,
  type TopTable,
  printable,
} from '#profile';
import { kindOf, printProfileType } from '#series';
import { CliError } from '../failure';
import { judgeSides } from './sides/judge-sides';
import { unitOf, type Side, type Sides } from './sides/side';

const NORMALISATIONS: ReadonlyMap<string, Normalisation> = new Map([
  ['raw', 'raw'],
  ['share', 'share'],
  ['per-second', 'perSecond'],
  ['per-unit', 'perUnit'],
  ['per-file', 'perFile'],
]);
export const NORMALISATION_NAMES: readonly string[] = [...NORMALISATIONS.keys()];

/** Both sides and what was made of them. */
export interface Comparison {
  readonly sides: Pair<Side>;
  /** As it is given on the command line: `per-second`. */
  readonly normalise: string;
  /** With the divisors put in. */
  readonly formula: string;
  /** With every digit. */
  readonly exactFormula: string;
  readonly unit: string;
  /** Of the wholes, divided, with what is known of their noise. */
  readonly whole: ComparisonRow & { readonly judged: JudgedRow };
  /** `magnitudeOf` the baseline, divided: what growth is measured by. */
  readonly baselineMagnitude: number;
  /** Divided, by delta. */
  readonly rows: readonly NoisyRow[];
  readonly verdicts: Verdicts;
  /** Baseline and comparison in one, divided. */
  readonly tree: CallTree;
  /** The same, by function. */
  readonly table: TopTable;
  /** How far windows can be compared; of files nothing is known. */
  readonly comparable: readonly ComparabilityFact[];
  /** Subtrees of the divided tree. */
  readonly moved: Moved;
  readonly stepsWithin: readonly StepWithin[];
  /** Of a report. */
  readonly charts: Sides['charts'];
  /** What was shown as 0 for want of a divisor, what is odd about the values, and why care is called for. */
  readonly notes: readonly string[];
}

/** A verdict, its interval in the comparison's unit. */
export type JudgedRow = Pick<RowVerdict, 'verdict' | 'q' | 'relative'> & {
  readonly interval?: Pair;
};

export type NoisyRow = NamedComparisonRow & { readonly judged: JudgedRow };

/**
 * Windows may differ in length, so that sums of them say little; files are added up, by files where one side has more of them, and compared with a window
 * by shares where they have no duration.
 */
export function defaultNormalisation({ sides }: Sides): string {
  const window = sides.find(({ facts }) => facts);
  if (areElsewhere(sides)) return 'share';
  const files = filesOf(sides);
  if (files) return usualOfFiles(files) === 'raw' ? 'raw' : 'per-file';
  if (!window || kindOf(window.profileType) === 'gauge') return 'raw';
  return sides.every(({ seconds }) => seconds > 0) ? 'per-second' : 'share';
}

/** Windows of two servers, which sample otherwise. */
const areElsewhere = ([a, b]: Sides['sides']) =>
  a.facts !== undefined && b.facts !== undefined && a.facts.datasource !== b.facts.datasource;

interface Asked {
  /** As it is given on the command line. */
  readonly normalise: string;
  /** Functions of the baseline that the comparison names differently by a number or a hash alone are one. */
  readonly matchRenamed: boolean;
}

/** Throws CliError: sides that are not alike, a normalisation that they do not allow. */
export function buildComparison(all: Sides, { normalise: name, matchRenamed }: Asked): Comparison {
  const how = NORMALISATIONS.get(name);
  if (!how) {
    const choices = NORMALISATION_NAMES.join(', ');
    throw new CliError(`--normalise: expected ${choices}, got "${printable(name)}"`);
  }
  if (how !== 'share' && areElsewhere(all.sides))
    throw new CliError(
      `--normalise ${name}: sides of two servers, which sample otherwise, are compared by share`,
    );
  const { unit: sampleUnit, factors } = unitOf(all.sides);
  if (how === 'perSecond') all.sides.forEach(refuseWithoutRate);
  if (how === 'perUnit') all.sides.forEach(refuseWithoutUnits);
  if (how === 'perFile') all.sides.forEach(refuseWithoutFiles);
  const scaled = all.sides.map((side, k) => scaledSide(side, factors[k]!)) as [Side, Side];
  const renamed = matchRenamed ? renamedFunctions(scaled[0].tree, scaled[1].tree) : [];
  const names = new Map(renamed.map(({ before, after }) => [before, after]));
  const sides = scaled.map((side) => renamedSide(side, names)) as [Side, Side];
  const [a, b] = sides;
  const tree = unite([a.tree, b.tree]);
  const facts = {
    profileType: { ...a.profileType, sampleUnit },
    durationsSeconds: [a.seconds, b.seconds],
    magnitudes: magnitudesOf(tree),
    ...countsOf(sides),
  } as const;
  const { divisors, unit } = scalingOf(how, facts);
  const before = all.before && renamedSlices(all.before, names);
  const judgement = judgeSides({ sides, ...(before && { before }) }, { ...facts, how, divisors });
  const table = buildTopTable(tree, 'function');
  const shown = { tree: normalise(tree, how, facts).tree, table: divideTable(table, divisors) };
  const totals = totalsOf(tree);
  const comparable = comparableFacts(sides, tree, how);
  return {
    sides,
    normalise: name,
    formula: formulaOf(how, facts),
    exactFormula: formulaOf(how, facts, 'exact'),
    unit,
    baselineMagnitude: divided(facts.magnitudes[0], divisors[0]),
    whole: {
      ...compareTotals([divided(totals[0], divisors[0]), divided(totals[1], divisors[1])]),
      judged: judgement.whole,
    },
    ...shown,
    comparable,
    rows: buildComparisonRows(shown.table)
      .map((row, i) => ({ ...row, judged: judgement.rowOf(row.name, valuesAt(table, i)) }))
      .sort(byDelta),
    verdicts: judgement.verdicts,
    moved: movedSubtrees(shown.tree, judgement.verdicts),
    stepsWithin: judgement.stepsWithin,
    charts: all.charts,
    notes: [
      ...(all.notes ?? []),
      ...sides.flatMap(({ place, notes }, k) => [
        ...notes,
        ...(divisors[k] === 0 ? [`${place}: the total is 0, so its shares are shown as 0`] : []),
      ]),
      ...(renamed.length === 0 ? [] : [`${renamedText(renamed)} (apart: --no-match-renamed)`]),
      ...countedFiles(comparable),
      ...cautionOf(comparable),
    ],
  };
}

const valuesAt = (
  { columns }: { readonly columns: readonly { readonly total: Float64Array }[] },
  row: number,
): Pair => [columns[0]!.total[row]!, columns[1]!.total[row]!];

function scaledSide(side: Side, factor: number): Side {
  if (factor === 1) return side;
  const scaled = (tree: Side['tree']) => scaleColumns(tree, [factor]);
  return {
    ...side,
    tree: scaled(side.tree),
    slices: side.slices.map((slice) => ({ ...slice, tree: scaled(slice.tree) })),
    period: side.period * factor,
  };
}

/** How many series and scrapes windows are of; of files it is not known. */
function countsOf(sides: Pair<Side>): Pick<ScalingFacts, 'series' | 'scrapes' | 'files'> {
  const [a, b] = sides.map(({ facts }) => facts);
  const pairOf = (one: number | undefined, other: number | undefined): Pair | undefined =>
    one === undefined || other === undefined ? undefined : [one, other];
  const scrapes = pairOf(a?.scrapes, b?.scrapes);
  const series = pairOf(a?.series, b?.series);
  const files = filesOf(sides);
  return { ...(scrapes && { scrapes }), ...(series && { series }), ...(files && { files }) };
}

function filesOf([{ files: a }, { files: b }]: Pair<Side>): Pair | undefined {
  return a === undefined || b === undefined ? undefined : [a, b];
}

type Names = ReadonlyMap<string, string>;

function renamedSide(side: Side, names: Names): Side {
  if (names.size === 0) return side;
  return { ...side, tree: unite([side.tree], names), slices: renamedSlices(side.slices, names) };
}

function renamedSlices(slices: Side['slices'], names: Names): Side['slices'] {
  if (names.size === 0) return slices;
  return slices.map((slice) => ({ ...slice, tree: unite([slice.tree], names) }));
}

/** Of windows, whether they compare; of files no more is known than how many there are and what was cut off. */
function comparableFacts(
  sides: Pair<Side>,
  tree: CallTree,
  how: Normalisation,
): readonly ComparabilityFact[] {
  const [totals, shares] = [totalsOf(tree), columnShares(tree)];
  const [baseline, comparison] = sides.map(({ facts, files, profileType }, k) => ({
    ...facts,
    ...shares[k],
    profileType: printProfileType(profileType),
    ...{ files, series: facts?.series ?? files },
    ...{ unit: profileType.sampleUnit, gauge: kindOf(profileType) === 'gauge', total: totals[k]! },
  }));
  const all = comparability(baseline!, comparison!, how);
  const areWindows = sides[0].facts && sides[1].facts;
  return areWindows ? all : all.filter(({ topic }) => OF_FILES.includes(topic));
}

/** Of unequal numbers of files: what was done about it. */
function countedFiles(comparable: readonly ComparabilityFact[]): readonly string[] {
  return comparable.flatMap(({ topic, level, text }) =>
    topic === 'series' && level === 'ok' ? [text] : [],
  );
}

const OF_FILES: readonly ComparabilityFact['topic'][] = ['series', 'trimmed'];

function cautionOf(comparable: readonly ComparabilityFact[]): readonly string[] {
  const warns = comparable.some(({ level }) => level === 'warn');
  return warns ? [printable(comparabilityMessage(comparable))] : [];
}

function refuseWithoutUnits({ place, facts }: Side): void {
  if (!facts?.series)
    throw new CliError(
      `${place}: how many units it is of is not known, which --normalise per-unit divides by: use raw or share`,
    );
}

function refuseWithoutFiles({ place, files }: Side): void {
  if (files === undefined)
    throw new CliError(
      `${place}: is of no files, which --normalise per-file divides by: use raw, share or per-second`,
    );
}

function refuseWithoutRate({ place, profileType, seconds }: Side): void {
  if (!normalisationsFor(kindOf(profileType)).includes('perSecond'))
    throw new CliError(
      `${place}: ${printable(profileType.sampleType)} is a state, not a sum over time, so --normalise per-second makes no sense: use raw or share`,
    );
  if (seconds === 0)
    throw new CliError(
      `${place}: profile has no duration, which --normalise per-second divides by: use raw or share`,
    );
}
