import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { FloatingCard, type PointerPlace } from '../floating-card/FloatingCard';
import type { FrameDescription } from './describe';

interface FrameTooltipProps {
  readonly description: FrameDescription;
  readonly pointer: PointerPlace;
}

/** Follows the pointer, above it: its callees are below. */
export function FrameTooltip({ description, pointer }: FrameTooltipProps) {
  const styles = useStyles2(getStyles);
  const { title, presence, brief } = description;
  return (
    <FloatingCard anchor={pointer} placement="top-start" className={styles.card}>
      <div className={styles.title}>
        {title}
        {presence && <span className={styles.presence}>{presence}</span>}
      </div>
      {brief
        .filter((line) => line !== '')
        .map((line) => (
          <div key={line} className={styles.line}>
            {line}
          </div>
        ))}
    </FloatingCard>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ maxWidth: 480, padding: theme.spacing(1, 1.5) }),
  title: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  presence: css({
    marginLeft: theme.spacing(1),
    padding: theme.spacing(0, 0.5),
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
  }),
  line: css({
    color: theme.colors.text.secondary,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    '&:first-of-type': { color: theme.colors.text.primary },
  }),
});
