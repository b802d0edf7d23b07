import {
  useCallback,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';

export interface RovingListOptions<Key> {
  /** What scrolls: a head that stays on top, and the rows below it. */
  readonly scroller: RefObject<HTMLElement>;
  readonly headPx: number;
  /** All rows are of one height. */
  readonly rowPx: number;
  /** Of each row, distinct, in the order that is shown. A new order is a new array. */
  readonly keys: readonly Key[];
  /** The row that Tab leads to as long as none has had the focus; the first one where there is no such row. */
  readonly start?: Key | undefined;
}

export interface RovingList {
  /** Indices of the rows that are to be in the document, from top to bottom. */
  readonly shown: readonly number[];
  /** Index of the row that Tab leads to. */
  readonly tabStop: number;
  /** Scrolls to a row and gives it the focus. */
  readonly goTo: (index: number) => void;
  /** Scrolls to a row that is out of sight. The same function at each render. */
  readonly reveal: (index: number) => void;
  /** The row that has the focus itself; undefined for a control inside one, which has keys of its own. */
  readonly rowOf: (event: KeyboardEvent) => number | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/** Rows above and below the visible ones, so that a quick scroll meets no blank. */
const SPARE_ROWS = 12;

/** With less of the list in the window it is not what is looked at. */
const FEWEST_SEEN = 4;
/** The details of what is selected lie over the window's end. */
const COVERED_PX = 110;

/** How much of a list that may be higher than what is left of the window is seen of it. */
function seenHeight(list: HTMLElement): number {
  return window.innerHeight - COVERED_PX - list.getBoundingClientRect().top;
}

/**
 * Thousands of rows of which few are in the document: those that are seen, some around them, and the one that Tab leads to. Up, Down,
 * Page Up, Page Down, Home and End move the focus. What takes the focus in a row says by `data-index` which one it is.
 */
export function useRovingList<Key>(options: RovingListOptions<Key>): RovingList {
  const { scroller, headPx, rowPx, keys, start } = options;
  const [active, setActive] = useState<Key>();
  const wanted = useRef(false);
  const tabStop = Math.max(0, keys.indexOf((active ?? start) as Key));
  // Of a new order first what is seen: what is spare follows a frame later.
  const isNew = useDeferredValue(keys) !== keys;
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    scrollPaddingEnd: headPx,
    overscan: isNew ? 0 : SPARE_ROWS,
    rangeExtractor: (range) => withIndex(defaultRangeExtractor(range), tabStop),
  });
  const shown = virtualizer.getVirtualItems().map(({ index }) => index);

  useEffect(() => {
    const row =
      wanted.current && scroller.current?.querySelector<HTMLElement>(`[data-index="${tabStop}"]`);
    if (!row) return;
    wanted.current = false;
    row.focus({ preventScroll: true });
  });

  function goTo(index: number): void {
    setActive(keys[index]);
    wanted.current = true;
    virtualizer.scrollToIndex(index);
  }

  const reveal = useCallback(
    (index: number) => {
      const list = scroller.current;
      const seenPx = list ? seenHeight(list) - headPx : 0;
      const isWhole = !list || seenPx >= list.clientHeight - headPx;
      if (isWhole || seenPx < FEWEST_SEEN * rowPx || list.contains(document.activeElement))
        return virtualizer.scrollToIndex(index);
      const atPx = index * rowPx - list.scrollTop;
      if (atPx < 0 || atPx + rowPx > seenPx)
        virtualizer.scrollToOffset(Math.max(0, index * rowPx - Math.floor(seenPx / 3)));
    },
    [virtualizer, scroller, headPx, rowPx],
  );

  function onKeyDown(event: KeyboardEvent): void {
    const from = rowOf(event);
    if (from === undefined) return;
    const target = targetOf(event.key, from, keys.length);
    if (target === undefined) return;
    event.preventDefault();
    goTo(target);
  }

  function onFocus({ target }: FocusEvent): void {
    const index = target.closest<HTMLElement>('[data-index]')?.dataset['index'];
    if (index !== undefined) setActive(keys[Number(index)]);
  }

  return { shown, tabStop, goTo, reveal, rowOf, onKeyDown, onFocus };
}

function rowOf({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): number | undefined {
  if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement)) return undefined;
  const { index } = target.dataset;
  return index === undefined ? undefined : Number(index);
}

const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['PageDown', 10],
  ['PageUp', -10],
  ['Home', -Infinity],
  ['End', Infinity],
]);

function targetOf(key: string, from: number, count: number): number | undefined {
  const step = STEPS.get(key);
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, from + step));
}

/** `sorted` with `index` in its place. */
function withIndex(sorted: number[], index: number): number[] {
  const at = sorted.findIndex((one) => one >= index);
  if (sorted[at] === index) return sorted;
  return at < 0 ? [...sorted, index] : [...sorted.slice(0, at), index, ...sorted.slice(at)];
}
