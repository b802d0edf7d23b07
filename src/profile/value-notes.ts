import type { Column } from './tree/call-tree';
import { magnitudeOf } from './tree/column';

/** What there is to know of a column's numbers before they are read, as sentences for the user. Mostly nothing. */
export function notesOfValues(column: Pick<Column, 'self'>): readonly string[] {
  const notes: string[] = [];
  if (column.self.some((value) => value < 0))
    notes.push(
      'The profile holds negative values: shares are of the sum without signs, and widths are without signs too.',
    );
  if (magnitudeOf(column) > 2 ** 53)
    notes.push('The values add up to more than 2^53: they are rounded to 15 digits.');
  return notes;
}
