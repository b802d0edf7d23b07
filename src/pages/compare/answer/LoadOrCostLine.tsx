import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { isFlagged, type Pair, type RowVerdict } from '#comparison';
import type { Comparison } from '../use-comparison';

export interface LoadOrCostLineProps {
  readonly comparison: Pick<Comparison, 'load' | 'requests'>;
  /** Of both sides, in the type's unit, undivided. */
  readonly values: Pair;
  /** Of what the values are of; undefined: not judged, or not yet. */
  readonly verdict: RowVerdict | undefined;
}

/** Whether a change is more requests or more for each, and by which metric. Of what is no more than noise there are no parts to speak of: they open. */
export function LoadOrCostLine({ comparison, values, verdict }: LoadOrCostLineProps) {
  const styles = useStyles2(getStyles);
  const { metric, formulas, caution, missing } = comparison.requests;
  const found = comparison.load?.of(values);
  if (!found) return missing === '' ? null : <p className={styles.line}>{missing}</p>;
  const how = [...found.formulas, `requests: rate of ${metric}`, ...formulas];
  const parts = (
    <p className={styles.line} title={how.join('\n')}>
      {found.text}
      {caution !== '' && <span className={styles.caution}> Requests: {caution}</span>}
    </p>
  );
  const doubt = doubtOf(verdict);
  if (doubt === '') return parts;
  return (
    <details className={styles.doubted}>
      <summary>
        Load or cost of {found.of}: {doubt}
      </summary>
      {parts}
    </details>
  );
}

/** Why a change is not to be taken apart; '' it may be. */
function doubtOf(verdict: RowVerdict | undefined): string {
  if (!verdict || isFlagged(verdict)) return '';
  if (verdict.verdict === 'within noise') return 'within noise';
  if (verdict.verdict === 'being judged') return 'being judged';
  return verdict.verdict === 'too few samples'
    ? 'too few samples to tell it from noise'
    : 'not told from noise';
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
    color: theme.colors.text.secondary,
  }),
  doubted: css({
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    summary: { cursor: 'pointer' },
    p: { marginLeft: theme.spacing(2) },
  }),
  caution: css({ color: theme.colors.warning.text }),
});
