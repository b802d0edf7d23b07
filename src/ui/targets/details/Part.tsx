import type { ReactNode } from 'react';
import { useStyles2 } from '@grafana/ui';
import { detailsStyles } from './details-styles';

/** A stretch of the details under a title of its own. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  const styles = useStyles2(detailsStyles);
  return (
    <section className={styles.part} aria-label={title}>
      <h3 className={styles.partTitle}>{title}</h3>
      {children}
    </section>
  );
}
