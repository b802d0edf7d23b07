import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

const NAME_PX = 320;
const CELL_PX = 82;

export const unitMapStyles = (theme: GrafanaTheme2) => {
  const ground = theme.colors.background.primary;
  const first = { position: 'sticky', left: 0, background: ground, textAlign: 'left' } as const;
  return {
    scroller: css({
      overflow: 'auto',
      maxHeight: '70vh',
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      background: ground,
      '&[data-stale="true"]': { opacity: 0.5 },
    }),
    table: css({
      borderCollapse: 'separate',
      borderSpacing: 1,
      fontSize: theme.typography.bodySmall.fontSize,
      fontVariantNumeric: 'tabular-nums',
      'th, td': { padding: 0, fontWeight: theme.typography.fontWeightRegular },
    }),
    corner: css({
      ...first,
      top: 0,
      zIndex: 2,
      color: theme.colors.text.secondary,
      '&&': { padding: theme.spacing(0.5, 1) },
    }),
    unit: css({
      position: 'sticky',
      top: 0,
      zIndex: 1,
      background: ground,
      maxWidth: CELL_PX * 2,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      '&&': {
        padding: theme.spacing(0.5, 1),
        fontWeight: theme.typography.fontWeightMedium,
        textAlign: 'center',
      },
    }),
    load: css({
      color: theme.colors.text.secondary,
      whiteSpace: 'nowrap',
      textAlign: 'center',
      '&&': { padding: theme.spacing(0.25, 1, 0.75) },
      'th&': first,
    }),
    name: css({
      ...first,
      zIndex: 1,
      width: NAME_PX,
      maxWidth: NAME_PX,
      overflow: 'hidden',
      '&&': { padding: theme.spacing(0, 1) },
    }),
    cell: css({ minWidth: CELL_PX }),
    value: css({
      display: 'block',
      padding: theme.spacing(0.25, 0.75),
      minHeight: 22,
      textAlign: 'right',
      whiteSpace: 'nowrap',
      color: theme.colors.text.secondary,
      '&[data-odd="true"]': { fontWeight: theme.typography.fontWeightBold },
      '&:hover': { outline: `1px solid ${theme.colors.text.primary}`, outlineOffset: -1 },
      '&:focus-visible': {
        outline: `2px solid ${theme.colors.primary.main}`,
        outlineOffset: -2,
      },
    }),
    under: css({ color: theme.colors.text.secondary, minHeight: theme.spacing(3) }),
    legend: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      alignItems: 'center',
      marginBottom: theme.spacing(0.5),
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    scale: css({ display: 'inline-flex', gap: theme.spacing(0.5), alignItems: 'center' }),
    steps: css({ display: 'inline-flex', border: `1px solid ${theme.colors.border.weak}` }),
    step: css({ width: 14, height: 12 }),
    formula: css({ color: theme.colors.text.secondary }),
  };
};
