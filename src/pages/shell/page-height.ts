import { createContext, useContext, useLayoutEffect, useState, type RefObject } from 'react';

/** Heights that a page has in its window, below what a host has above it: under each something takes less room, so that the picture begins in sight. */
const STEPS_PX = [860, 1000] as const;
type Step = (typeof STEPS_PX)[number];

/** What `belowHeight` selects by; before it is laid out a page is as high as any. */
export function heightSteps(heightPx: number): string {
  return STEPS_PX.filter((step) => heightPx < step).join(' ');
}

/** Selects an element on a page with less height. */
export const belowHeight = (px: Step) => `[data-lower~="${px}"] &`;

/** Of the page around, in CSS pixels. */
export const PageHeight = createContext(Infinity);

export function useIsBelow(px: Step): boolean {
  return useContext(PageHeight) < px;
}

/** From a page's top to the window's bottom when nothing is scrolled; Infinity where nothing is laid out. */
export function usePageHeight(page: RefObject<HTMLElement>): number {
  const [heightPx, setHeight] = useState(Infinity);
  useLayoutEffect(() => {
    const measure = () => {
      const { clientHeight } = document.documentElement;
      if (!page.current || clientHeight === 0) return;
      const top = page.current.getBoundingClientRect().top + window.scrollY;
      setHeight(clientHeight - Math.max(0, top));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [page]);
  return heightPx;
}
