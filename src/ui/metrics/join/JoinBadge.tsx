import { useContext, useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, Toggletip, useStyles2 } from '@grafana/ui';
import { AvailableWidth } from '../chart/available-width';
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
  const availablePx = useContext(AvailableWidth);
  const [open, setOpen] = useState(false);
  const { certainty, label } = props;
  const nothing = findsNothing(props);
  const text = badgeLabel(props);
  const known = certaintyOf(props);
  const small = availablePx < ICON_PX + text.length * GLYPH_PX;
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
        title={small ? text : undefined}
        data-certainty={certainty}
      >
        <Icon name={known.icon} size="xs" />
        {!small && <span>{text}</span>}
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

/** Icon, borders and paddings. */
const ICON_PX = 28;
/** Of a letter of the badge's text, which is smaller than its chart's, by estimate. */
const GLYPH_PX = 6;

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
