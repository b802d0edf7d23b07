import type { TopTable } from '#profile';

/** A table as it is handed on: exact numbers, by name of the column. */
export interface HandedTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly [name: string, ...values: number[]])[];
}

/**
 * Of one column self and total, greatest self first; of two those of both sides and their deltas, `comparison - baseline`, what grew most
 * first. Then by name, in code unit order.
 */
export function handedTable({ names, columns }: TopTable): HandedTable {
  const [baseline, comparison] = columns;
  if (!baseline) throw new RangeError('a table without a column');
  if (!comparison)
    return {
      heads: ['name', 'self', 'total'],
      rows: names
        .map((name, i) => [name, baseline.self[i]!, baseline.total[i]!] as const)
        .sort((a, b) => b[1] - a[1] || byName(a, b)),
    };
  return {
    heads: [
      ...['name', 'baseline self', 'baseline total', 'comparison self', 'comparison total'],
      ...['delta self', 'delta total'],
    ],
    rows: names
      .map((name, i) => {
        const [self, total] = [baseline.self[i]!, baseline.total[i]!];
        const [nextSelf, nextTotal] = [comparison.self[i]!, comparison.total[i]!];
        return [
          name,
          self,
          total,
          nextSelf,
          nextTotal,
          nextSelf - self,
          nextTotal - total,
        ] as const;
      })
      .sort((a, b) => b[6] - a[6] || byName(a, b)),
  };
}

/** Those of a comparison that changed, most either way first; of one column all, as they are. */
export function rowsToShow({ heads, rows }: HandedTable): HandedTable['rows'] {
  if (!isComparison({ heads })) return rows;
  return rows
    .filter((row) => row[5] !== 0 || row[6] !== 0)
    .sort((a, b) => Math.abs(b[6]!) - Math.abs(a[6]!));
}

export function isComparison({ heads }: Pick<HandedTable, 'heads'>): boolean {
  return heads.length > 3;
}

function byName(a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]): number {
  return a[0] < b[0] ? -1 : Number(a[0] > b[0]);
}
