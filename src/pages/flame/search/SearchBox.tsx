import type { KeyboardEvent, Ref } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState } from '../../state/view/view-state';

export interface SearchBoxProps {
  readonly display: Pick<DisplayState, 'regex'>;
  readonly setDisplay: SetDisplay;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly canStep: boolean;
  readonly onStep: (by: 1 | -1) => void;
  /** Back to what is searched, by Escape. */
  readonly onLeave: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/** One search for graph and table. */
export function SearchBox(props: SearchBoxProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, search, canStep, onStep } = props;
  const press = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter' && canStep) onStep(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
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
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    width: 320,
    '[data-dense="true"] &': { flex: '1 1 180px', maxWidth: 320 },
  }),
});
