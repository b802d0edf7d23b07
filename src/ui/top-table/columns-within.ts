import type { ColumnKey, TableColumn } from './table-columns';
import { NAME_MIN_PX } from './top-table-styles';

/** In a narrow room the answer and the names stay; what the answer is between goes first. */
const DROPPED: readonly (readonly ColumnKey[])[] = [
  ['totalShare', 'selfShare'],
  ['baseline', 'comparison'],
  ['deltaSelf'],
  ['interval'],
  ['binary'],
  ['file'],
];

/** Those that there is room for beside the names. `roomPx` 0: not known yet. */
export function columnsWithin(
  columns: readonly TableColumn[],
  roomPx: number,
): readonly TableColumn[] {
  if (roomPx === 0) return columns;
  let kept = columns;
  for (const keys of DROPPED) {
    const neededPx = kept.reduce((sum, { widthPx }) => sum + widthPx, NAME_MIN_PX);
    if (neededPx <= roomPx) break;
    kept = kept.filter(({ key }) => !keys.includes(key));
  }
  return kept;
}
