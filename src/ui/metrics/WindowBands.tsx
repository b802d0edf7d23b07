import type { KeyboardEvent, PointerEvent } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Draft } from './use-brush';
import { boxOf, xOf, type TimeScale } from './time-scale';
import { formatTime } from './time-text';
import type { TimelineWindow } from './timeline-types';
import type { Edge } from './window-arithmetic';
import { windowColours } from './window-colours';

export interface WindowBandsProps {
  readonly scale: TimeScale;
  readonly windows: readonly TimelineWindow[];
  readonly draft: Draft | undefined;
  /** Edges are reached by Tab here; in other charts by the pointer only, for the keyboard once is enough. */
  readonly reachable: boolean;
  readonly timeZone: string | undefined;
  readonly onGrabEdge: (window: TimelineWindow, edge: Edge, event: PointerEvent) => void;
  readonly onEdgeKey: (window: TimelineWindow, edge: Edge, event: KeyboardEvent) => void;
}

/** The selected stretches over a plot, each with its two edges, and the one that is being dragged. */
export function WindowBands(props: WindowBandsProps) {
  const styles = useStyles2(getStyles);
  const { scale, windows, draft } = props;
  const drafted = draft && boxOf(scale, draft.range);
  return (
    <>
      {windows.map((window) => (
        <Band key={window.kind} {...props} window={window} />
      ))}
      {draft && drafted && <div className={cx(styles.band, styles[draft.kind])} style={drafted} />}
    </>
  );
}

function Band({ window, ...props }: WindowBandsProps & { readonly window: TimelineWindow }) {
  const styles = useStyles2(getStyles);
  const { scale, draft } = props;
  const box = boxOf(scale, window.range);
  if (!box) return null;
  return (
    <>
      <div
        className={cx(styles.band, styles[window.kind], draft?.kind === window.kind && styles.left)}
        style={box}
      >
        <span className={styles.label} aria-hidden>
          {window.label}
        </span>
      </div>
      <EdgeHandle {...props} window={window} edge="start" />
      <EdgeHandle {...props} window={window} edge="end" />
    </>
  );
}

function EdgeHandle({
  window,
  edge,
  scale,
  reachable,
  timeZone,
  onGrabEdge,
  onEdgeKey,
}: WindowBandsProps & { readonly window: TimelineWindow; readonly edge: Edge }) {
  const styles = useStyles2(getStyles);
  const time = window.range[edge];
  if (time < scale.range.start || time > scale.range.end) return null;
  const forKeys = reachable
    ? {
        role: 'slider',
        tabIndex: 0,
        'aria-label': `${window.label}, ${edge}`,
        'aria-valuemin': scale.range.start,
        'aria-valuemax': scale.range.end,
        'aria-valuenow': time,
        'aria-valuetext': formatTime(time, 'moment', timeZone),
        onKeyDown: (event: KeyboardEvent) => onEdgeKey(window, edge, event),
      }
    : { 'aria-hidden': true };
  return (
    <div
      className={cx(styles.handle, styles[window.kind])}
      style={{ left: xOf(scale, time) }}
      onPointerDown={(event) => onGrabEdge(window, edge, event)}
      {...forKeys}
    />
  );
}

const HANDLE_PX = 9;

const getStyles = (theme: GrafanaTheme2) => {
  const colours = windowColours(theme);
  const kind = (colour: string) => css({ '--window': colour });
  return {
    window: kind(colours.window),
    baseline: kind(colours.baseline),
    comparison: kind(colours.comparison),
    zoom: kind(theme.colors.text.secondary),
    band: css({
      position: 'absolute',
      top: 0,
      bottom: 0,
      minWidth: 1,
      overflow: 'hidden',
      pointerEvents: 'none',
      background: 'color-mix(in srgb, var(--window) 16%, transparent)',
    }),
    /** Where the window was, while its new place is dragged. */
    left: css({ opacity: 0.4 }),
    label: css({
      position: 'absolute',
      top: 0,
      left: 4,
      maxWidth: 'calc(100% - 8px)',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      fontSize: 11,
      lineHeight: '14px',
      color: theme.colors.text.primary,
    }),
    handle: css({
      position: 'absolute',
      top: 0,
      bottom: 0,
      width: HANDLE_PX,
      marginLeft: -(HANDLE_PX - 1) / 2,
      cursor: 'ew-resize',
      touchAction: 'none',
      '&::after': {
        content: '""',
        position: 'absolute',
        top: 0,
        bottom: 0,
        left: (HANDLE_PX - 3) / 2,
        width: 3,
        background: 'var(--window)',
      },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
    }),
  };
};
