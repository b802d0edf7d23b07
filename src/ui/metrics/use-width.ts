import { useLayoutEffect, useState, type RefObject } from 'react';

/** Inner width of an element in CSS pixels, followed; 0 before it is laid out. */
export function useWidth(element: RefObject<HTMLElement>): number {
  const [widthPx, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => setWidth(current.clientWidth);
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
