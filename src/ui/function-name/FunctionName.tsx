import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { printable, type TopTable } from '#profile';
import { splitName } from './split-name';

export interface FunctionNameProps {
  readonly name: string;
  /** What it is the name of. */
  readonly by?: TopTable['by'];
}

/**
 * A name that gives way to its room and keeps its end: the package is grey and loses its middle first, then the name its head. The
 * whole one is for whoever shows it on hover and focus.
 */
export function FunctionName({ name, by = 'function' }: FunctionNameProps) {
  const styles = useStyles2(getStyles);
  const { path, last, own } = splitName(printable(endOf(name)), by);
  return (
    <span className={styles.name} dir="ltr">
      {path !== '' && <span className={styles.path}>{path}</span>}
      {last !== '' && <span className={styles.last}>{last}</span>}
      <span className={styles.own}>
        <bdi dir="ltr">{name === '' ? '(unknown)' : own}</bdi>
      </span>
    </span>
  );
}

/** No screen has room for more, and a browser lays out all that it is given. */
const LONGEST = 1000;

const endOf = (name: string) => (name.length > LONGEST ? `…${name.slice(-LONGEST)}` : name);

/** True where not all of the name inside `element` can be read. */
export function isShortened(element: Element, name: string): boolean {
  const parts = Array.from(element.querySelectorAll('span'));
  return (
    parts.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1) ||
    (name !== '' && element.textContent !== printable(name))
  );
}

const cut = { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: '1.2em' } as const;

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ display: 'flex', minWidth: 0, maxWidth: '100%', whiteSpace: 'pre' }),
  // So much more that the name gives way by less than a browser counts: a hair's breadth would cost it letters for an ellipsis.
  path: css({ ...cut, flex: '0 1000000 auto', color: theme.colors.text.secondary }),
  // Not a part of the room: that is no wider than the name where it fits.
  last: css({ flex: 'none', maxWidth: '24ch', ...cut, color: theme.colors.text.secondary }),
  // The tail is what tells functions apart.
  own: css({ ...cut, flex: '0 1 auto', direction: 'rtl' }),
});
