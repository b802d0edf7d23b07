import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2, Field, LinkModel } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';

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

/** The data links of a function, as the value field's options say; `${__data.fields.label}` in them is its name. */
function linksOf(frame: DataFrame, functionName: string): readonly LinkModel[] {
  const value = frame.fields.find((field) => field.name === 'value');
  const label = frame.fields.find((field) => field.name === 'label');
  if (!label || !value?.getLinks || !value.config.links?.length) return [];
  const row = label.values.indexOf(valueNamed(label, functionName));
  return row < 0 ? [] : value.getLinks({ valueRowIndex: row });
}

/** What stands for a name in the field: itself, or its number in the enum. */
function valueNamed(label: Field, name: string): string | number {
  const names = label.config.type?.enum?.text;
  return names ? names.indexOf(name) : name;
}
