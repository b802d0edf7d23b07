import { useLayoutEffect, useState, type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import {
  autoUpdate,
  flip,
  offset,
  shift,
  useDismiss,
  useFloating,
  type OffsetOptions,
  type Placement,
} from '@floating-ui/react';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';

/** The pointer, in the window. */
export interface PointerPlace {
  readonly x: number;
  readonly y: number;
}

export interface FloatingCardProps {
  /** What it stands beside and follows. */
  readonly anchor: Element | PointerPlace;
  /** Where there is space for it; else it goes to another side. Beside a pointer it is below and to the right. */
  readonly placement?: Placement;
  readonly gapPx?: number;
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

const POINTER_GAP: OffsetOptions = { mainAxis: 14, alignmentAxis: 14 };
/** Between the card and the window's edge. */
const EDGE_PX = 4;

/**
 * A tooltip that we place ourselves: inside the window, never over its anchor, nothing for the pointer. Escape closes it; `key` says
 * what it is of, so that it opens again on the next thing.
 */
export function FloatingCard(props: FloatingCardProps) {
  const { anchor, placement = 'bottom-start', gapPx, id, className, children } = props;
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(true);
  const { refs, floatingStyles, context } = useFloating({
    open,
    onOpenChange: setOpen,
    strategy: 'fixed',
    placement,
    middleware: [
      offset(gapPx ?? POINTER_GAP),
      flip({ padding: EDGE_PX, fallbackAxisSideDirection: 'end' }),
      shift({ padding: EDGE_PX }),
    ],
    whileElementsMounted: autoUpdate,
  });
  // Escape is also the key of what lies below, which goes on getting it.
  useDismiss(context, {
    outsidePress: false,
    capture: { escapeKey: true },
    bubbles: { escapeKey: true },
  });
  useLayoutEffect(() => {
    refs.setPositionReference(
      anchor instanceof Element
        ? anchor
        : { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) },
    );
  }, [refs, anchor]);
  if (!open) return null;
  return (
    <Portal>
      <div
        ref={refs.setFloating}
        id={id}
        className={cx(styles.card, className)}
        style={floatingStyles}
        role="tooltip"
      >
        {children}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    zIndex: theme.zIndex.tooltip,
    width: 'max-content',
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
