import { useLayoutEffect, useRef } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { MarkGroup } from './annotation-layout';
import { markTime } from './annotation-labels';
import { MarkGlyph } from './AnnotationGlyph';

export interface MarkTipProps {
  readonly id: string;
  readonly group: MarkGroup;
  readonly widthPx: number;
  readonly timeZone: string | undefined;
  readonly pickable: boolean;
}

const MOST = 6;

/** What happened and when, below the glyph and within its chart. */
export function MarkTip({ id, group, widthPx, timeZone, pickable }: MarkTipProps) {
  const styles = useStyles2(getStyles);
  const card = useRef<HTMLDivElement>(null);
  const { marks, x } = group;
  useLayoutEffect(() => {
    const { current } = card;
    if (!current) return;
    const left = Math.min(x - current.offsetWidth / 2, widthPx - current.offsetWidth);
    current.style.left = `${Math.max(left, 0)}px`;
  });
  const rest = marks.length - MOST;
  return (
    <div ref={card} id={id} className={styles.card} role="tooltip">
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
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    position: 'absolute',
    top: '100%',
    zIndex: theme.zIndex.tooltip,
    width: 'max-content',
    maxWidth: 'min(420px, 100%)',
    padding: theme.spacing(0.75, 1),
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.4,
  }),
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
