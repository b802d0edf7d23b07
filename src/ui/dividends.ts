import type { CallTree, TopTable } from '#profile';

/** What the values that are shown were divided from: the same tree and table, before. */
export interface Dividends {
  readonly tree: CallTree;
  readonly table: TopTable;
  /** Of a value of a column with what it is divided by: `4.5 s ÷ 300 s`. */
  readonly textOf: (value: number, column: number) => string;
}
