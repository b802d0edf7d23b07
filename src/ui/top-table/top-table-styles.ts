import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PLACE_PX } from './place-columns';
import { grewColour, shrankColour } from '../change-colours';

export const ROW_PX = 26;
export const HEAD_PX = 28;
/** Least width of the names. */
export const NAME_MIN_PX = 260;

export function topTableStyles(theme: GrafanaTheme2) {
  return { ...frameStyles(theme), ...headStyles(theme), ...rowStyles(theme) };
}

/** A button that looks like the text that it is. */
function plainButton(theme: GrafanaTheme2) {
  return {
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    letterSpacing: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    '&:focus-visible': {
      outline: `2px solid ${theme.colors.primary.main}`,
      outlineOffset: 1,
      borderRadius: theme.shape.radius.default,
    },
  } as const;
}

function frameStyles(theme: GrafanaTheme2) {
  return {
    whole: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
    bar: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      '&:not([hidden])': { minHeight: theme.spacing(3) },
    }),
    unit: css({
      flex: 'none',
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    scroller: css({ overflow: 'auto', background: theme.colors.background.primary }),
    // Columns of numbers are as wide as the widest number in sight; the names have what is left.
    table: css({
      width: '100%',
      borderCollapse: 'separate',
      borderSpacing: 0,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    formula: css({
      maxWidth: 520,
      whiteSpace: 'pre-line',
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.5, 1),
      fontVariantNumeric: 'tabular-nums',
    }),
    nothing: css({ margin: 0, padding: theme.spacing(2), color: theme.colors.text.secondary }),
  };
}

function headStyles(theme: GrafanaTheme2) {
  const head = {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    height: HEAD_PX,
    padding: theme.spacing(0, 1),
    background: theme.colors.background.primary,
    boxShadow: `inset 0 -1px ${theme.colors.border.medium}`,
    fontWeight: theme.typography.fontWeightMedium,
  } as const;
  return {
    nameHead: css({ ...head, width: '100%', minWidth: NAME_MIN_PX, textAlign: 'left' }),
    numberHead: css({ ...head, textAlign: 'right', whiteSpace: 'nowrap' }),
    placeHead: css({ ...head, textAlign: 'left', whiteSpace: 'nowrap' }),
    columnUnit: css({
      marginLeft: theme.spacing(0.5),
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    }),
    sort: css({ ...plainButton(theme), whiteSpace: 'nowrap' }),
    arrow: css({ display: 'inline-block', width: 14, fontSize: 9, textAlign: 'center' }),
  };
}

function rowStyles(theme: GrafanaTheme2) {
  const { action, border, text } = theme.colors;
  // Grey letters have too little contrast there.
  const legible = { color: text.primary, '& button span': { color: text.primary } };
  return {
    row: css({
      height: ROW_PX,
      cursor: 'pointer',
      '& > td': { borderBottom: `1px solid ${border.weak}` },
      '&:hover': { background: action.hover, ...legible },
    }),
    unclaimed: css({ color: text.secondary }),
    dimmed: css({ color: text.secondary }),
    highlighted: css({ background: action.hover, ...legible }),
    selected: css({ background: action.selected, ...legible }),
    // Without a width of its own, so that a long name is cut and does not widen its column.
    nameCell: css({ maxWidth: 0 }),
    name: css({ display: 'flex', alignItems: 'center', padding: theme.spacing(0, 1) }),
    nameButton: css({
      ...plainButton(theme),
      minWidth: 0,
      textAlign: 'left',
    }),
    presence: css({
      flex: 'none',
      marginLeft: theme.spacing(1),
      padding: theme.spacing(0, 0.5),
      border: `1px solid ${border.strong}`,
      borderRadius: theme.shape.radius.default,
      color: text.secondary,
    }),
    value: css({
      whiteSpace: 'nowrap',
      padding: theme.spacing(0, 1),
      textAlign: 'right',
      fontVariantNumeric: 'tabular-nums',
    }),
    // The end tells files apart.
    place: css({
      maxWidth: PLACE_PX,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      direction: 'rtl',
      textAlign: 'left',
      padding: theme.spacing(0, 1),
      color: text.secondary,
    }),
    grew: css({ color: grewColour(theme) }),
    shrank: css({ color: shrankColour(theme) }),
  };
}
