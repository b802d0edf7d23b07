import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import {
  buildComparisonRows,
  divideTable,
  formulaOf,
  normalisationsFor,
  scalingOf,
  type ComparisonRow,
  type Pair,
} from '#comparison';
import type { TopTable } from '#profile';
import { kindOf, parseProfileType } from '#series';
import { factsToMeta, type FrameFacts, frameMeta } from './frame-facts';
import { grafanaUnit } from './grafana-unit';

export interface TopFrameOptions {
  readonly refId: string;
  readonly unit: string;
  /** What the shares are of, one a column of the table. */
  readonly magnitudes: readonly number[];
  /** Most rows; the notice says how many there were. */
  readonly limit: number;
  readonly facts: FrameFacts;
  readonly executed: string;
  readonly notices: readonly string[];
}

/** Pixels in Grafana's tables, which would make a name as narrow as a number. */
const NAME_WIDTH = 260;
const NUMBER_WIDTH = 105;

type NumberColumn = readonly [name: string, valueOf: (row: number) => number | null, unit: string];

const BY_TITLE = { function: 'Function', file: 'File', binary: 'Binary', package: 'Package' };

/**
 * The table's greatest rows, as a table of Grafana's: of one profile by self, with `Self`, `Self share`, `Total`, `Total share`; of a
 * comparison by the magnitude of the change of total, with `Delta` (comparison - baseline), `Change` (delta / |baseline|; null where the
 * baseline has none), `Baseline`, `Comparison` and `Delta self`, per second where the type has a rate, as the flame graph beside it. No
 * rows where a side has no profile: that is no measurement of 0.
 */
export function frameFromTopTable(table: TopTable, options: TopFrameOptions): DataFrame {
  const isComparison = table.columns.length > 1;
  const { columns, weights, formula } = isComparison
    ? comparedColumns(table, options)
    : oneColumn(table, options);
  const lacksSide = isComparison && options.facts.sides.some(({ scrapes }) => scrapes === 0);
  const rows = lacksSide ? [] : greatestRows(weights, options.limit);
  const cut = lacksSide ? 0 : table.names.length - rows.length;
  const notices = [
    ...options.notices,
    ...(cut > 0
      ? [`${rows.length} of ${table.names.length} rows: the limit is ${options.limit}.`]
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
      ...columns.map(([name, valueOf, unit]): FieldDTO => ({
        name,
        type: FieldType.number,
        values: rows.map(valueOf),
        config: { unit: grafanaUnit(unit), custom: { width: NUMBER_WIDTH } },
      })),
    ],
  });
}

interface Columns {
  readonly columns: readonly NumberColumn[];
  /** What the greatest rows are the greatest by, one a row of the table. */
  readonly weights: readonly number[];
  /** Of every delta. */
  readonly formula?: string;
}

function oneColumn({ columns }: TopTable, { unit, magnitudes }: TopFrameOptions): Columns {
  const { self, total } = columns[0]!;
  const share = (value: number) => (magnitudes[0] === 0 ? null : value / magnitudes[0]!);
  return {
    columns: [
      ['Self', (row) => self[row]!, unit],
      ['Self share', (row) => share(self[row]!), 'share'],
      ['Total', (row) => total[row]!, unit],
      ['Total share', (row) => share(total[row]!), 'share'],
    ],
    weights: [...self],
  };
}

function comparedColumns(table: TopTable, options: TopFrameOptions): Columns {
  const { divisors, unit, formula } = scalingFor(options);
  const rows = buildComparisonRows(divideTable(table, divisors));
  const column = (name: string, valueOf: (row: ComparisonRow) => number | null, of = unit) =>
    [name, (row: number) => valueOf(rows[row]!), of] as const;
  return {
    columns: [
      column('Delta', ({ delta }) => delta.total),
      column('Change', ({ change }) => change.total ?? null, 'share'),
      column('Baseline', ({ baseline }) => baseline.total),
      column('Comparison', ({ comparison }) => comparison.total),
      column('Delta self', ({ delta }) => delta.self),
    ],
    weights: rows.map(({ delta }) => Math.abs(delta.total)),
    formula,
  };
}

/** Windows hold different numbers of scrapes: as they are stored, the side with more of them is greater. */
function scalingFor({ facts, magnitudes }: TopFrameOptions) {
  const profileType = parseProfileType(facts.profileType);
  const durationsSeconds: Pair = [facts.sides[0]!.seconds, facts.sides[1]?.seconds ?? 0];
  const isTimed = durationsSeconds.every((seconds) => seconds > 0);
  const how =
    isTimed && normalisationsFor(kindOf(profileType)).includes('perSecond') ? 'perSecond' : 'raw';
  const wholes: Pair = [magnitudes[0]!, magnitudes[1]!];
  const given = { profileType, durationsSeconds, magnitudes: wholes };
  return { ...scalingOf(how, given), formula: formulaOf(how, given) };
}

/** Ties stay in the order of the names. */
function greatestRows(weights: readonly number[], limit: number): number[] {
  return [...weights.keys()]
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, Math.max(0, limit));
}
