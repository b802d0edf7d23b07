import { useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

/** A place in a grid, from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface RovingGrid {
  /** Where Tab leads to. */
  readonly at: GridPlace;
  readonly grid: RefObject<HTMLTableElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/**
 * One cell of a grid is in the order of Tab; arrows, Home, End, Page Up and Page Down lead to the others, with Ctrl to the corners. What takes
 * the focus in a cell says by `data-row` and `data-column` which one it is.
 */
export function useRovingGrid(rows: number, columns: number): RovingGrid {
  const grid = useRef<HTMLTableElement>(null);
  const [last, setLast] = useState<GridPlace>({ row: 0, column: 0 });
  const at = { row: clamp(last.row, rows), column: clamp(last.column, columns) };
  return {
    at,
    grid,
    onKeyDown: (event) => {
      const from = placeOf(event.target);
      const next = from && nextPlace(event, from, { rows, columns });
      if (!next) return;
      event.preventDefault();
      setLast(next);
      grid.current
        ?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)
        ?.focus();
    },
    onFocus: ({ target }) => {
      const place = placeOf(target);
      if (place) setLast(place);
    },
  };
}

function placeOf(target: EventTarget): GridPlace | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const { row, column } = target.dataset;
  if (row === undefined || column === undefined) return undefined;
  return { row: Number(row), column: Number(column) };
}

const STEPS = new Map<string, GridPlace>([
  ['ArrowDown', { row: 1, column: 0 }],
  ['ArrowUp', { row: -1, column: 0 }],
  ['ArrowRight', { row: 0, column: 1 }],
  ['ArrowLeft', { row: 0, column: -1 }],
  ['PageDown', { row: 10, column: 0 }],
  ['PageUp', { row: -10, column: 0 }],
  ['Home', { row: 0, column: -Infinity }],
  ['End', { row: 0, column: Infinity }],
]);

function nextPlace(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  from: GridPlace,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): GridPlace | undefined {
  const step = STEPS.get(key);
  if (!step || metaKey || altKey) return undefined;
  const isCorner = ctrlKey && step.column !== 0 && !Number.isFinite(step.column);
  return {
    row: clamp(from.row + (isCorner ? step.column : step.row), rows),
    column: clamp(from.column + step.column, columns),
  };
}

const clamp = (place: number, count: number) => Math.max(0, Math.min(count - 1, place));
