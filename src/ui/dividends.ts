import type { CallTree, TopTable } from '#profile';
import { exactValue } from './format';

/** What the values that are shown were divided from: the same tree and table, before. */
export interface Dividends {
  readonly tree: CallTree;
  readonly table: TopTable;
  /** Of a value of a column with what it is divided by: `4.5 s ÷ 300 s`. */
  readonly textOf: (value: number, column: number) => string;
}

/** Like a calculator: the 17th digit of a quotient is noise. */
export function exactQuotient(value: number, unit: string): string {
  return exactValue(Number(value.toPrecision(15)), unit);
}
