import { frameName, type CallTree, type TopTable } from '#profile';
import type { Dividends } from '../dividends';
import { cellsOf, type TableCells } from '../top-table/table-columns';
import type { CallLine } from './call-lines';

export interface LineCellsQuestion {
  readonly tree: CallTree;
  /** Of functions, of the same columns. */
  readonly table: TopTable;
  readonly unit: string;
  /** What shares are of, one a column. */
  readonly magnitudes: readonly number[];
  readonly dividends?: Dividends | undefined;
}

/**
 * The columns of the table of functions for the lines of a tree, in one unit and number of decimals: these are decided by the whole, functions
 * and lines together, so that they stay while lines are opened. `row` is the place of a line. An interval and q are of a function in all, and no call's.
 */
export function cellsOfLines(
  lines: readonly CallLine[],
  { tree, table, unit, magnitudes, dividends }: LineCellsQuestion,
): TableCells {
  const ofLines = (values: Float64Array, more: readonly number[] | Float64Array = []) => {
    const all = new Float64Array(lines.length + more.length);
    lines.forEach(({ node }, i) => (all[i] = values[node]!));
    all.set(more, lines.length);
    return all;
  };
  // The whole, too: it is no line while another call is the first.
  const columns = tree.columns.map(({ self, total }, c) => ({
    self: ofLines(self, [self[0]!, ...table.columns[c]!.self]),
    total: ofLines(total, [total[0]!, ...table.columns[c]!.total]),
  }));
  const names = [...lines.map(({ node }) => lineName(tree, node)), '', ...table.names];
  return cellsOf({
    table: { ...table, names, columns },
    unit,
    magnitudes,
    dividends: dividends && {
      textOf: dividends.textOf,
      table: {
        ...dividends.table,
        columns: dividends.tree.columns.map(({ self, total }) => ({
          self: ofLines(self),
          total: ofLines(total),
        })),
      },
    },
  });
}

/** '' is a function that the profile does not tell. */
export function lineName({ frames, frame }: CallTree, node: number): string {
  return frame[node]! < 0 ? 'total' : frameName(frames, frame[node]!);
}
