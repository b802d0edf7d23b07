import { sliceKindOf } from '#comparison';
import { NO_STACK, type CallTree } from '#profile';
import { rateOf, type ProfileType, type Seconds } from '#series';
import { mediansWithout, testBesideRest, type BesideRest } from '#statistics';
import { uniteSlices, type UnitedSlices } from '../functions/unite-slices';
import { nameOddity, type Oddity } from './name-oddity';

/** What one unit cost in the window; `Tree` is a tree of one column, or what stands for it. */
interface UnitProfile<Tree> {
  readonly unit: string;
  readonly tree: Tree;
  /** That it covers. */
  readonly seconds: Seconds;
}

/** The units of one application in one profile type and one window. */
export interface UnitsQuestion<Tree> {
  readonly profileType: ProfileType;
  /** Two at least. */
  readonly units: readonly UnitProfile<Tree>[];
}

/** Functions × units of one application: which unit is unlike the others, and in what. */
export interface OddUnits {
  readonly units: readonly ComparedUnit[];
  /** Those that an odd unit is named by, those that are odd, then those that have 1 % of a unit; each the largest first. */
  readonly rows: readonly OddRow[];
  /** Functions that were tested and are in no row: within noise, and less than 1 % of every unit. */
  readonly smaller: number;
}

interface ComparedUnit {
  readonly unit: string;
  /** Of everything, in the type's `rateUnit`. */
  readonly rate: number;
  /** `rate` to the median of the others, 0.3 is +30 %: its load, which is in no cell. Absent where they have nothing. */
  readonly load?: number | undefined;
  /** What it is odd in; the subtree with the largest change upwards, then downwards. */
  readonly oddities: readonly Oddity[];
}

interface OddRow {
  readonly name: string;
  /** One a unit. */
  readonly cells: readonly OddCell[];
}

/** A function of one unit, held against the others without it, at equal load (`testBesideRest`). */
interface OddCell {
  /** In the type's `rateUnit`. */
  readonly rate: number;
  /** Median of the others' rates. */
  readonly rest: number;
  /** 0.3 is +30 % at equal load. Absent where the others have nothing of it. */
  readonly relative?: number | undefined;
  /** In robust standard deviations. */
  readonly score: number;
  readonly q: number;
  /** More than noise and more than 5 %. */
  readonly isOdd: boolean;
}

const LEVEL = 0.05;
/** Of the function. */
const SMALLEST_CHANGE = Math.log1p(0.05);
/** Of all units together. */
const FEWEST_SAMPLES = 100;
const SMALLEST_PART = 0.0005;
/** What is all of a unit has no share to differ by. */
const WHOLE = 0.995;
/** Of a unit: what is less has a row only when it is odd. */
const SHOWN_PART = 0.01;

/** @throws RangeError of fewer than two units that have anything */
export function judgeUnits({ profileType, units }: UnitsQuestion<CallTree>): OddUnits {
  const united = uniteSlices(units.map(({ tree }) => [tree]));
  const quantum = quantumOf(profileType, united);
  const tested = rowsToTest(united, quantum);
  const tests = testBesideRest(
    united.runs.map(({ wholes, totals }) => ({
      samples: tested.map((row) => Math.max(0, totals[row]!) / quantum),
      whole: Math.max(1, wholes[0]! / quantum),
    })),
  );
  const rate = (value: number, unit: number) =>
    rateOf(profileType, value, units[unit]!.seconds) ?? 0;
  const rates = united.runs.map(({ wholes }, u) => rate(wholes[0]!, u));
  const all = tested.map((row, t): OddRow => {
    const own = united.runs.map(({ totals }, u) => rate(totals[row]!, u));
    const rests = mediansWithout(own);
    const totalRests = mediansWithout(united.runs.map(({ totals }) => totals[row]!));
    return {
      name: united.names[row]!,
      cells: tests.map(({ rows }, u) =>
        cellOf(rows[t]!, { rate: own[u]!, rest: rests[u]!, hasRest: totalRests[u]! > 0 }),
      ),
    };
  });
  const oddities = tests.map((test, u) => odditiesOf(united, { test, all, unit: u }));
  const shown = chosenRows(all, { rates, named: namesOf(oddities) });
  const rests = mediansWithout(rates);
  return {
    units: units.map(({ unit }, u) => {
      const rest = rests[u]!;
      const load = rest > 0 ? rates[u]! / rest - 1 : undefined;
      return { unit, rate: rates[u]!, load, oddities: oddities[u]! };
    }),
    rows: shown,
    smaller: all.length - shown.length,
  };
}

