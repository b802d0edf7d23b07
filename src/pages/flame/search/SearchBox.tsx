import type { KeyboardEvent, Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, IconButton, useStyles2 } from '@grafana/ui';
import type { SearchMessage } from './search-message';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState } from '../../state/view/view-state';

export interface SearchBoxProps {
  readonly display: Pick<DisplayState, 'regex' | 'onlyMatches' | 'layout'>;
  readonly setDisplay: SetDisplay;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly words: SearchMessage;
  /** `3 of 12`: which match the keys are on, of how many; '' none is. */
  readonly place: string;
  readonly canStep: boolean;
  readonly onStep: (by: 1 | -1) => void;
  /** Back to what is searched, by Escape. */
  readonly onLeave: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** One search for graph and table: what it found, and the way from match to match. */
export function SearchBox(props: SearchBoxProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, search, words, canStep, onStep } = props;
  const press = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter' && canStep) onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div className={styles.box} onKeyDown={press}>
        <FilterInput
          ref={props.inputRef}
          aria-label="Search functions"
          placeholder={`Search functions${display.regex ? ' (regex)' : ''}`}
          escapeRegex={false}
          value={search}
          onChange={props.onSearch}
        />
        <Button
          variant={display.regex ? 'primary' : 'secondary'}
          fill={display.regex ? 'solid' : 'outline'}
          aria-label="Regular expression"
          aria-pressed={display.regex}
          tooltip="The search is a regular expression (RE2)"
          onClick={() => setDisplay({ regex: !display.regex }, 'replace')}
        >
          .*
        </Button>
      </div>
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
              tooltip="The table has the rows that the search finds, or all of them"
              onClick={() => setDisplay({ onlyMatches: !display.onlyMatches }, 'replace')}
            >
              Only matches
            </Button>
          )}
        </div>
      )}
      <span className={styles.words} role="status" data-invalid={words.invalid || undefined}>
        {props.place === '' ? words.text : `${props.place} · ${words.text}`}
      </span>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    width: 320,
    '[data-dense="true"] &': { flex: '1 1 180px', maxWidth: 320 },
  }),
  steps: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  words: css({
    color: theme.colors.text.secondary,
    lineHeight: theme.spacing(4),
    fontVariantNumeric: 'tabular-nums',
    '&[data-invalid]': { color: theme.colors.error.text },
  }),
});
