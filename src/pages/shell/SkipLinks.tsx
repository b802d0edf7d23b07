import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface SkipLinksProps {
  /** Whether the page has a flame graph, which is most of what it is looked at for. */
  readonly hasGraph: boolean;
  readonly main: () => HTMLElement | null;
}

/** The first stops of Tab, seen only while they have the focus: past the bar, and past all that stands before the graph. */
export function SkipLinks({ hasGraph, main }: SkipLinksProps) {
  const styles = useStyles2(getStyles);
  const toGraph = () => {
    const graph = main()?.querySelector<HTMLElement>('[role="treegrid"]');
    // While it is loading, what stands in its place says so.
    (graph ?? main())?.focus();
  };
  return (
    <div className={styles.links}>
      <button type="button" className={styles.link} onClick={() => main()?.focus()}>
        Skip to the content
      </button>
      {hasGraph && (
        <button type="button" className={styles.link} onClick={toGraph}>
          Skip to the flame graph
        </button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ position: 'relative', zIndex: theme.zIndex.navbarFixed }),
  link: css({
    position: 'absolute',
    left: theme.spacing(1),
    top: theme.spacing(1),
    padding: theme.spacing(0.5, 1),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    color: theme.colors.text.primary,
    boxShadow: theme.shadows.z2,
    // Out of sight and still a stop of Tab.
    '&:not(:focus)': {
      clipPath: 'inset(50%)',
      width: 1,
      height: 1,
      overflow: 'hidden',
      padding: 0,
    },
  }),
});
