import type { MouseEvent } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useHost } from '../../state/host';
import type { ViewState } from '../../state/view/view-state';
import { printView } from '../../state/view/view-url';

/** Whether a click on a link is for this page to follow, which then is all that happens. */
export function followed(event: MouseEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return false;
  event.preventDefault();
  return true;
}

interface ViewLinkProps {
  readonly to: ViewState;
  readonly onFollow: (view: ViewState) => void;
  readonly children: string;
}

/** A link with an address of its own, so that it can be opened in another tab. */
export function ViewLink({ to, onFollow, children }: ViewLinkProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  return (
    <a
      className={styles.link}
      href={host.linkTo(printView(to))}
      onClick={(event) => {
        if (followed(event)) onFollow(to);
      }}
    >
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
});
