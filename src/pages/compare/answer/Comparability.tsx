import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { comparabilityMessage, type ComparabilityFact } from '#comparison';
import { formatRange } from '#ui';
import { useIsBelow } from '../../shell/page-height';

interface ComparabilityProps {
  readonly facts: readonly ComparabilityFact[];
  readonly timeZone: string | undefined;
}

/** How far the sides can be compared: one line, and what was looked at, which is open where something of it warns and there is room. */
export function Comparability({ facts, timeZone }: ComparabilityProps) {
  const styles = useStyles2(getStyles);
  const isLow = useIsBelow(1000);
  if (facts.length === 0)
    return <p className={styles.unknown}>Nothing is known of how the sides were taken.</p>;
  const warns = doesWarn(facts);
  // In the line that stands above them there is of the differences only what they are of.
  const listed = facts.filter(({ topic }) => topic !== 'differences');
  const ofKind = (kind: Kind) => listed.filter((fact) => kindOf(fact) === kind);
  return (
    <details key={String(warns)} open={warns && !isLow} className={styles.comparable}>
      <summary data-level={warns ? 'warn' : 'ok'}>{comparabilityMessage(facts)}</summary>
      <ul>
        {[...ofKind('warns'), ...ofKind('differs'), ...ofKind('alike')].map((fact) => (
          <li key={fact.topic} data-kind={kindOf(fact)}>
            {MARKS[kindOf(fact)]} {textOf(fact, timeZone)}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function doesWarn(facts: readonly ComparabilityFact[]): boolean {
  return facts.some(({ level }) => level === 'warn');
}

type Kind = 'warns' | 'differs' | 'alike';
const MARKS: Readonly<Record<Kind, string>> = { warns: '!', differs: '≠', alike: '✓' };

/** Another place or time is what most comparisons are about. */
function kindOf({ level, topic, same }: ComparabilityFact): Kind {
  if (level === 'warn') return 'warns';
  return same === undefined && (topic === 'place' || topic === 'time') ? 'differs' : 'alike';
}

function textOf({ text, ranges }: ComparabilityFact, timeZone: string | undefined): string {
  if (!ranges) return text;
  return `time ${ranges.map((range) => formatRange(range, timeZone)).join(' against ')}`;
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
    'li[data-kind="warns"]': { color: theme.colors.warning.text },
    'li[data-kind="differs"]': { color: theme.colors.text.primary },
    'summary[data-level="warn"]': { color: theme.colors.warning.text },
  }),
});
