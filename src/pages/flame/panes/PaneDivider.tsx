import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

export interface PaneDividerProps {
  /** Of the width of both, per cent that the first has. */
  readonly share: number;
  readonly onShare: (share: number) => void;
}

const [LEAST, MOST, STEP] = [20, 80, 4];

/** Between table and graph: dragged, or moved by arrow keys. */
export function PaneDivider({ share, onShare }: PaneDividerProps) {
  const styles = useStyles2(getStyles);
  const isDragged = useRef(false);
  const set = (next: number) => onShare(Math.round(Math.min(MOST, Math.max(LEAST, next))));

  function move(event: PointerEvent<HTMLDivElement>): void {
    if (!isDragged.current) return;
    const { left, width } = event.currentTarget.parentElement!.getBoundingClientRect();
    if (width > 0) set(((event.clientX - left) / width) * 100);
  }

  function press(event: KeyboardEvent): void {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -MOST, End: MOST }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(share + step);
  }

  return (
    <div
      role="separator"
      aria-label="Width of the table"
      aria-orientation="vertical"
      aria-valuenow={share}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      className={styles.divider}
      onPointerDown={(event) => {
        event.preventDefault();
        isDragged.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={() => (isDragged.current = false)}
      onPointerCancel={() => (isDragged.current = false)}
      onKeyDown={press}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  divider: css({
    flex: 'none',
    alignSelf: 'stretch',
    width: 12,
    marginInline: -6,
    cursor: 'col-resize',
    touchAction: 'none',
    background: `linear-gradient(${theme.colors.border.weak}, ${theme.colors.border.weak}) center / 1px 100% no-repeat`,
    '&:hover, &:focus-visible': {
      outline: 'none',
      background: `linear-gradient(${theme.colors.primary.main}, ${theme.colors.primary.main}) center / 3px 100% no-repeat`,
    },
    '@media (max-width: 899px)': { '[data-fit="false"] > [data-layout] > &': { display: 'none' } },
  }),
});
