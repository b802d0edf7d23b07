import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, useStyles2 } from '@grafana/ui';
import type { SearchMessage } from './search-message';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState } from '../../state/view/view-state';

export interface MatchesProps {
  readonly display: Pick<DisplayState, 'onlyMatches' | 'layout'>;
  readonly setDisplay: SetDisplay;
  readonly search: string;
  readonly words: SearchMessage;
  /** `3 of 12`: which match the keys are on, of how many; '' none is. */
  readonly place: string;
  readonly canStep: boolean;
  readonly onStep: (by: 1 | -1) => void;
}

/** What a search found, and the way from match to match. */
export function Matches({ display, setDisplay, search, words, ...props }: MatchesProps) {
  const styles = useStyles2(getStyles);
  const { place, canStep, onStep } = props;
  return (
    <div className={styles.line} role="group" aria-label="Matches" data-empty={search === ''}>
      {search !== '' && (
        <div className={styles.steps}>
          <IconButton
            name="angle-up"
            size="lg"
            tooltip="Previous match (N)"
            disabled={!canStep}
            onClick={() => onStep(-1)}
          />
          <IconButton
            name="angle-down"
            size="lg"
            tooltip="Next match (n)"
            disabled={!canStep}
            onClick={() => onStep(1)}
          />
          {display.layout !== 'graph' && (
            <Button
              size="sm"
              variant={display.onlyMatches ? 'primary' : 'secondary'}
              fill={display.onlyMatches ? 'solid' : 'outline'}
              aria-pressed={display.onlyMatches}
              tooltip={
                display.layout === 'tree'
                  ? 'The tree has the stacks that the search finds, or all of them'
                  : 'The table has the rows that the search finds, or all of them'
              }
              onClick={() => setDisplay({ onlyMatches: !display.onlyMatches }, 'replace')}
            >
              Only matches
            </Button>
          )}
        </div>
      )}
      <span className={styles.words} role="status" data-invalid={words.invalid || undefined}>
        {place === '' ? words.text : `${place} · ${words.text}`}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    // There all the same, so that what it says is said to who does not see it.
    '&[data-empty="true"]': { position: 'absolute' },
  }),
  steps: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  words: css({
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
    '&[data-invalid]': { color: theme.colors.error.text },
  }),
});
