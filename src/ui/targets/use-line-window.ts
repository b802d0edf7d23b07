import { useCallback, useDeferredValue, useState, type UIEvent } from 'react';
import { HEAD_PX, LINE_PX } from './targets-styles';
import type { TreeLine } from './tree-lines';

/** Lines above and below the visible ones, so that a quick scroll meets no blank. */
const SPARE_LINES = 12;

export interface LineWindow {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** Which of many lines are worth being in the document. Of new ones first those that are seen: what is spare follows a frame later. */
export function useLineWindow(lines: readonly TreeLine[], heightPx: number): LineWindow {
  const [top, setTop] = useState(0);
  const isNew = useDeferredValue(lines) !== lines;
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => setTop(Math.floor(event.currentTarget.scrollTop / LINE_PX)),
    [],
  );
  // A line that is cut at the top and one at the bottom.
  const visible = Math.ceil((heightPx - HEAD_PX) / LINE_PX) + 1;
  const at = Math.max(0, Math.min(top, lines.length - visible));
  const spare = isNew ? 0 : SPARE_LINES;
  return {
    first: Math.max(0, at - spare),
    end: Math.min(lines.length, at + visible + spare),
    onScroll,
  };
}
