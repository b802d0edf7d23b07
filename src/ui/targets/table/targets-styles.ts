import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export const LINE_PX = 30;
export const HEAD_PX = 30;

/** Under these widths of the table, in CSS pixels, columns give way to the others: the least that all of them take, with the gaps between. */
const NARROW = '@container targets (max-width: 1102px)';
const WIDE = '@container targets (min-width: 1102.01px)';
const NARROWER = '@container targets (max-width: 934px)';

const COLUMNS = [
  '28px',
  'minmax(200px, 4fr)',
  'minmax(110px, 1.4fr)',
  '112px',
  '136px',
  '148px',
  'minmax(104px, 296px)',
  'minmax(130px, 1.4fr)',
  '54px',
];
const ADDRESS_COLUMN = 2;
const NARROW_COLUMNS = [
  '28px',
  'minmax(180px, 3fr)',
  '136px',
  '82px',
  'minmax(104px, 290px)',
  'minmax(130px, 2fr)',
  '54px',
];
const NARROWER_COLUMNS = [
  '28px',
  'minmax(140px, 3fr)',
  '96px',
  '100px',
  'minmax(100px, 2fr)',
  '50px',
];

export function targetsStyles(theme: GrafanaTheme2) {
  return {
    ...frameStyles(theme),
    ...lineStyles(theme),
    ...placeStyles(theme),
    ...valueStyles(theme),
  };
}

const ellipsis = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

function frameStyles(theme: GrafanaTheme2) {
  const { border, background, text } = theme.colors;
  return {
    scroller: css({
      position: 'relative',
      overflow: 'auto',
      // Rows come and go above the visible ones; the browser must not make up for it.
      overflowAnchor: 'none',
      minWidth: 0,
      background: background.primary,
      border: `1px solid ${border.weak}`,
      borderRadius: theme.shape.radius.default,
      fontSize: theme.typography.bodySmall.fontSize,
      container: 'targets / inline-size',
      '&[data-stale="true"] [role="rowgroup"]': { opacity: 0.6 },
    }),
    head: css({
      position: 'sticky',
      top: 0,
      zIndex: 2,
      height: HEAD_PX,
      background: background.primary,
      boxShadow: `inset 0 -1px ${border.medium}`,
      color: text.secondary,
      whiteSpace: 'nowrap',
    }),
    lines: css({ position: 'relative' }),
    sort: css({
      padding: 0,
      border: 'none',
      background: 'none',
      font: 'inherit',
      letterSpacing: 'inherit',
      color: 'inherit',
      cursor: 'pointer',
      '&:hover': { color: text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 1 },
    }),
    arrow: css({ display: 'inline-block', width: 14, fontSize: 9, textAlign: 'center' }),
  };
}

