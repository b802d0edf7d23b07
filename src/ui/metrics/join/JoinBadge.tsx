import { useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';
import {
  badgeLabel,
  certaintyOf,
  countLabel,
  findsNothing,
  type JoinBadgeProps,
} from './join-labels';
import { JoinDetails } from './JoinDetails';

/** How sure it is that a chart's metric is of what the profile is of, in few words; pressed, why, and other matchers. */
export function JoinBadge(props: JoinBadgeProps) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const { certainty, label } = props;
  const nothing = findsNothing(props);
  const text = badgeLabel(props);
  const known = certaintyOf(props);
  return (
    <Toggletip
      show={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      placement="bottom-start"
      title={<JoinTitle {...known} />}
      content={<JoinDetails {...props} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={cx(styles.badge, styles[certainty], nothing && styles.nothing)}
        aria-label={[`Metrics: ${label}`, known.label, countLabel(props)]
          .filter((part) => part !== '')
          .join('. ')}
        title={text}
        data-certainty={certainty}
      >
        <Icon name={known.icon} size="xs" />
        <span className={styles.text}>{text}</span>
      </button>
    </Toggletip>
  );
}

function JoinTitle({ icon, label }: ReturnType<typeof certaintyOf>) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.title}>
      <Icon name={icon} size="sm" /> {label}
    </span>
  );
}

/** In a chart's header that is narrower the icon stands alone. */
const TEXT_FROM_PX = 560;

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({
    display: 'inline-flex',
    flex: 'none',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    height: 18,
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    fontSize: 11,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    '&:hover, &[aria-expanded="true"]': {
      background: theme.colors.action.hover,
      color: theme.colors.text.primary,
    },
  }),
  text: css({
    [`@container chart-header (max-width: ${TEXT_FROM_PX - 1}px)`]: { display: 'none' },
  }),
  title: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'normal',
  }),
  same: css({}),
  wider: css({}),
  unsure: css({ borderStyle: 'dashed', borderColor: theme.colors.border.strong }),
  user: css({}),
  none: css({ borderStyle: 'dashed', borderColor: theme.colors.border.strong }),
  nothing: css({
    color: theme.colors.warning.text,
    borderColor: theme.colors.warning.border,
    '&:hover, &[aria-expanded="true"]': { color: theme.colors.warning.text },
  }),
});
