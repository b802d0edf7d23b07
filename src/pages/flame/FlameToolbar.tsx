import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { Picker } from '#ui';
import type { SearchMessage } from './search-message';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState, FilterState } from '../state/view/view-state';

export interface FlameToolbarProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly words: SearchMessage;
  /** What the filters took, in words; '' nothing. */
  readonly removed: string;
  /** A comparison colours by change, but its widths are a choice. */
  readonly compared: boolean;
  /** One line where it fits: choices say in their own words what they choose, without a name above them. */
  readonly dense?: boolean;
  readonly more?: ReactNode;
}

const LAYOUTS = [
  { label: 'Flame graph', value: 'graph' as const },
  { label: 'Table', value: 'table' as const },
  { label: 'Both', value: 'both' as const },
];
const ROWS = ['function', 'file', 'binary', 'package'] as const;
const WIDTHS = ['both', 'baseline', 'comparison'] as const;
const COLOURS = ['package', 'binary'] as const;

const FILTER_WORDS: Record<FilterState['kind'], string> = {
  keepStack: 'only stacks with',
  dropStack: 'without stacks with',
  hideFrame: 'hidden',
  showFrom: 'shown from',
};

/** How the graph and the table are shown, and what is cut out of them. */
export function FlameToolbar(props: FlameToolbarProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, words } = props;
  const { pivot } = display;
  return (
    <div className={styles.column} data-dense={props.dense}>
      <div className={styles.row} role="toolbar" aria-label="Flame graph and table">
        <RadioButtonGroup
          options={LAYOUTS}
          value={display.layout}
          onChange={(layout) => setDisplay({ layout })}
          aria-label="Layout"
        />
        <div className={styles.search}>
          <FilterInput
            aria-label="Search functions"
            placeholder={`Search functions${display.regex ? ' (regex)' : ''}`}
            escapeRegex={false}
            value={props.search}
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
        <span className={styles.words} role="status" data-invalid={words.invalid || undefined}>
          {words.text}
        </span>
        <Choices {...props} />
      </div>
      {(pivot || display.filters.length > 0) && (
        <div className={styles.row} role="group" aria-label="What is cut">
          {pivot && (
            <Button
              size="sm"
              variant="secondary"
              icon="times"
              onClick={() => setDisplay({ pivot: undefined, focus: undefined })}
              aria-label={`Remove: ${pivot.of} of ${pivot.functionName}`}
            >
              {pivot.of} of {pivot.functionName}
            </Button>
          )}
          {display.filters.map((filter, index) => (
            <Button
              key={`${filter.kind}${filter.functionName}`}
              size="sm"
              variant="secondary"
              icon="times"
              aria-label={`Remove: ${FILTER_WORDS[filter.kind]} ${filter.functionName}`}
              onClick={() =>
                setDisplay({
                  filters: display.filters.filter((_, at) => at !== index),
                  focus: undefined,
                })
              }
            >
              {FILTER_WORDS[filter.kind]} {filter.functionName}
            </Button>
          ))}
          <span className={styles.words}>{props.removed}</span>
        </div>
      )}
    </div>
  );
}

/** What is chosen from a few. */
function Choices(props: FlameToolbarProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay } = props;
  const named = (name: string) => (props.dense ? `${name} ` : '');
  return (
    <div className={styles.right}>
      <Button
        variant={display.inverted ? 'primary' : 'secondary'}
        fill={display.inverted ? 'solid' : 'outline'}
        icon="exchange-alt"
        aria-pressed={display.inverted}
        onClick={() => setDisplay({ inverted: !display.inverted, focus: undefined })}
        tooltip="Leaves first: what every function is called by"
      >
        Inverted
      </Button>
      <Picker
        label="Rows"
        options={ROWS.map((value) => ({ value, label: `${named('rows')}by ${value}` }))}
        value={display.by}
        onChange={(text) =>
          setDisplay({ by: ROWS.find((by) => by === text) ?? display.by, selected: undefined })
        }
      />
      {props.compared && (
        <Picker
          label="Width"
          options={WIDTHS.map((value) => ({ value, label: `${named('width:')}${value}` }))}
          value={display.width}
          onChange={(text) =>
            setDisplay({ width: WIDTHS.find((w) => w === text) ?? display.width })
          }
        />
      )}
      {!props.compared && (
        <Picker
          label="Colour"
          options={COLOURS.map((value) => ({
            value,
            label: `${named('colour')}by ${value}`,
          }))}
          value={display.colour}
          onChange={(text) =>
            setDisplay({ colour: COLOURS.find((c) => c === text) ?? display.colour })
          }
        />
      )}
      {props.more}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    '&[data-dense="true"]': { gap: theme.spacing(0.5) },
  }),
  row: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'end',
    '[data-dense="true"] &': { alignItems: 'center' },
  }),
  search: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    width: 320,
    '[data-dense="true"] &': { flex: '1 1 180px', maxWidth: 320 },
  }),
  words: css({
    color: theme.colors.text.secondary,
    lineHeight: theme.spacing(4),
    fontVariantNumeric: 'tabular-nums',
    '&[data-invalid]': { color: theme.colors.error.text },
  }),
  right: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'end',
    marginLeft: 'auto',
    '[data-dense="true"] &': {
      flexWrap: 'wrap',
      alignItems: 'center',
      '& > *': { flex: 'none' },
      // Out of sight, still the name of its choice.
      '& label': {
        position: 'absolute',
        width: 1,
        height: 1,
        overflow: 'hidden',
        clipPath: 'inset(50%)',
      },
    },
  }),
});
