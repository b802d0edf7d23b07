import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { linksOf } from './data-links';

/** What the panel's field options offer to open for a function. */
export function DataLinks(props: { readonly frame: DataFrame; readonly functionName: string }) {
  const styles = useStyles2(getStyles);
  const links = linksOf(props.frame, props.functionName);
  if (links.length === 0) return null;
  return (
    <nav className={styles.links} aria-label="Data links">
      {links.map((link, at) => (
        <LinkButton
          key={at}
          size="sm"
          variant="secondary"
          icon="external-link-alt"
          href={link.href}
          target={link.target}
          {...(link.onClick && { onClick: (event) => link.onClick?.(event) })}
        >
          {link.title}
        </LinkButton>
      ))}
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) }),
});
