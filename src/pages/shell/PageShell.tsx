import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { KeysHelp } from '#ui';
import { useHost } from '../state/host';

/** The frame of every page: its bar, and what is under it one below the other. */
export function PageShell(props: { readonly bar: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  // Where nothing around the pages says the product's name, nothing around them has keys either.
  const isAlone = useHost().brand !== undefined;
  return (
    <KeysHelp className={styles.page} everywhere={isAlone}>
      {props.bar}
      <main className={styles.main}>{props.children}</main>
    </KeysHelp>
  );
}

/** A line of controls that wraps where the page is narrow. */
function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.row} aria-label={label}>
      {children}
    </section>
  );
}

PageShell.Row = Row;

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ flexGrow: 1, minWidth: 0, background: theme.colors.background.canvas }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 2),
  }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'end' }),
});