/** A wait is of any length: chance in its samples is in how the units differ. */
function quantumOf(profileType: ProfileType, united: UnitedSlices): number {
  const { kind, quantum } = sliceKindOf(profileType);
  return quantum || (kind === 'counts' ? united.quantum : 0) || 1;
}

function rowsToTest({ names, runs }: UnitedSlices, quantum: number): readonly number[] {
  const whole = runs.reduce((sum, { wholes }) => sum + wholes[0]!, 0);
  const fewest = Math.max(FEWEST_SAMPLES * quantum, SMALLEST_PART * whole);
  return names.flatMap((name, row) => {
    if (name === NO_STACK) return [];
    const sum = runs.reduce((all, { totals }) => all + Math.max(0, totals[row]!), 0);
    const isWhole = runs.every(({ totals, wholes }) => totals[row]! >= WHOLE * wholes[0]!);
    return sum >= fewest && !isWhole ? [row] : [];
  });
}

function cellOf(
  { change, score, q }: BesideRest['rows'][number],
  {
    rate,
    rest,
    hasRest,
  }: { readonly rate: number; readonly rest: number; readonly hasRest: boolean },
): OddCell {
  return {
    ...{ rate, rest, score, q },
    ...(hasRest && { relative: Math.expm1(change) }),
    isOdd: q <= LEVEL && Math.abs(change) >= SMALLEST_CHANGE,
  };
}

function odditiesOf(
  { tree, runs }: UnitedSlices,
  of: { readonly test: BesideRest; readonly all: readonly OddRow[]; readonly unit: number },
): readonly Oddity[] {
  const { test, all, unit } = of;
  const odd = all.filter(({ cells }) => cells[unit]!.isOdd);
  if (odd.length === 0) return [];
  const wholes = runs.map((run) => run.wholes[0]!);
  return ([1, -1] as const).flatMap((direction) => {
    const names = odd.filter(({ cells }) => cells[unit]!.score * direction > 0);
    const moved = new Set(names.map(({ name }) => name));
    return nameOddity({ tree, wholes, unit, typical: test.typical, moved, direction }) ?? [];
  });
}

const namesOf = (oddities: readonly (readonly Oddity[])[]) =>
  new Set(oddities.flat().map(({ name }) => name));

function chosenRows(
  rows: readonly OddRow[],
  of: { readonly rates: readonly number[]; readonly named: ReadonlySet<string> },
): readonly OddRow[] {
  const { rates, named } = of;
  const scoreOf = ({ cells }: OddRow) =>
    Math.max(0, ...cells.filter(({ isOdd }) => isOdd).map(({ score }) => Math.abs(score)));
  const partOf = ({ cells }: OddRow) =>
    Math.max(...cells.map(({ rate }, u) => rate / (rates[u]! || 1)));
  return rows
    .map((row) => ({ row, score: scoreOf(row), part: partOf(row) }))
    .filter(({ score, part }) => score > 0 || part >= SHOWN_PART)
    .sort(
      (a, b) =>
        Number(named.has(b.row.name)) - Number(named.has(a.row.name)) ||
        b.score - a.score ||
        b.part - a.part,
    )
    .map(({ row }) => row);
}
