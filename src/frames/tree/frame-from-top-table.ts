import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import {
  buildComparisonRows,
  divideTable,
  formulaOf,
  isFlagged,
  isNoise,
  normalisationsFor,
  scalingOf,
  shownInterval,
  sliceKindOf,
  verdictsByName,
  type ComparisonRow,
  type Pair,
  type RowVerdict,
  type Verdicts,
} from '#comparison';
import type { TopTable } from '#profile';
import { kindOf, parseProfileType } from '#series';
import { factsToMeta, type FrameFacts, frameMeta } from './frame-facts';
import { grafanaUnit } from '../grafana-unit';

export interface TopFrameOptions {
  readonly refId: string;
  readonly unit: string;
  /** What the shares are of, one a column of the table. */
  readonly magnitudes: readonly number[];
  /** Most rows; the notice says how many there were. */
  readonly limit: number;
  readonly facts: FrameFacts;
  /** Of the table's rows, of a comparison whose slices were tested. */
  readonly verdicts?: Verdicts | undefined;
  /** Leaves out what the verdicts say is within noise. */
  readonly hidesNoise?: boolean;
  readonly executed: string;
  readonly notices: readonly string[];
}

/** Pixels in Grafana's tables, which would make a name as narrow as a number. */
const NAME_WIDTH = 260;
const NUMBER_WIDTH = 105;

