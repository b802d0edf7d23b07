import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Portal, useStyles2 } from '@grafana/ui';

export interface ShownFormula {
  readonly text: string;
  /** Corner of the number, in the window. */
  readonly right: number;
  readonly bottom: number;
}

/** How a number came about, under it. */
export function FormulaTooltip({ text, right, bottom }: ShownFormula) {
  const styles = useStyles2(getStyles);
  const fromRight = Math.max(4, window.innerWidth - right);
  return (
    <Portal>
      <div className={styles.card} role="tooltip" style={{ right: fromRight, top: bottom + 2 }}>
        {text}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    position: 'fixed',
    zIndex: theme.zIndex.tooltip,
    maxWidth: 520,
    padding: theme.spacing(0.5, 1),
    pointerEvents: 'none',
    background: theme.colors.background.elevated ?? theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
  }),
});
