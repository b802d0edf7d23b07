import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LoadingBar, useStyles2 } from '@grafana/ui';
import { GUTTER_PX } from './plot-geometry';
import { seriesOf } from './series-of-chart';
import type { TimelineChartState } from './timeline-types';

/** Loading, empty and failed, over the plot: the picture that was there before stays visible below. */
export function ChartState({
  state,
  widthPx,
}: {
  readonly state: TimelineChartState;
  readonly widthPx: number;
}) {
  const styles = useStyles2(getStyles);
  const bare = seriesOf(state).length === 0;
  if (state.kind === 'ready') return bare ? <Words text="No series." /> : null;
  if (state.kind === 'empty') return <Words text={state.reason} />;
  if (state.kind === 'failed')
    return (
      <div
        className={cx(styles.words, styles.failed, bare ? styles.bare : styles.strip)}
        role="status"
        // Words that are longer than the chart is high scroll, by keys too.
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
      {bare && <Words text="Loading…" />}
    </>
  );
}

function Words({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={cx(styles.words, styles.bare)} role="status" tabIndex={0}>
      <span>{text}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  words: css({
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
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.3,
    overflowWrap: 'anywhere',
  }),
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
