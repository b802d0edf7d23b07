import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { FloatingCard, type PointerPlace } from '../floating-card/FloatingCard';
import type { FrameDescription } from './describe';

interface FrameTooltipProps {
  readonly description: FrameDescription;
  readonly pointer: PointerPlace;
}

/** Follows the pointer. */
export function FrameTooltip({ description, pointer }: FrameTooltipProps) {
  const styles = useStyles2(getStyles);
  const { title, presence, facts } = description;
  return (
    <FloatingCard anchor={pointer} className={styles.card}>
      <div className={styles.title}>
        {title}
        {presence && <span className={styles.presence}>{presence}</span>}
      </div>
      <dl className={styles.facts}>
        {facts.map(({ label, value }) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
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
  facts: css({ margin: theme.spacing(0.5, 0, 0) }),
  fact: css({
    display: 'flex',
    gap: theme.spacing(2),
    justifyContent: 'space-between',
    '& dt': { color: theme.colors.text.secondary, fontWeight: 'normal', whiteSpace: 'nowrap' },
    '& dd': {
      margin: 0,
      textAlign: 'right',
      overflowWrap: 'anywhere',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
});
