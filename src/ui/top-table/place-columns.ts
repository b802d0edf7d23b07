import { rowName, type CallTree, type TopTable } from '#profile';
import type { TableColumn } from './table-columns';

/** Where the functions of a table are, which stands beside them where it is asked for. */
export type PlaceKey = 'file' | 'binary';

/** Distinct and in order, one list a row of the table; '' is not told by the profile and left out. */
export interface PlacesOfRows {
  readonly key: PlaceKey;
  readonly names: readonly (readonly string[])[];
}

/** The files, or binaries, that the frames of each row are in. */
export function placesOfRows(tree: CallTree, table: TopTable, key: PlaceKey): PlacesOfRows {
  const sets = table.names.map(() => new Set<string>());
  table.rowOfFrame.forEach((row, frame) => {
    const name = rowName(tree.frames, frame, key);
    if (name !== '') sets[row]!.add(name);
  });
  return { key, names: sets.map((names) => [...names].sort()) };
}

/** Several in one cell: the first, and how many more; all of them on hover. */
export function placeColumn({ key, names }: PlacesOfRows): TableColumn {
  const texts = names.map(([first, ...more]) => {
    if (first === undefined) return '–';
    return more.length === 0 ? first : `${first} +${more.length}`;
  });
  const ranks = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]));
  return {
    key,
    title: key,
    unit: '',
    widthPx: PLACE_PX,
    isText: true,
    valueOf: (row) => ranks.get(texts[row]!)!,
    textOf: (row) => texts[row]!,
    formulaOf: (row) =>
      names[row]!.length === 0 ? `the profile tells no ${key}` : names[row]!.join('\n'),
  };
}

export const PLACE_PX = 180;
