import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ComparabilityFact } from '#comparison';
import type { ComparedView } from '../flame/scaled-view';
import { summaryMessage } from './summary-message';

export interface ComparisonAnswerProps {
  readonly compared: Pick<ComparedView, 'summary' | 'unit' | 'removed' | 'formula' | 'undivided'>;
  /** How far the sides can be compared; empty when nothing is known of it. */
  readonly facts: readonly ComparabilityFact[];
  readonly stale: boolean;
}

/** The answer in a sentence, the formula of its numbers, and how far the sides can be compared. */
export function ComparisonAnswer({ compared, facts, stale }: ComparisonAnswerProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.answer} aria-label="Answer" data-stale={stale}>
      <p className={styles.sentence}>{summaryMessage(compared.summary, compared.unit)}</p>
      <p className={styles.formula}>
        {stale && <b>Of the sides before, while the new ones load. </b>}
        {compared.removed.some((value) => value !== 0) && <b>Of the stacks that are shown. </b>}
        {compared.formula} {compared.undivided && <b>{compared.undivided}</b>}
      </p>
      <Comparable facts={facts} />
    </section>
  );
}

function Comparable({ facts }: { readonly facts: readonly ComparabilityFact[] }) {
  const styles = useStyles2(getStyles);
  const warned = facts.filter((fact) => fact.level === 'warn');
  if (facts.length === 0)
    return <p className={styles.unknown}>Nothing is known of how the sides were taken.</p>;
  return (
    <details className={styles.comparable}>
      <summary>
        {warned.length === 0
          ? 'Comparable: nothing that was checked differs'
          : `Compare with care: ${warned.map((fact) => fact.text).join('; ')}`}
      </summary>
      <ul>
        {facts.map((fact) => (
          <li key={fact.topic} data-level={fact.level}>
            {fact.level === 'ok' ? '✓' : '!'} {fact.text}
          </li>
        ))}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  answer: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    '&[data-stale="true"]': { opacity: 0.6 },
  }),
  sentence: css({
    fontSize: theme.typography.h4.fontSize,
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  }),
  formula: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  unknown: css({ margin: 0, color: theme.colors.text.secondary }),
  comparable: css({
    color: theme.colors.text.secondary,
    summary: { cursor: 'pointer' },
    ul: { listStyle: 'none', margin: theme.spacing(0.5, 0, 0, 2) },
    '[data-level="warn"]': { color: theme.colors.warning.text },
  }),
});
