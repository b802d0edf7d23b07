import { createDataFrame, FieldType, type DataFrame, type FieldDTO } from '@grafana/data';
import type { TopTable } from '#profile';
import { factsToMeta, type FrameFacts } from './frame-facts';
import { frameMeta } from './frame-meta';
import { grafanaUnit } from './grafana-unit';

export interface TopFrameOptions {
  readonly refId: string;
  readonly unit: string;
  /** What the shares are of, one a column of the table. */
  readonly totals: readonly number[];
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
 * comparison by the magnitude of the change of total, with `Delta` (comparison - baseline), `Change` (delta / baseline; null where the
 * baseline has none), `Baseline`, `Comparison` and `Delta self`.
 */
export function frameFromTopTable(table: TopTable, options: TopFrameOptions): DataFrame {
  const columns =
    table.columns.length > 1 ? comparedColumns(table, options) : oneColumn(table, options);
  const rows = greatestRows(table, options.limit);
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

function oneColumn({ columns }: TopTable, { unit, totals }: TopFrameOptions): NumberColumn[] {
  const { self, total } = columns[0]!;
  const share = (value: number) => (totals[0] === 0 ? null : value / totals[0]!);
  return [
    ['Self', (row) => self[row]!, unit],
    ['Self share', (row) => share(self[row]!), 'share'],
    ['Total', (row) => total[row]!, unit],
    ['Total share', (row) => share(total[row]!), 'share'],
  ];
}

function comparedColumns({ columns }: TopTable, { unit }: TopFrameOptions): NumberColumn[] {
  const [baseline, comparison] = [columns[0]!, columns[1]!];
  const delta = (row: number) => comparison.total[row]! - baseline.total[row]!;
  return [
    ['Delta', delta, unit],
    [
      'Change',
      (row) => (baseline.total[row] === 0 ? null : delta(row) / baseline.total[row]!),
      'share',
    ],
    ['Baseline', (row) => baseline.total[row]!, unit],
    ['Comparison', (row) => comparison.total[row]!, unit],
    ['Delta self', (row) => comparison.self[row]! - baseline.self[row]!, unit],
  ];
}

/** Ties stay in the order of the names. */
function greatestRows({ names, columns }: TopTable, limit: number): number[] {
  const [first, second] = [columns[0]!, columns[1]];
  const weight = names.map((_, row) =>
    second ? Math.abs(second.total[row]! - first.total[row]!) : first.self[row]!,
  );
  return names
    .map((_, row) => row)
    .sort((a, b) => weight[b]! - weight[a]! || a - b)
    .slice(0, Math.max(0, limit));
}
