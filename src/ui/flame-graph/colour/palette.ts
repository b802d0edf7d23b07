import type { OneSided } from '#comparison';

export type PaletteName = 'category' | 'change' | 'share';

/** Colours of one theme, a closed set. Text in `ink` reads on every fill of its list with a contrast of at least 4.5. */
export interface Palette {
  readonly fills: readonly string[];
  readonly ink: string;
  /** For frames that a search does not match. */
  readonly dimFills: readonly string[];
  readonly dimInk: string;
}

/**
 * Slot 0 has no category. The others are Paul Tol's "light" scheme, made for filled cells with black text and told apart with any
 * colour vision, in three lightnesses: https://sronpersonalpages.nl/~pault/#sec:qualitative
 */
const HUES = [
  '#77aadd',
  '#ee8866',
  '#eedd88',
  '#ffaabb',
  '#99ddff',
  '#44bb99',
  '#bbcc33',
  '#aaaa00',
];
const NEUTRAL = '#c8cad0';
export const CATEGORY_SLOTS = 1 + 3 * HUES.length;
/** After these, for what is not the reader's own: greys that let neighbours be told apart. */
const GREYS = { light: ['#d6d8dd', '#dfe1e5', '#e8e9ec'], dark: ['#85888f', '#8f9299', '#999ca3'] };
export const GREY_SLOTS = 3;

/** From gone (slot 0) through unchanged (5) to new or at least doubled (10). Blue and orange differ for every colour vision. */
const CHANGE = {
  light: [
    '#4a90dd',
    '#6aa5e4',
    '#8dbbec',
    '#b2d1f2',
    '#d5e6f8',
    '#dcdde0',
    '#fbe5cd',
    '#f9cd9f',
    '#f5b26c',
    '#f0963a',
    '#e67a0c',
  ],
  dark: [
    '#4f9cf5',
    '#5f9fe6',
    '#6fa2d8',
    '#82a4c9',
    '#94a6bb',
    '#9a9ca3',
    '#b5a48f',
    '#c8a274',
    '#d99d57',
    '#e8973b',
    '#f98f1e',
  ],
};

const THEMES = {
  light: { background: '#ffffff', dimInk: '#585b63', dim: 0.78 },
  dark: { background: '#181b1f', dimInk: '#a6a9b2', dim: 0.82 },
};
const INK = '#0b0c0e';

export function paletteOf(name: PaletteName, isDark: boolean): Palette {
  const theme = isDark ? 'dark' : 'light';
  const { background, dimInk, dim } = THEMES[theme];
  const fills = fillsOf(name, isDark);
  return {
    fills,
    ink: INK,
    dimFills: fills.map((fill) => mixColours(fill, background, dim)),
    dimInk,
  };
}

/** What a frame is besides its colour, which says nothing to some: a hatch and a word. */
export type FrameMark = OneSided | 'negative';

/** The lines of a hatched tile of 8 by 8 pixels: rising for new, falling for gone, level for a negative total. */
export const HATCH_PX = 8;
export const HATCH_LINES: Record<FrameMark, string> = {
  new: 'M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6',
  gone: 'M6 -2 L10 2 M0 0 L8 8 M-2 6 L2 10',
  negative: 'M0 2 L8 2 M0 6 L8 6',
};
export const HATCH_INK = 'rgba(11, 12, 14, 0.22)';

/** A share is as strong as a growth. */
function fillsOf(name: PaletteName, isDark: boolean): readonly string[] {
  if (name === 'category') return categoryFills(isDark);
  const change = CHANGE[isDark ? 'dark' : 'light'];
  return name === 'change' ? change : change.slice((change.length - 1) / 2);
}

function categoryFills(isDark: boolean): string[] {
  const base = [NEUTRAL, ...HUES].map((hue) => (isDark ? mixColours(hue, '#000000', 0.14) : hue));
  const lighter = base.slice(1).map((hue) => mixColours(hue, '#ffffff', isDark ? 0.3 : 0.42));
  const darker = base.slice(1).map((hue) => mixColours(hue, '#000000', isDark ? 0.12 : 0.13));
  return [...base, ...lighter, ...darker, ...GREYS[isDark ? 'dark' : 'light']];
}

/** `amount` 0 is `from`, 1 is `to`. */
function mixColours(from: string, to: string, amount: number): string {
  const a = channelsOf(from);
  const b = channelsOf(to);
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * amount));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
