import type { ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, Spinner, useStyles2 } from '@grafana/ui';

interface NoticeAction {
  readonly label: string;
  readonly onClick: () => void;
}

export interface NoticeProps {
  /** Empty, loading, partial and failed are four pictures. */
  readonly kind: 'loading' | 'empty' | 'partial' | 'failed';
  readonly title: string;
  /** The facts: a server's words, a place, a cause. Plain text, however hostile. */
  readonly facts?: string;
  /** What to do next. */
  readonly advice?: string;
  readonly action?: NoticeAction;
  /** Another way on. */
  readonly alternative?: NoticeAction;
  /** One line above a picture that stays, instead of a block in its place. */
  readonly inline?: boolean;
  readonly children?: ReactNode;
}

const ICONS = {
  empty: 'info-circle',
  partial: 'exclamation-triangle',
  failed: 'exclamation-circle',
} as const;

/** Why there is nothing, or less than everything, to see; with the next step. */
export function Notice(props: NoticeProps) {
  const { kind, title, facts, advice, action, alternative, inline, children } = props;
  const styles = useStyles2(getStyles);
  return (
    <div
      className={cx(styles.notice, styles[kind], inline ? styles.inline : styles.block)}
      role={kind === 'failed' ? 'alert' : 'status'}
      data-kind={kind}
    >
      <span className={styles.icon}>
        {kind === 'loading' ? <Spinner inline /> : <Icon name={ICONS[kind]} />}
      </span>
      <div className={styles.text}>
        <div className={styles.title}>{title}</div>
        {facts && <div className={styles.facts}>{facts}</div>}
        {advice && <div className={styles.advice}>{advice}</div>}
        {children}
      </div>
      {[action, alternative].map(
        (way) =>
          way && (
            <Button key={way.label} size="sm" variant="secondary" onClick={way.onClick}>
              {way.label}
            </Button>
          ),
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'flex-start',
    borderRadius: theme.shape.radius.default,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeftWidth: 3,
    background: theme.colors.background.secondary,
  }),
  inline: css({ padding: theme.spacing(0.75, 1.5) }),
  block: css({ padding: theme.spacing(2), margin: theme.spacing(1, 0) }),
  loading: css({ borderLeftColor: theme.colors.border.strong }),
  empty: css({ borderLeftColor: theme.colors.info.border }),
  partial: css({ borderLeftColor: theme.colors.warning.border }),
  failed: css({ borderLeftColor: theme.colors.error.border }),
  icon: css({ color: theme.colors.text.secondary, lineHeight: '20px' }),
  text: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  facts: css({
    color: theme.colors.text.primary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: 'pre-wrap',
  }),
  advice: css({ color: theme.colors.text.secondary }),
});
