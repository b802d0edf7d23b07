/** Widths of a page, not of the window, for a host may have a bar of its own beside it: below each something takes less room. */
const STEPS_PX = [900, 1180, 1400] as const;

/** What `belowWidth` selects by; before it is laid out a page is as wide as any. */
export function widthSteps(widthPx: number): string {
  return STEPS_PX.filter((step) => widthPx > 0 && widthPx < step).join(' ');
}

/** Selects an element on a page that is narrower. */
export const belowWidth = (px: (typeof STEPS_PX)[number]) => `[data-below~="${px}"] &`;

/** Out of sight, still what names an element. */
export const UNSEEN = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

/** Buttons that have an icon show it alone. */
export const ICONS_ALONE = {
  '& button:has(> svg + span)': { position: 'relative', padding: '0 8px' },
  '& button > svg + span': UNSEEN,
} as const;
