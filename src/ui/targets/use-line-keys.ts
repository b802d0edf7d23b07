import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { HEAD_PX, LINE_PX } from './targets-styles';
import type { TreeLine } from './tree-lines';

export interface LineKeys {
  readonly onActivate: (line: TreeLine) => void;
  readonly onChoose: (line: TreeLine) => void;
}

/**
 * One line is a tab stop. Up, Down, Page Up, Page Down, Home and End move it; Right opens a place or goes into it, Left closes it or
 * goes out of it; Enter activates, Space chooses.
 */
export function useLineKeys(
  scroller: RefObject<HTMLDivElement>,
  lines: readonly TreeLine[],
  { onActivate, onChoose }: LineKeys,
) {
  const [active, setActive] = useState('');
  const wanted = useRef(false);
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === active),
  );
  // The line may come into the document only after its place has been scrolled to.
  useEffect(() => {
    const element =
      wanted.current && scroller.current?.querySelector<HTMLElement>(`[data-line="${at}"]`);
    if (!element) return;
    wanted.current = false;
    element.focus({ preventScroll: true });
  });
  const goTo = (index: number) => {
    setActive(lines[index]!.id);
    wanted.current = true;
    reveal(scroller.current!, index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Checkboxes and buttons inside a line have keys of their own.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.line === undefined) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const line = lines[at];
    if (!line) return;
    const target = targetOf(event.key, at, lines);
    if (target !== undefined) goTo(target);
    else if (isActivation(event.key, line)) onActivate(line);
    else if (event.key === ' ') onChoose(line);
    else return;
    event.preventDefault();
  };
  return { at, setActive, onKeyDown };
}

/** Enter always; the arrows where they open or close a place. */
function isActivation(key: string, { isOpen }: TreeLine): boolean {
  if (key === 'ArrowRight') return isOpen === false;
  if (key === 'ArrowLeft') return isOpen === true;
  return key === 'Enter';
}

function targetOf(key: string, at: number, lines: readonly TreeLine[]): number | undefined {
  const steps = new Map([
    ['ArrowDown', 1],
    ['ArrowUp', -1],
    ['PageDown', 10],
    ['PageUp', -10],
    ['Home', -lines.length],
    ['End', lines.length],
  ]);
  const step = steps.get(key);
  if (step !== undefined) return Math.min(lines.length - 1, Math.max(0, at + step));
  const line = lines[at]!;
  if (key === 'ArrowRight' && line.isOpen === true) return Math.min(at + 1, lines.length - 1);
  if (key === 'ArrowLeft' && line.isOpen !== true && line.parent >= 0) return line.parent;
  return undefined;
}

function reveal(scroller: HTMLElement, index: number): void {
  const top = index * LINE_PX;
  const room = scroller.clientHeight - HEAD_PX;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + LINE_PX > scroller.scrollTop + room) scroller.scrollTop = top + LINE_PX - room;
}
