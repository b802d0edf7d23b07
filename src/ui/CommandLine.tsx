import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

export interface CommandLineProps {
  readonly text: string;
  /** What the button copies, in words. */
  readonly what?: string;
}

/** A command as it is typed, with a button that copies it. */
export function CommandLine({ text, what = 'command' }: CommandLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.line}>
      <code className={styles.code}>{text}</code>
      <ClipboardButton
        size="sm"
        variant="secondary"
        fill="text"
        icon="copy"
        aria-label={`Copy ${what}`}
        getText={() => text}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  code: css({
    flex: 1,
    minWidth: 0,
    padding: theme.spacing(0.5, 1),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  }),
});
