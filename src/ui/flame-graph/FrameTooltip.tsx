import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';
import { useLayoutEffect, useRef } from 'react';
import type { FrameDescription } from './describe';

const GAP_PX = 14;

interface FrameTooltipProps {
  readonly description: FrameDescription;
  /** The pointer, in the window. */
  readonly x: number;
  readonly y: number;
}

/** Follows the pointer and stays in the window. */
export function FrameTooltip({ description, x, y }: FrameTooltipProps) {
  const styles = useStyles2(getStyles);
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (card.current) placeBeside(card.current, x, y);
  });
  const { title, presence, facts } = description;
  return (
    <Portal>
      <div ref={card} className={styles.card} role="tooltip">
        <div className={styles.title}>
          {title}
          {presence && <span className={styles.presence}>{presence}</span>}
        </div>
        <dl className={styles.facts}>
          {facts.map(({ label, value }) => (
            <div key={label} className={styles.fact}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Portal>
  );
}

function placeBeside(card: HTMLElement, x: number, y: number): void {
  const { offsetWidth: width, offsetHeight: height } = card;
  const left = x + GAP_PX + width > window.innerWidth ? x - GAP_PX - width : x + GAP_PX;
  const top = y + GAP_PX + height > window.innerHeight ? y - GAP_PX - height : y + GAP_PX;
  card.style.left = `${Math.max(4, left)}px`;
  card.style.top = `${Math.max(4, top)}px`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    position: 'fixed',
    left: 0,
    top: 0,
    zIndex: theme.zIndex.tooltip,
    maxWidth: 480,
    padding: theme.spacing(1, 1.5),
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  presence: css({
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
  }),
  facts: css({ margin: theme.spacing(0.5, 0, 0) }),
  fact: css({
    display: 'flex',
    gap: theme.spacing(2),
    justifyContent: 'space-between',
    '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal', whiteSpace: 'nowrap' },
    '& dd': {
      margin: 0,
      textAlign: 'right',
      overflowWrap: 'anywhere',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
});
