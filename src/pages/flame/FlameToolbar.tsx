import type { ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Dropdown, Menu, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { Picker } from '#ui';
import { ColumnItems, GraphItems } from './actions/FrameMenu';
import { CutList } from './cuts/CutList';
import { SearchBox, type SearchBoxProps } from './search/SearchBox';
import { belowWidth, ICONS_ALONE, UNSEEN } from '../shell/page-width';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState } from '../state/view/view-state';

export interface FlameToolbarProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly searching: SearchBoxProps;
  /** What the search found, where it has no line of its own. */
  readonly matches?: ReactNode;
  /** Opens what stacks and frames can be filtered by. */
  readonly onFilter: () => void;
  /** What the filters took, in words; '' nothing. */
  readonly removed: string;
  readonly hasTree?: boolean;
  /** A comparison colours by change, but its widths are a choice. */
  readonly compared: boolean;
  /** One line where it fits: choices say in their own words what they choose, without a name above them. */
  readonly dense?: boolean;
  readonly more?: ReactNode;
}

const LAYOUTS = [
  { label: 'Flame graph', value: 'graph' as const },
  { label: 'Table', value: 'table' as const },
  { label: 'Tree', value: 'tree' as const, description: 'Call tree: callees below their caller' },
  { label: 'Both', value: 'both' as const },
];
const ROWS = ['function', 'file', 'binary', 'package'] as const;
const WIDTHS = ['both', 'baseline', 'comparison'] as const;
const COLOURS = ['package', 'file', 'binary', 'self'] as const;

/** How the graph and the table are shown, and what is cut out of them. */
export function FlameToolbar(props: FlameToolbarProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay } = props;
  return (
    <div className={styles.column} data-dense={props.dense}>
      <div className={styles.row} role="toolbar" aria-label="Flame graph and table">
        <RadioButtonGroup
          options={LAYOUTS.filter(({ value }) => value !== 'tree' || props.hasTree)}
          value={display.layout}
          onChange={(layout) => setDisplay({ layout })}
          aria-label="Layout"
        />
        <SearchBox {...props.searching} />
        {props.matches}
        <Choices {...props} />
      </div>
      <CutList {...{ display, setDisplay }} removed={props.removed} />
    </div>
  );
}

/** What is chosen from a few. */
function Choices(props: FlameToolbarProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay } = props;
  const named = (name: string) => (props.dense ? `${name} ` : '');
  // The tree draws nothing.
  const hasColours = display.layout !== 'tree';
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
      <Button
        variant="secondary"
        fill="outline"
        icon="filter"
        tooltip="Filter: which stacks and frames are shown"
        onClick={props.onFilter}
      >
        Filter
      </Button>
      <Dropdown
        placement="bottom-end"
        overlay={
          <Menu ariaLabel="Shape of graph and table">
            <GraphItems display={display} onChange={(change) => change && setDisplay(change)} />
            <ColumnItems display={display} onChange={setDisplay} />
          </Menu>
        }
      >
        <Button
          variant="secondary"
          fill="outline"
          icon="sliders-v-alt"
          title="Shape: recursion, order, what is drawn as one, and columns of the table"
        >
          Shape
        </Button>
      </Dropdown>
      <Picker
        label="Rows"
        options={ROWS.map((value) => ({ value, label: `${named('rows')}by ${value}` }))}
        value={display.by}
        onChange={(text) =>
          setDisplay({
            by: ROWS.find((by) => by === text) ?? display.by,
            ...{
              selected: undefined,
              ...(display.rolledUp && { focus: undefined, pivot: undefined }),
            },
          })
        }
      />
      {hasColours && props.compared && (
        <Picker
          label="Width"
          options={WIDTHS.map((value) => ({ value, label: `${named('width:')}${value}` }))}
          value={display.width}
          onChange={(text) =>
            setDisplay({ width: WIDTHS.find((w) => w === text) ?? display.width })
          }
        />
      )}
      {hasColours && !props.compared && (
        <Picker
          label="Colour"
          options={COLOURS.map((value) => ({
            value,
            label: `${named('colour')}by ${value === 'self' ? 'self share' : value}`,
          }))}
          value={display.colour}
          onChange={(text) =>
            setDisplay({
              colour: COLOURS.find((c) => c === text) ?? display.colour,
              lit: undefined,
            })
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
    [belowWidth(1180)]: { '& [role="radiogroup"] label': { padding: '0 8px' } },
  }),
  right: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'end',
    marginLeft: 'auto',
    '[data-dense="true"] &': {
      flexWrap: 'wrap',
      alignItems: 'center',
      [belowWidth(1180)]: ICONS_ALONE,
      '& > *': { flex: 'none' },
      // Out of sight, still the name of its choice.
      '& label': UNSEEN,
    },
  }),
});
