import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { paletteOf } from './colour/palette';

/** The line under a picture that says what is too narrow for it. */
export const NARROW_PX = 20;

/** The library's own style sheet is for a page of its own; here its elements look like the canvas below them. */
export function flameGraphStyles(theme: GrafanaTheme2) {
  const { ink, dimInk } = paletteOf('category', theme.isDark);
  const background = theme.colors.background.primary;
  return {
    host: css({
      position: 'relative',
      overflowX: 'hidden',
      overflowY: 'auto',
      background,
      borderRadius: theme.shape.radius.default,
      '&:focus-visible': {
        outline: `2px solid ${theme.colors.primary.main}`,
        outlineOffset: 1,
      },
      // Until the library has caught up, the canvas covers it.
      '&[data-state="drawing"] canvas:first-child': { zIndex: 1 },
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
      height: '100%',
      // A canvas in a document spaces its letters as its surroundings do.
      letterSpacing: 'normal',
    }),
    highlights: css({
      position: 'absolute',
      inset: 0,
      width: '100%',
      height: '100%',
      zIndex: 2,
      pointerEvents: 'none',
    }),
    library: css({
      position: 'absolute',
      inset: 0,
      '& svg.d3-flame-graph': { display: 'block' },
      '& .d3-flame-graph rect, & .d3-flame-graph rect:hover': {
        stroke: background,
        strokeWidth: 1,
        fillOpacity: 1,
      },
      '& .d3-flame-graph .title': { display: 'none' },
      '& .d3-flame-graph .fade': { opacity: '1 !important' },
      '& g[name=""] > foreignObject': { display: 'none' },
      '& .d3-flame-graph-label': {
        ...theme.typography.bodySmall,
        fontFamily: theme.typography.fontFamily,
        fontSize: 12,
        letterSpacing: 'normal',
        lineHeight: '20px',
        margin: '0 0 0 4px',
        color: ink,
        textOverflow: 'clip',
      },
      '& g[data-dim] .d3-flame-graph-label': { color: dimInk },
    }),
  };
}
