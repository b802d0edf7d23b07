import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LoadingBar, Tooltip, useStyles2 } from '@grafana/ui';
import { useElementSize } from '../../use-element-size';
import { GUTTER_PX } from '../plot/time-scale';
import { seriesOf, type TimelineChartState } from '../timeline-types';

/** Loading, empty and failed, over the plot: the picture that was there before stays visible below. */
export function ChartState({
  title,
  state,
  widthPx,
  heightPx,
}: {
  /** What the chart is of. */
  readonly title: string;
  readonly state: TimelineChartState;
  readonly widthPx: number;
  readonly heightPx: number;
}) {
  const styles = useStyles2(getStyles);
  const bare = seriesOf(state).length === 0;
  if (state.kind === 'ready')
    return bare ? <Message text="No series." heightPx={heightPx} /> : null;
  if (state.kind === 'empty') return <Message text={state.reason} heightPx={heightPx} />;
  if (state.kind === 'failed')
    return (
      <div
        className={cx(styles.message, styles.failed, bare ? styles.bare : styles.strip)}
        role="status"
        // A message that is longer than the chart is high scrolls, by keys too.
        tabIndex={0}
      >
        <Icon name="exclamation-circle" size="sm" />
        <span>{state.message}</span>
      </div>
    );
  return (
    <>
      <div className={styles.bar}>
        <LoadingBar width={widthPx} />
      </div>
      {bare && <Message text={`Loading ${state.what ?? title} …`} heightPx={heightPx} />}
    </>
  );
}

interface MessageProps {
  readonly text: string;
  readonly heightPx: number;
}

const LINE_PX = 14;

/** As many lines as the chart is high; what is longer is cut there, and whole in a tooltip that opens on focus too. */
function Message({ text, heightPx }: MessageProps) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const isCut = useIsCut(box, text);
  const message = (
    <span
      className={styles.cut}
      style={{ WebkitLineClamp: Math.max(1, Math.floor(heightPx / LINE_PX)) }}
      role="status"
      tabIndex={isCut ? 0 : undefined}
    >
      {text}
    </span>
  );
  return (
    <div ref={box} className={cx(styles.message, styles.bare)}>
      {isCut ? <Tooltip content={text}>{message}</Tooltip> : message}
    </div>
  );
}

/** The text in the box is longer than what is seen of it. */
function useIsCut(box: RefObject<HTMLElement>, text: string) {
  const { widthPx, heightPx } = useElementSize(box);
  const [isCut, setCut] = useState(false);
  useLayoutEffect(() => {
    const { scrollHeight, clientHeight } = box.current!.firstElementChild!;
    setCut(scrollHeight > clientHeight);
  }, [box, widthPx, heightPx, text]);
  return isCut;
}

const getStyles = (theme: GrafanaTheme2) => ({
  message: css({
    position: 'absolute',
    inset: 0,
    display: 'flex',
    alignItems: 'safe center',
    justifyContent: 'safe center',
    gap: theme.spacing(0.75),
    padding: theme.spacing(0, 1),
    overflow: 'auto',
    background: `color-mix(in srgb, ${theme.colors.background.secondary} 60%, transparent)`,
    color: theme.colors.text.secondary,
    fontSize: 11,
    lineHeight: `${LINE_PX}px`,
    overflowWrap: 'anywhere',
  }),
  cut: css({ display: '-webkit-box', WebkitBoxOrient: 'vertical', overflow: 'hidden' }),
  failed: css({ color: theme.colors.error.text }),
  /** Without lines there are no value labels either. */
  bare: css({ left: -GUTTER_PX }),
  /** At the foot, so that the old lines are seen above it. */
  strip: css({
    top: 'auto',
    maxHeight: '100%',
    padding: theme.spacing(0.25, 1),
    background: `color-mix(in srgb, ${theme.colors.background.secondary} 88%, transparent)`,
  }),
  bar: css({ position: 'absolute', top: 0, left: 0, right: 0, overflow: 'hidden' }),
});