function lineStyles(theme: GrafanaTheme2) {
  const { action, border, primary, text } = theme.colors;
  return {
    grid: css({
      display: 'grid',
      alignItems: 'center',
      columnGap: theme.spacing(1),
      paddingInline: theme.spacing(1),
      gridTemplateColumns: COLUMNS.join(' '),
      '& > [data-column="types"]': { paddingLeft: theme.spacing(1.5) },
      '& > [data-column="open"]': { textAlign: 'right', whiteSpace: 'nowrap' },
      [WIDE]: {
        '& > [aria-colspan]': { gridColumn: '2 / span 3' },
        '[data-addresses="false"] & > [aria-colspan]': { gridColumn: '2 / span 2' },
        '[data-addresses="false"] &': {
          gridTemplateColumns: COLUMNS.filter((_, i) => i !== ADDRESS_COLUMN).join(' '),
          '& > [data-column="address"]': { display: 'none' },
        },
      },
      [NARROW]: {
        gridTemplateColumns: NARROW_COLUMNS.join(' '),
        // What the types are called says more than when they were scraped, which each tells on hover.
        '& > [data-column="address"], & > [data-column="scraped"], & > [data-column="memory"] > svg, & [data-part="badge"] ~ [data-part="badge"]':
          { display: 'none' },
      },
      [NARROWER]: {
        gridTemplateColumns: NARROWER_COLUMNS.join(' '),
        '& [data-part="type"], & > [data-column="memory"], & > [data-column="cpu"] > svg, & [data-part="badge"]':
          { display: 'none' },
      },
    }),
    line: css({
      position: 'absolute',
      left: 0,
      right: 0,
      height: LINE_PX,
      // Nothing of a line is outside it, so that it is laid out and painted on its own.
      contain: 'strict',
      cursor: 'pointer',
      borderBottom: `1px solid ${border.weak}`,
      '&:hover': { background: action.hover },
      '&:focus': { outline: 'none' },
      '&:focus-visible': { boxShadow: `inset 0 0 0 2px ${primary.main}` },
      '&[data-opened="true"]': { background: action.selected },
    }),
    uncounted: css({
      '& > *': { color: text.disabled },
      // No alarm: the form says the state, and nothing has to be done about it.
      '& [data-state]': { filter: 'grayscale(1)', opacity: 0.7 },
    }),
  };
}

function placeStyles(theme: GrafanaTheme2) {
  const { action, border, primary, text } = theme.colors;
  return {
    choice: css({ display: 'flex', alignItems: 'center' }),
    checkbox: css({
      margin: 0,
      width: 14,
      height: 14,
      accentColor: primary.main,
      colorScheme: theme.isDark ? 'dark' : 'light',
    }),
    open: css({
      width: 24,
      height: 22,
      '&[aria-haspopup]': { marginLeft: 2, fontWeight: theme.typography.fontWeightBold },
      padding: 0,
      border: 'none',
      borderRadius: theme.shape.radius.default,
      background: 'none',
      color: text.primary,
      fontSize: theme.typography.body.fontSize,
      cursor: 'pointer',
      '&:hover': { background: action.hover },
      '&:focus-visible': { outline: `2px solid ${primary.main}` },
    }),
    way: css({
      padding: 0,
      font: 'inherit',
      border: 'none',
      background: 'none',
      color: text.link,
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${primary.main}` },
    }),
    place: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      minWidth: 0,
      overflow: 'hidden',
    }),
    chevron: css({ flex: 'none', width: 16, height: 16, color: text.secondary }),
    // All of it before any of what is below, and no more than stands beside the chevron: a title that gave way by a hair would end in an ellipsis.
    title: css({ ...ellipsis, flex: 'none', maxWidth: 'calc(100% - 22px)', color: 'inherit' }),
    strong: css({ fontWeight: theme.typography.fontWeightMedium }),
    detail: css({ ...ellipsis, flex: '0 1 auto', minWidth: 0, color: text.secondary }),
    badge: css({
      ...ellipsis,
      flex: '0 1 auto',
      minWidth: 0,
      padding: theme.spacing(0, 0.5),
      border: `1px solid ${border.medium}`,
      borderRadius: theme.shape.radius.default,
      color: text.secondary,
      lineHeight: '16px',
    }),
  };
}

function valueStyles(theme: GrafanaTheme2) {
  const { text } = theme.colors;
  return {
    text: css({ ...ellipsis, minWidth: 0, color: text.secondary }),
    value: css({
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      minWidth: 0,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    }),
    number: css({ flex: 'none', minWidth: 66, textAlign: 'right' }),
    headNumber: css({ textAlign: 'right' }),
    pending: css({ color: text.disabled }),
    chips: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
    chip: css({
      display: 'inline-flex',
      alignItems: 'center',
      gap: 3,
      minWidth: 10,
      fontSize: 11,
      color: text.secondary,
      '& > [data-part="type"]': ellipsis,
    }),
    state: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.75), minWidth: 0 }),
    words: css({ ...ellipsis, minWidth: 0 }),
  };
}
