import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import { buildComparisonRows, type ComparisonRow } from '#comparison';
import type { TopTable } from '#profile';
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
 * baseline has none), `Baseline`, `Comparison` and `Delta self`.
 */
export function frameFromTopTable(table: TopTable, options: TopFrameOptions): DataFrame {
  const { columns, weights } =
    table.columns.length > 1 ? comparedColumns(table, options) : oneColumn(table, options);
  const rows = greatestRows(weights, options.limit);
  const cut = table.names.length - rows.length;
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
      ...frameMeta({ executed: options.executed, notices }),
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

function comparedColumns(table: TopTable, { unit }: TopFrameOptions): Columns {
  const rows = buildComparisonRows(table);
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
  };
}

/** Ties stay in the order of the names. */
function greatestRows(weights: readonly number[], limit: number): number[] {
  return [...weights.keys()]
    .sort((a, b) => weights[b]! - weights[a]! || a - b)
    .slice(0, Math.max(0, limit));
}
