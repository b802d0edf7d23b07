import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Annotation } from '#targets';
import { markLines, markStretches } from './annotation-layout';
import type { TimeScale } from '../plot/time-scale';

/** Below a chart's lines: a thin one where something happened, a faint stretch while an alert fired. */
export function MarkLines(props: {
  readonly marks: readonly Annotation[];
  readonly scale: TimeScale;
}) {
  const { marks, scale } = props;
  const styles = useStyles2(getStyles);
  return (
    <>
      {markStretches(marks, scale).map(({ left, width }) => (
        <div key={`from ${left}`} className={styles.stretch} style={{ left, width }} />
      ))}
      {markLines(marks, scale).map(({ x, kind }) => (
        <div
          key={`${x} ${kind}`}
          className={styles.line}
          style={{ left: x }}
          data-mark-line={kind}
        />
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stretch: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    background: `color-mix(in srgb, ${theme.colors.error.text} 6%, transparent)`,
  }),
  line: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 0,
    borderLeft: `1px solid ${theme.colors.border.strong}`,
    '&[data-mark-line="alert"]': {
      borderColor: `color-mix(in srgb, ${theme.colors.error.text} 55%, transparent)`,
    },
  }),
});
