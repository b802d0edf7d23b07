import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import type { TimeRange } from '#series';
import type { TimelineWindow, WindowKind } from '../timeline-types';
import { WindowPicker } from './picker/WindowPicker';
import { windowColours } from './WindowFills';

export interface WindowListProps {
  readonly windows: readonly TimelineWindow[];
  readonly timeZone: string | undefined;
  /** The page's range. */
  readonly whole: TimeRange;
  readonly onChange: (range: TimeRange, kind: WindowKind) => void;
  readonly onClear: ((kind: WindowKind) => void) | undefined;
}

/** The selected windows in words: which, from when to when, how long; the words set it. */
export function WindowList({ windows, timeZone, whole, ...props }: WindowListProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label="Selected windows">
      {windows.map(({ kind, label, range }) => (
        <li key={kind} className={styles.window}>
          <span className={styles.swatch} data-window={kind} />
          <span>{label}</span>
          <WindowPicker
            {...{ label, range, whole, timeZone }}
            withLength
            onChange={(next) => props.onChange(next, kind)}
          />
          {props.onClear && (
            <IconButton
              name="times"
              size="sm"
              aria-label={`Clear ${label}`}
              onClick={() => props.onClear!(kind)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const colours = windowColours(theme);
  return {
    list: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '&:empty': { display: 'none' },
    }),
    window: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    swatch: css({
      width: 10,
      height: 10,
      forcedColorAdjust: 'none',
      background: colours.window,
      '&[data-window="baseline"]': { background: colours.baseline },
      '&[data-window="comparison"]': { background: colours.comparison },
    }),
  };
};
