import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { FloatingCard } from '../../floating-card/FloatingCard';
import type { AnnotationGroup } from './annotation-layout';
import { annotationTime } from './annotation-labels';
import { AnnotationGlyph } from './AnnotationGlyph';

export interface AnnotationTipProps {
  readonly id: string;
  readonly group: AnnotationGroup;
  /** The glyph. */
  readonly anchor: Element;
  readonly timeZone: string | undefined;
  readonly pickable: boolean;
}

const MOST = 6;

/** What happened and when, below the glyph. */
export function AnnotationTip({ id, group, anchor, timeZone, pickable }: AnnotationTipProps) {
  const styles = useStyles2(getStyles);
  const { annotations } = group;
  const rest = annotations.length - MOST;
  return (
    <FloatingCard id={id} anchor={anchor} placement="bottom" gapPx={2} className={styles.card}>
      {annotations.slice(0, MOST).map((annotation, i) => (
        <div key={i} className={styles.annotation}>
          <AnnotationGlyph kind={annotation.kind} />
          <div>
            <div>
              {annotation.kind}: {annotation.text}
            </div>
            <div className={styles.time}>{annotationTime(annotation, timeZone)}</div>
            {annotation.incomparable && <div>{annotation.incomparable}</div>}
          </div>
        </div>
      ))}
      {rest > 0 && <div className={styles.time}>and {rest} more</div>}
      {pickable && annotations.some(({ incomparable }) => incomparable === undefined) && (
        <div className={styles.hint}>
          {annotations.length === 1
            ? 'click: compare before with after'
            : 'click: choose one of them'}
        </div>
      )}
    </FloatingCard>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ maxWidth: 420, padding: theme.spacing(0.75, 1), lineHeight: 1.4 }),
  annotation: css({
    display: 'flex',
    gap: theme.spacing(0.75),
    overflowWrap: 'anywhere',
    '& svg': { flex: 'none', marginTop: 3 },
    '& + &': { marginTop: theme.spacing(0.5) },
  }),
  time: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  hint: css({
    marginTop: theme.spacing(0.5),
    paddingTop: theme.spacing(0.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
  }),
});
