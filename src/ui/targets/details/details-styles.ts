import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

export function detailsStyles(theme: GrafanaTheme2) {
  return { ...frameStyles(theme), ...textStyles(theme), ...factStyles(theme) };
}

function frameStyles(theme: GrafanaTheme2) {
  const { background, border, text } = theme.colors;
  return {
    pane: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      padding: theme.spacing(1.5),
      background: background.primary,
      border: `1px solid ${border.weak}`,
      borderRadius: theme.shape.radius.default,
      fontSize: theme.typography.bodySmall.fontSize,
      overflowY: 'auto',
    }),
    head: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
    name: css({
      flex: 1,
      minWidth: 0,
      margin: 0,
      fontSize: theme.typography.h5.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      overflowWrap: 'anywhere',
    }),
    path: css({ color: text.secondary, overflowWrap: 'anywhere' }),
    state: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      fontWeight: theme.typography.fontWeightMedium,
    }),
    actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) }),
    part: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.75), minWidth: 0 }),
    partTitle: css({
      margin: 0,
      fontSize: 'inherit',
      fontWeight: theme.typography.fontWeightMedium,
      color: text.secondary,
    }),
  };
}

function textStyles(theme: GrafanaTheme2) {
  const { text } = theme.colors;
  return {
    said: css({
      margin: 0,
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
    }),
    meaning: css({ margin: 0, color: text.secondary, overflowWrap: 'anywhere' }),
    server: css({
      margin: 0,
      overflowWrap: 'anywhere',
      whiteSpace: 'pre-wrap',
      fontFamily: theme.typography.fontFamilyMonospace,
    }),
    marks: css({ margin: 0, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
  };
}

function factStyles(theme: GrafanaTheme2) {
  const { border, text } = theme.colors;
  return {
    table: css({
      width: '100%',
      borderCollapse: 'collapse',
      'th, td': {
        padding: theme.spacing(0.25, 1, 0.25, 0),
        textAlign: 'left',
        verticalAlign: 'top',
        fontWeight: 'normal',
      },
      'thead th': { color: text.secondary },
      'tbody tr': { borderTop: `1px solid ${border.weak}` },
      'td[data-number]': {
        textAlign: 'right',
        whiteSpace: 'nowrap',
        fontVariantNumeric: 'tabular-nums',
      },
      'th[data-number]': { textAlign: 'right' },
    }),
    chip: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.75) }),
    link: css({
      padding: 0,
      border: 'none',
      background: 'none',
      font: 'inherit',
      color: text.link,
      cursor: 'pointer',
      textAlign: 'left',
      '&:hover': { textDecoration: 'underline' },
    }),
    facts: css({
      display: 'grid',
      gridTemplateColumns: 'max-content 1fr',
      gap: theme.spacing(0.25, 1.5),
      margin: 0,
      dt: { fontWeight: 'normal', color: text.secondary },
      dd: { margin: 0, minWidth: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
    }),
    more: css({
      '& > summary': { cursor: 'pointer', color: text.secondary },
      '&[open] > summary': { marginBottom: theme.spacing(0.5) },
    }),
  };
}
