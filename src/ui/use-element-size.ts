import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

export interface ElementSize {
  /** Inner width in CSS pixels, without a scroll bar; 0 before the element is laid out. */
  readonly widthPx: number;
  /** Device pixels a CSS pixel. */
  readonly scale: number;
}

/** Follows the width of an element and the resolution of its screen. */
export function useElementSize(element: RefObject<HTMLElement>): ElementSize {
  const [widthPx, setWidth] = useState(0);
  const [scale, setScale] = useState(() => window.devicePixelRatio);

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

  useEffect(() => {
    if (typeof window.matchMedia !== 'function') return;
    const query = window.matchMedia(`(resolution: ${scale}dppx)`);
    const follow = () => setScale(window.devicePixelRatio);
    query.addEventListener?.('change', follow);
    return () => query.removeEventListener?.('change', follow);
  }, [scale]);

  return { widthPx, scale };
}
