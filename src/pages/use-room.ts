import { useLayoutEffect, useState, type RefObject } from 'react';

/** Height of an element in CSS pixels, followed; 0 before it is laid out. */
export function useRoom(element: RefObject<HTMLElement>): number {
  const [heightPx, setHeight] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const measure = () => setHeight(current.clientHeight);
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return heightPx;
}
