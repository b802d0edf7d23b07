import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

interface CornerNoticeProps {
  readonly children: ReactNode;
  readonly failed?: boolean;
  readonly action: { readonly label: string; readonly onClick: () => void };
}

/** What came of an export, in a corner, where nothing has to make room for it. */
export function CornerNotice({ children, failed = false, action }: CornerNoticeProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notice} data-kind={failed ? 'failed' : undefined}>
      <span role={failed ? 'alert' : 'status'}>{children}</span>
      <Button size="sm" variant="secondary" fill="outline" onClick={action.onClick}>
        {action.label}
      </Button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    position: 'fixed',
    right: theme.spacing(2),
    bottom: theme.spacing(2),
    zIndex: theme.zIndex.portal,
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'center',
    maxWidth: `min(560px, calc(100vw - ${theme.spacing(4)}))`,
    padding: theme.spacing(1, 1.5),
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    '&[data-kind="failed"]': { borderColor: theme.colors.error.border },
  }),
});
