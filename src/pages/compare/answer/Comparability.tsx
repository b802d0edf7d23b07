import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { comparabilityMessage, type ComparabilityFact } from '#comparison';

/** How far the sides can be compared: one line with all that warns; what else was looked at opens. */
export function Comparability({ facts }: { readonly facts: readonly ComparabilityFact[] }) {
  const styles = useStyles2(getStyles);
  if (facts.length === 0)
    return <p className={styles.unknown}>Nothing is known of how the sides were taken.</p>;
  const warns = facts.some(({ level }) => level === 'warn');
  // What warns stands in the line above.
  const listed = facts.filter(({ level }) => level === 'ok');
  return (
    <details className={styles.comparable}>
      <summary data-level={warns ? 'warn' : 'ok'}>{comparabilityMessage(facts)}</summary>
      <ul>
        {listed.map((fact) => (
          <li key={fact.topic}>✓ {fact.text}</li>
        ))}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  unknown: css({ margin: 0, color: theme.colors.text.secondary }),
  comparable: css({
    color: theme.colors.text.secondary,
    summary: { cursor: 'pointer' },
    ul: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 2),
      listStyle: 'none',
      margin: theme.spacing(0.5, 0, 0, 2),
    },
    'summary[data-level="warn"]': { color: theme.colors.warning.text },
  }),
});
