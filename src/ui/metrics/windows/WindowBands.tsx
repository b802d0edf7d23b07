import type { KeyboardEvent, PointerEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { TimeRange } from '#series';
import { xOf, type TimeScale } from '../plot/time-scale';
import { formatRange } from '../time-text';
import type { TimelineWindow } from '../timeline-types';

export interface WindowBandsProps {
  readonly scale: TimeScale;
  readonly windows: readonly TimelineWindow[];
  /** Reached by Tab in one chart, as the edges are. */
  readonly reachable: boolean;
  readonly timeZone: string | undefined;
  readonly onGrab: (window: TimelineWindow, event: PointerEvent) => void;
  readonly onKey: (window: TimelineWindow, event: KeyboardEvent) => void;
}

/** The inside of each window, by which it is moved as a whole; of one that leaves no room there is none. */
export function WindowBands({ windows, scale, ...props }: WindowBandsProps) {
  const styles = useStyles2(getStyles);
  const { start, end } = scale.range;
  return (
    <>
      {movable(windows, scale.range).map((window) => {
        const left = xOf(scale, Math.max(window.range.start, start));
        const forKeys = props.reachable
          ? {
              role: 'slider',
              tabIndex: 0,
              'aria-label': `${window.label}, whole`,
              'aria-valuemin': start,
              'aria-valuemax': end,
              'aria-valuenow': window.range.start,
              'aria-valuetext': formatRange(window.range, props.timeZone),
              onKeyDown: (event: KeyboardEvent) => props.onKey(window, event),
            }
          : { 'aria-hidden': true };
        return (
          <div
            key={window.kind}
            className={styles.band}
            style={{ left, width: xOf(scale, Math.min(window.range.end, end)) - left }}
            data-inside={window.kind}
            onPointerDown={(event) => props.onGrab(window, event)}
            {...forKeys}
          />
        );
      })}
    </>
  );
}

/** The widest first, so that one inside of another lies over it. */
function movable(windows: readonly TimelineWindow[], { start, end }: TimeRange) {
  const width = ({ range }: TimelineWindow) => range.end - range.start;
  return windows
    .filter(({ range }) => range.start < end && range.end > start)
    .filter(({ range }) => range.start > start || range.end < end)
    .sort((a, b) => width(b) - width(a));
}

const getStyles = (theme: GrafanaTheme2) => ({
  band: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    cursor: 'grab',
    touchAction: 'none',
    '&:active': { cursor: 'grabbing' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
