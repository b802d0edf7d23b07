import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { RowState } from '#targets';

/** A form of its own for each state, because colour alone is not seen by everyone. In a box of 10 by 10. */
const FORMS: Readonly<Record<RowState, string>> = {
  profiling: 'M5 1.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6Z',
  failing: 'M5 0.6L9.6 9.2H0.4Z',
  stale: 'M5 0.4L9.6 5L5 9.6L0.4 5Z',
  empty: 'M5 1.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7Z',
  neverScraped: 'M1.5 1.5H8.5V8.5H1.5Z',
  notProfiled: 'M1 5H9',
};

export interface StateMarkProps {
  readonly state: RowState;
  readonly sizePx?: number;
}

/** The state as a small form; the word is for whoever draws it. */
export function StatusIcon({ state, sizePx = 10 }: StateMarkProps) {
  const styles = useStyles2(getStyles);
  return (
    <svg
      className={cx(styles.mark, styles[state])}
      width={sizePx}
      height={sizePx}
      viewBox="0 0 10 10"
      aria-hidden="true"
      data-state={state}
    >
      <path d={FORMS[state]} />
    </svg>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { error, warning, success, text } = theme.colors;
  const full = (colour: string) => css({ fill: colour, stroke: 'none' });
  const hollow = (colour: string) => css({ fill: 'none', stroke: colour, strokeWidth: 1.5 });
  return {
    mark: css({ flex: 'none', display: 'inline-block' }),
    profiling: full(success.main),
    failing: full(error.text),
    stale: full(warning.main),
    empty: hollow(text.secondary),
    neverScraped: hollow(text.secondary),
    notProfiled: hollow(text.secondary),
  };
}
