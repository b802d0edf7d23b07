import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { filterWords } from './filter-words';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState } from '../../state/view/view-state';

export interface CutListProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  /** What the filters took, in words; '' nothing. */
  readonly removed: string;
}

const PIVOTS = {
  callers: 'callers of',
  callees: 'callees of',
  both: 'callers and callees of',
};

/** What is done to the stacks, each with the way to take it back. */
export function CutList({ display, setDisplay, removed }: CutListProps) {
  const styles = useStyles2(getStyles);
  const { pivot, filters, recursion, rolledUp, by } = display;
  const cuts = [
    ...(pivot
      ? [{ words: `${PIVOTS[pivot.of]} ${pivot.functionName}`, change: { pivot: undefined } }]
      : []),
    ...(rolledUp && by !== 'function'
      ? [{ words: `rolled up by ${by}`, change: { rolledUp: false } }]
      : []),
    ...(recursion === 'collapsed'
      ? [{ words: 'recursion collapsed', change: { recursion: 'shown' as const } }]
      : []),
    ...filters.map((filter, index) => ({
      words: filterWords(filter),
      change: { filters: filters.filter((_, at) => at !== index) },
    })),
  ];
  if (cuts.length === 0) return null;
  return (
    <div className={styles.list} role="group" aria-label="What is cut">
      {cuts.map(({ words, change }) => (
        <Button
          key={words}
          size="sm"
          variant="secondary"
          icon="times"
          className={styles.cut}
          aria-label={`Remove: ${words}`}
          title={words}
          onClick={() => setDisplay({ ...change, focus: undefined })}
        >
          <span className={styles.words}>{words}</span>
        </Button>
      ))}
      {cuts.length > 1 && (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          onClick={() =>
            setDisplay({
              ...{ pivot: undefined, filters: [], recursion: 'shown', rolledUp: false },
              focus: undefined,
            })
          }
        >
          Remove all
        </Button>
      )}
      {removed !== '' && <span className={styles.removed}>{removed}</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'center' }),
  cut: css({ maxWidth: 420 }),
  words: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  removed: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
