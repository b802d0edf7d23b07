import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { CallTree } from '#profile';
import { nodeName } from './describe';
import { shorterNames } from './canvas/label';
import { pathTo } from './tree-path';

/** More callers than this are folded in the middle: a deep stack is no line of text. */
const SHOWN_CALLERS = 5;

export interface BreadcrumbsProps {
  readonly tree: CallTree;
  readonly focus: number;
  readonly onFocus: (node: number) => void;
}

/** Where the graph is: `total › serve › Checkout`, each a way back, and the way to the whole graph. */
export function Breadcrumbs({ tree, focus, onFocus }: BreadcrumbsProps) {
  const styles = useStyles2(getStyles);
  const path = pathTo(tree, focus);
  const folded = path.length - 1 - SHOWN_CALLERS;
  const shown = folded > 0 ? [0, ...path.slice(folded + 1)] : path;
  return (
    <nav className={styles.line} aria-label="Focus of the flame graph">
      <ol className={styles.path}>
        {shown.map((node) => (
          <li key={node} className={styles.step}>
            {node > 0 && <span aria-hidden="true">›</span>}
            {folded > 0 && node === shown[1] && <span>… {folded} more ›</span>}
            <button
              type="button"
              className={styles.name}
              title={nodeName(tree, node)}
              aria-current={node === focus ? 'location' : undefined}
              onClick={() => onFocus(node)}
            >
              {breadcrumbName(nodeName(tree, node))}
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={styles.whole}
        disabled={focus === 0}
        onClick={() => onFocus(0)}
      >
        <Icon name="history" size="sm" /> whole graph
      </button>
    </nav>
  );
}

/** Without the path of the package. */
function breadcrumbName(name: string): string {
  const forms = shorterNames(name);
  return forms[1] ?? name;
}

const getStyles = (theme: GrafanaTheme2) => {
  const button = {
    padding: theme.spacing(0, 0.5),
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: theme.colors.text.link,
    cursor: 'pointer',
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  };
  return {
    line: css({
      display: 'flex',
      gap: theme.spacing(2),
      justifyContent: 'space-between',
      alignItems: 'baseline',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    path: css({
      display: 'flex',
      flexWrap: 'wrap',
      minWidth: 0,
      margin: 0,
      padding: 0,
      listStyle: 'none',
    }),
    step: css({
      display: 'flex',
      minWidth: 0,
      alignItems: 'baseline',
      color: theme.colors.text.secondary,
    }),
    name: css({
      ...button,
      maxWidth: 260,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      '&[aria-current]': { color: theme.colors.text.primary, cursor: 'default' },
    }),
    whole: css({
      ...button,
      whiteSpace: 'nowrap',
      '&:disabled': {
        color: theme.colors.text.disabled,
        cursor: 'default',
        textDecoration: 'none',
      },
    }),
  };
};
