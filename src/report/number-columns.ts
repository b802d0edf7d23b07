import { columnFormat } from '#series';
import { isComparison, type HandedTable } from './table-columns';

/** How a column of numbers is written. */
export interface NumberColumn {
  /** `delta total, mcores` */
  readonly head: string;
  readonly isDelta: boolean;
  readonly textOf: (value: number) => string;
}

/** All but the names. Values have one unit and one number of decimals, and deltas, which are smaller, have theirs. */
export function numberColumns(handed: HandedTable, unit: string): readonly NumberColumn[] {
  const firstDelta = isComparison(handed) ? 5 : Infinity;
  const valuesIn = (isWanted: (column: number) => boolean) =>
    handed.rows.flatMap((row) => row.filter((_, at) => at > 0 && isWanted(at)) as number[]);
  const values = columnFormat(
    valuesIn((at) => at < firstDelta),
    unit,
  );
  const deltas = columnFormat(
    valuesIn((at) => at >= firstDelta),
    unit,
  );
  return handed.heads.slice(1).map((head, i) => {
    const isDelta = i + 1 >= firstDelta;
    return isDelta
      ? { head: deltas.headOf(head), isDelta, textOf: deltas.deltaOf }
      : { head: values.headOf(head), isDelta, textOf: values.textOf };
  });
}
