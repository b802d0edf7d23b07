import type { TopTable } from '#profile';

/** The frames that a row of the table sums up; never empty for a row of that table. */
export function framesOfRow(table: TopTable, row: number): readonly number[] {
  const frames: number[] = [];
  table.rowOfFrame.forEach((of, frame) => {
    if (of === row) frames.push(frame);
  });
  return frames;
}
