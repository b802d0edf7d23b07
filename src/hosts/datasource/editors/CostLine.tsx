import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** What a query costs the server, beside the fields that say so. */
export function CostLine({ children }: { readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <div className={styles.line}>{children}</div>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    alignSelf: 'flex-end',
    maxWidth: 420,
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
  }),
});
