import { useCallback, useState, type UIEvent } from 'react';

/** Rows above and below the visible ones, so that a quick scroll meets no blank. */
const SPARE_ROWS = 12;

export interface RowWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** Which of many rows of one height are worth being in the document. */
export function useRowWindow({
  count,
  rowPx,
  heightPx,
}: {
  count: number;
  rowPx: number;
  heightPx: number;
}): RowWindow {
  const [top, setTop] = useState(0);
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setTop(Math.floor(event.currentTarget.scrollTop / rowPx)),
    [rowPx],
  );
  const visible = Math.ceil(heightPx / rowPx);
  const first = Math.max(0, Math.min(top, count - visible) - SPARE_ROWS);
  return { first, end: Math.min(count, first + visible + 2 * SPARE_ROWS), onScroll };
}
