import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Annotation } from '#targets';
import { annotationLines, annotationRanges } from './annotation-layout';
import type { TimeScale } from '../plot/time-scale';

/** Below a chart's lines: a thin one where something happened, a faint range while an alert fired. */
export function AnnotationLines(props: {
  readonly annotations: readonly Annotation[];
  readonly scale: TimeScale;
}) {
  const { annotations, scale } = props;
  const styles = useStyles2(getStyles);
  return (
    <>
      {annotationRanges(annotations, scale).map(({ left, width }) => (
        <div key={`from ${left}`} className={styles.range} style={{ left, width }} />
      ))}
      {annotationLines(annotations, scale).map(({ x, kind }) => (
        <div
          key={`${x} ${kind}`}
          className={styles.line}
          style={{ left: x }}
          data-annotation-line={kind}
        />
      ))}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  range: css({
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
    '&[data-annotation-line="change"]': {
      borderLeft: `2px dashed ${theme.colors.text.primary}`,
    },
    '&[data-annotation-line="alert"]': {
      borderColor: `color-mix(in srgb, ${theme.colors.error.text} 55%, transparent)`,
    },
  }),
});
