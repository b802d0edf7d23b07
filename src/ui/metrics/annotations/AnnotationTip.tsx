import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { FloatingCard } from '../../floating-card/FloatingCard';
import type { MarkGroup } from './annotation-layout';
import { markTime } from './annotation-labels';
import { MarkGlyph } from './AnnotationGlyph';

export interface MarkTipProps {
  readonly id: string;
  readonly group: MarkGroup;
  /** The glyph. */
  readonly anchor: Element;
  readonly timeZone: string | undefined;
  readonly pickable: boolean;
}

const MOST = 6;

/** What happened and when, below the glyph. */
export function MarkTip({ id, group, anchor, timeZone, pickable }: MarkTipProps) {
  const styles = useStyles2(getStyles);
  const { marks } = group;
  const rest = marks.length - MOST;
  return (
    <FloatingCard id={id} anchor={anchor} placement="bottom" gapPx={2} className={styles.card}>
      {marks.slice(0, MOST).map((mark, i) => (
        <div key={i} className={styles.mark}>
          <MarkGlyph kind={mark.kind} />
          <div>
            <div>
              {mark.kind}: {mark.text}
            </div>
            <div className={styles.time}>{markTime(mark, timeZone)}</div>
          </div>
        </div>
      ))}
      {rest > 0 && <div className={styles.time}>and {rest} more</div>}
      {pickable && (
        <div className={styles.hint}>
          {marks.length === 1 ? 'click: compare before with after' : 'click: choose one of them'}
        </div>
      )}
    </FloatingCard>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ maxWidth: 420, padding: theme.spacing(0.75, 1), lineHeight: 1.4 }),
  mark: css({
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
