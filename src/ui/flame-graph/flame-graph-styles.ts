import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';

/** The line under a picture that says what is too narrow for it. */
export const NARROW_PX = 20;

export function flameGraphStyles(theme: GrafanaTheme2) {
  return {
    host: css({
      position: 'relative',
      overflowX: 'hidden',
      overflowY: 'auto',
      background: theme.colors.background.primary,
      borderRadius: theme.shape.radius.default,
      '&:focus-visible': {
        outline: `2px solid ${theme.colors.primary.main}`,
        outlineOffset: 1,
      },
    }),
    narrow: css({
      height: NARROW_PX,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      lineHeight: `${NARROW_PX}px`,
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    stage: css({ position: 'sticky', top: 0, overflow: 'hidden', cursor: 'pointer' }),
    frames: css({
      position: 'absolute',
      inset: 0,
      width: '100%',
      // A canvas in a document spaces its letters as its surroundings do.
      letterSpacing: 'normal',
    }),
    highlights: css({
      position: 'absolute',
      inset: 0,
      width: '100%',
      pointerEvents: 'none',
    }),
  };
}
