import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';

export interface ElementSize {
  /** Inner width and height in CSS pixels, without scroll bars; 0 before the element is laid out. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels a CSS pixel. */
  readonly scale: number;
}

/** Follows the size of an element and the resolution of its screen. */
export function useElementSize(element: RefObject<HTMLElement>): ElementSize {
  const [widthPx, setWidth] = useState(0);
  const [heightPx, setHeight] = useState(0);
  const [scale, setScale] = useState(() => window.devicePixelRatio);

  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const measure = () => {
      setWidth(current.clientWidth);
      setHeight(current.clientHeight);
    };
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

  return { widthPx, heightPx, scale };
}

/** Between what fills the rest of the window and its end. */
const MARGIN_PX = 16;

/** Height from an element's top to the window's bottom, at least `leastPx`. */
export function useHeightBelow(element: RefObject<HTMLElement>, leastPx: number): number {
  const [heightPx, setHeight] = useState(leastPx);
  // What is above can change at every drawing: a notice comes, a line wraps.
  useLayoutEffect(() => {
    const measure = () => {
      if (!element.current) return;
      const top = element.current.getBoundingClientRect().top + window.scrollY;
      setHeight(Math.max(leastPx, Math.floor(window.innerHeight - top - MARGIN_PX)));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  });
  return heightPx;
}