interface TableColumn {
  readonly name: string;
  readonly valueOf: (row: number) => number | string | null;
  /** Of numbers. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly description?: string;
}

const BY_TITLE = { function: 'Function', file: 'File', binary: 'Binary', package: 'Package' };

/**
 * The table's greatest rows, as a table of Grafana's: of one profile by self, with `Self`, `Self share`, `Total`, `Total share`; of a
 * comparison by the magnitude of the change of total, with `Delta` (comparison - baseline), `Change` (delta / |baseline|; null where the
 * baseline has none), `Baseline`, `Comparison` and `Delta self`, per second where the type has a rate, as the flame graph beside it. With
 * verdicts what is more than noise comes first, and beside the change stand `Verdict`, `q`, and `Interval low` and `Interval high`, of the
 * delta at equal load (`shownInterval`), null where there is none. No rows where a side has no profile: that is no measurement of 0.
 */
export function frameFromTopTable(table: TopTable, options: TopFrameOptions): DataFrame {
  const isComparison = table.columns.length > 1;
  const { columns, order, isNoise, formula } = isComparison
    ? comparedColumns(table, options)
    : oneColumn(table, options);
  const lacksSide = isComparison && options.facts.sides.some(({ scrapes }) => scrapes === 0);
  const shown = options.hidesNoise && isNoise ? order.filter((row) => !isNoise(row)) : order;
  const rows = lacksSide ? [] : shown.slice(0, Math.max(0, options.limit));
  const hidden = order.length - shown.length;
  const notices = [
    ...options.notices,
    ...(hidden > 0 && !lacksSide
      ? [`${hidden} rows that are no more than noise are left out.`]
      : []),
    ...(rows.length < shown.length && !lacksSide
      ? [`${rows.length} of ${shown.length} rows: the limit is ${options.limit}.`]
      : []),
  ];
  return createDataFrame({
    name: 'top',
    refId: options.refId,
    meta: {
      ...frameMeta({
        executed: [options.executed, ...(formula === undefined ? [] : [formula])].join('\n'),
        notices,
      }),
      preferredVisualisationType: 'table',
      custom: factsToMeta(options.facts),
    },
    fields: [
      {
        name: BY_TITLE[table.by],
        type: FieldType.string,
        values: rows.map((row) => table.names[row]!),
        config: { custom: { minWidth: NAME_WIDTH } },
      },
      ...columns.map((column) => fieldOf(column, rows)),
    ],
  });
}

function fieldOf(column: TableColumn, rows: readonly number[]) {
  const { name, valueOf, unit, decimals, description } = column;
  return {
    name,
    type: unit === undefined ? FieldType.string : FieldType.number,
    values: rows.map(valueOf),
    config: {
      ...(unit !== undefined && { unit: grafanaUnit(unit) }),
      ...(decimals !== undefined && { decimals }),
      ...(description !== undefined && { description }),
      custom: { width: NUMBER_WIDTH },
    },
  } satisfies FieldDTO;
}

interface Columns {
  readonly columns: readonly TableColumn[];
  /** All rows of the table, those to show first at the front. */
  readonly order: readonly number[];
  /** Where it is known. */
  readonly isNoise?: (row: number) => boolean;
  /** Of every delta. */
  readonly formula?: string;
}

function oneColumn({ columns }: TopTable, { unit, magnitudes }: TopFrameOptions): Columns {
  const { self, total } = columns[0]!;
  const share = (value: number) => (magnitudes[0] === 0 ? null : value / magnitudes[0]!);
  return {
    columns: [
      { name: 'Self', valueOf: (row) => self[row]!, unit },
      { name: 'Self share', valueOf: (row) => share(self[row]!), unit: 'share' },
      { name: 'Total', valueOf: (row) => total[row]!, unit },
      { name: 'Total share', valueOf: (row) => share(total[row]!), unit: 'share' },
    ],
    order: greatestFirst([...self]),
  };
}

function comparedColumns(table: TopTable, options: TopFrameOptions): Columns {
  const scaling = scalingFor(options);
  const { divisors, unit, formula } = scaling;
  const rows = buildComparisonRows(divideTable(table, divisors));
  const column = (name: string, valueOf: (row: ComparisonRow) => number | null, of = unit) => ({
    name,
    valueOf: (row: number) => valueOf(rows[row]!),
    unit: of,
  });
  const judged = options.verdicts && judgedColumns(table, options.verdicts, options, scaling);
  const order = greatestFirst(rows.map(({ delta }) => Math.abs(delta.total)));
  return {
    columns: [
      column('Delta', ({ delta }) => delta.total),
      column('Change', ({ change }) => change.total ?? null, 'share'),
      ...(judged?.columns ?? []),
      column('Baseline', ({ baseline }) => baseline.total),
      column('Comparison', ({ comparison }) => comparison.total),
      column('Delta self', ({ delta }) => delta.self),
    ],
    order: judged
      ? [...order.filter(judged.stands), ...order.filter((row) => !judged.stands(row))]
      : order,
    ...(judged && { isNoise: judged.isNoise }),
    formula,
  };
}

/** What no slice has and the server has summed to a row all the same. */
const UNSEEN: RowVerdict = { verdict: 'too few samples' };

function judgedColumns(
  table: TopTable,
  verdicts: Verdicts,
  { magnitudes, facts }: TopFrameOptions,
  { divisors, unit }: { readonly divisors: Pair; readonly unit: string },
) {
  const rowOf = verdictsByName(verdicts);
  const verdictOf = (row: number) => rowOf.get(table.names[row]!) ?? UNSEEN;
  const { isRate } = sliceKindOf(parseProfileType(facts.profileType));
  const shown = {
    ...{ verdicts, divisors, quantum: verdicts.quantum },
    magnitudes: [magnitudes[0]!, magnitudes[1]!] as const,
    seconds: (isRate ? facts.sides.map(({ seconds }) => seconds || 1) : [1, 1]) as [number, number],
  };
  const intervalOf = (row: number): Pair | undefined => {
    const values = table.columns.map(({ total }) => total[row]!);
    return shownInterval(verdictOf(row), [values[0]!, values[1]!], shown);
  };
  const description = `95 % interval of the delta${verdicts.method === 'equalLoad' ? ', at equal load' : ''}`;
  const columns: readonly TableColumn[] = [
    { name: 'Verdict', valueOf: (row) => verdictOf(row).verdict },
    {
      name: 'q',
      valueOf: (row) => verdictOf(row).q ?? null,
      unit: '',
      decimals: 4,
      description: 'false discovery rate at which the row is just more than noise; tested at 0.05',
    },
    { name: 'Interval low', valueOf: (row) => intervalOf(row)?.[0] ?? null, unit, description },
    { name: 'Interval high', valueOf: (row) => intervalOf(row)?.[1] ?? null, unit, description },
  ];
  const stands = (row: number) => isFlagged(verdictOf(row));
  return { columns, stands, isNoise: (row: number) => isNoise(verdictOf(row)) };
}

/** Windows hold different numbers of scrapes: as they are stored, the side with more of them is greater. */
function scalingFor({ facts, magnitudes }: TopFrameOptions) {
  const profileType = parseProfileType(facts.profileType);
  const durationsSeconds: Pair = [facts.sides[0]!.seconds, facts.sides[1]?.seconds ?? 0];
  const isTimed = durationsSeconds.every((seconds) => seconds > 0);
  const how =
    isTimed && normalisationsFor(kindOf(profileType)).includes('perSecond') ? 'perSecond' : 'raw';
  const wholes: Pair = [magnitudes[0]!, magnitudes[1]!];
  const [a, b] = facts.sides;
  const given = {
    ...{ profileType, durationsSeconds, magnitudes: wholes },
    ...(a && b && { scrapes: [a.scrapes, b.scrapes] as const }),
    ...(a?.series && b?.series && { series: [a.series, b.series] as const }),
  };
  return { ...scalingOf(how, given), formula: formulaOf(how, given) };
}

/** Ties stay in the order of the names. */
function greatestFirst(weights: readonly number[]): number[] {
  return [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b);
}
