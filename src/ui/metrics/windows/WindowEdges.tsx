import type { KeyboardEvent, PointerEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { xOf, type TimeScale } from '../plot/time-scale';
import { formatTime } from '../time-text';
import type { TimelineWindow } from '../timeline-types';
import type { Edge } from './window-arithmetic';
import { windowColours } from './WindowFills';

export interface WindowEdgesProps {
  readonly scale: TimeScale;
  readonly windows: readonly TimelineWindow[];
  /** Reached by Tab in one chart; in the others by the pointer only, for the keyboard once is enough. */
  readonly reachable: boolean;
  readonly timeZone: string | undefined;
  readonly onGrab: (window: TimelineWindow, edge: Edge, event: PointerEvent) => void;
  readonly onKey: (window: TimelineWindow, edge: Edge, event: KeyboardEvent) => void;
}

const EDGES = ['start', 'end'] as const;

/** The two edges of each window in the range, to be dragged. */
export function WindowEdges({ windows, ...props }: WindowEdgesProps) {
  const { start, end } = props.scale.range;
  return (
    <>
      {windows.flatMap((window) =>
        EDGES.filter((edge) => window.range[edge] >= start && window.range[edge] <= end).map(
          (edge) => <EdgeHandle key={`${window.kind} ${edge}`} {...{ ...props, window, edge }} />,
        ),
      )}
    </>
  );
}

type EdgeHandleProps = Omit<WindowEdgesProps, 'windows'> & {
  readonly window: TimelineWindow;
  readonly edge: Edge;
};

function EdgeHandle({ window, edge, scale, reachable, timeZone, onGrab, onKey }: EdgeHandleProps) {
  const styles = useStyles2(getStyles);
  const colours = windowColours(useTheme2());
  const time = window.range[edge];
  const forKeys = reachable
    ? {
        role: 'slider',
        tabIndex: 0,
        'aria-label': `${window.label}, ${edge}`,
        'aria-valuemin': scale.range.start,
        'aria-valuemax': scale.range.end,
        'aria-valuenow': time,
        'aria-valuetext': formatTime(time, 'moment', timeZone),
        onKeyDown: (event: KeyboardEvent) => onKey(window, edge, event),
      }
    : { 'aria-hidden': true };
  return (
    <div
      className={styles.handle}
      style={{ left: xOf(scale, time), color: colours[window.kind] }}
      data-edge={`${window.kind} ${edge}`}
      onPointerDown={(event) => onGrab(window, edge, event)}
      {...forKeys}
    />
  );
}

const HANDLE_PX = 11;
const LINE_PX = 3;

const getStyles = (theme: GrafanaTheme2) => ({
  handle: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: HANDLE_PX,
    marginLeft: -HANDLE_PX / 2,
    cursor: 'ew-resize',
    touchAction: 'none',
    forcedColorAdjust: 'none',
    '&::after': {
      content: '""',
      position: 'absolute',
      top: 0,
      bottom: 0,
      left: (HANDLE_PX - LINE_PX) / 2,
      width: LINE_PX,
      background: 'currentColor',
    },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
