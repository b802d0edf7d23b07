import { useLayoutEffect, useState, type RefObject } from 'react';

const MARGIN_PX = 16;

/** Height from an element's top to the window's bottom, at least `leastPx`. */
export function useRoomBelow(element: RefObject<HTMLElement>, leastPx: number): number {
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
