import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Pair } from '#comparison';
import type { Comparison } from '../use-comparison';

export interface LoadOrCostLineProps {
  readonly comparison: Pick<Comparison, 'load' | 'requests'>;
  /** Of both sides, in the type's unit, undivided. */
  readonly values: Pair;
}

/** Whether a change is more requests or more for each, and by which metric. */
export function LoadOrCostLine({ comparison, values }: LoadOrCostLineProps) {
  const styles = useStyles2(getStyles);
  const { metric, formulas, caution, missing } = comparison.requests;
  const found = comparison.load?.of(values);
  if (!found) return missing === '' ? null : <p className={styles.line}>{missing}</p>;
  const how = [...found.formulas, `requests: rate of ${metric}`, ...formulas];
  return (
    <p className={styles.line} title={how.join('\n')}>
      {found.text}
      {caution !== '' && <span className={styles.caution}> Requests: {caution}</span>}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
    color: theme.colors.text.secondary,
  }),
  caution: css({ color: theme.colors.warning.text }),
});
