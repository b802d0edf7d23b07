import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ContextMenu, Menu, useStyles2 } from '@grafana/ui';
import { FunctionName } from '#ui';
import { KIND_TITLES } from '../cuts/filter-words';
import {
  FILTER_KINDS,
  PLACE_KEYS,
  type DisplayState,
  type FilterState,
} from '../../state/view/view-state';
import { MOST_CHARTED } from '../../state/view/charted';
import { collapsed, filtered, inverted, pivoted, rolledUp, type Change } from './frame-change';
import type { FrameSubject } from './subject';

export interface FrameMenuProps {
  /** undefined: of the whole graph. */
  readonly subject: FrameSubject | undefined;
  /** In the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly display: DisplayState;
  readonly onChange: (change: Change) => void;
  /** Fills the width with it; absent where it is no frame of the graph. */
  readonly onZoom?: (() => void) | undefined;
  readonly onCopy: () => void;
  /** Opens the dialog of filters, with one to begin with. */
  readonly onFilter: (filter: FilterState | undefined) => void;
  readonly onClose: () => void;
}

/** All that can be done to a frame or a row, and to the graph. Keys that do the same stand beside it. */
export function FrameMenu(props: FrameMenuProps) {
  const { subject, at, onClose } = props;
  return (
    <ContextMenu
      x={at.x}
      y={at.y}
      onClose={onClose}
      renderMenuItems={() => (
        <>
          {subject && <SubjectItems {...props} subject={subject} />}
          <GraphItems {...props} />
        </>
      )}
      {...(subject && {
        renderHeader: () => (
          <div style={{ maxWidth: 420 }} title={subject.name}>
            <FunctionName name={subject.name || '(unknown)'} by={subject.of} />
          </div>
        ),
      })}
    />
  );
}

function SubjectItems(props: FrameMenuProps & { readonly subject: FrameSubject }) {
  const { subject, display, onChange } = props;
  const canPivot = subject.of === 'function' || display.rolledUp;
  const isPivot = display.pivot?.functionName === subject.name;
  const { name } = subject;
  const pivotItem = (of: 'callers' | 'callees', label: string) => (
    <Menu.Item
      label={label}
      disabled={isPivot && display.pivot?.of === of}
      onClick={() => onChange({ pivot: { of, functionName: name }, focus: undefined })}
    />
  );
  return (
    <>
      <Menu.Group label="">
        {props.onZoom && <Menu.Item label="Zoom in" shortcut="Enter" onClick={props.onZoom} />}
        {canPivot && (
          <Menu.Item
            label={
              isPivot && display.pivot?.of === 'both'
                ? 'All stacks again'
                : 'Callers and callees side by side'
            }
            shortcut="c"
            onClick={() => onChange(pivoted(display, subject))}
          />
        )}
        {canPivot && pivotItem('callers', 'Callers')}
        {canPivot && pivotItem('callees', 'Callees')}
        {subject.of === 'function' && <ChartItem {...props} />}
        <Menu.Item label="Copy name" shortcut="y" onClick={props.onCopy} />
      </Menu.Group>
      {subject.fields.size > 0 && (
        <Menu.Group label="">
          {FILTER_KINDS.map((kind) => (
            <KindItem key={kind} {...props} kind={kind} />
          ))}
          <Menu.Item
            label="Filter by expression …"
            onClick={() => props.onFilter(startOf(subject))}
          />
        </Menu.Group>
      )}
    </>
  );
}

interface KindItemProps extends FrameMenuProps {
  readonly subject: FrameSubject;
  readonly kind: FilterState['kind'];
}

/** One kind of filter, by all that the subject can be told by. */
function KindItem({ subject, kind, display, onChange, onClose }: KindItemProps) {
  const told = [...subject.fields];
  return (
    <Menu.Item
      label={KIND_TITLES[kind]}
      childItems={told.map(([field, text]) => (
        <Menu.Item
          key={field}
          label={field === 'function' ? 'this function' : `${field} ${shortened(text)}`}
          ariaLabel={`${KIND_TITLES[kind]}: ${field} ${text}`}
          {...(kind === 'hideFrame' && field === told[0]![0] && { shortcut: 'h' })}
          onClick={() => {
            onChange(filtered(display, subject, kind, field));
            onClose();
          }}
        />
      ))}
    />
  );
}

function ChartItem({
  subject,
  display,
  onChange,
}: FrameMenuProps & { readonly subject: FrameSubject }) {
  const isCharted = display.charted.includes(subject.name);
  const others = display.charted.filter((name) => name !== subject.name);
  return (
    <Menu.Item
      label={isCharted ? 'Remove from the timeline' : 'Over time'}
      disabled={!isCharted && others.length >= MOST_CHARTED}
      onClick={() => onChange({ charted: isCharted ? others : [...others, subject.name] })}
    />
  );
}

/** What is done to all of the graph. */
export function GraphItems({ display, onChange }: Pick<FrameMenuProps, 'display' | 'onChange'>) {
  const check = useCheck();
  return (
    <Menu.Group label="">
      <Menu.Item
        label="Inverted: leaves first"
        shortcut="i"
        {...check(display.inverted)}
        onClick={() => onChange(inverted(display))}
      />
      <Menu.Item
        label="Recursion collapsed"
        shortcut="r"
        {...check(display.recursion === 'collapsed')}
        onClick={() => onChange(collapsed(display))}
      />
      {(['package', 'file', 'binary'] as const).map((by) => (
        <Menu.Item
          key={by}
          label={`Rolled up by ${by}`}
          {...check(display.rolledUp && display.by === by)}
          onClick={() => onChange(rolledUp(display, by))}
        />
      ))}
      <Menu.Item
        label="Widest callee first"
        {...check(display.siblings === 'width')}
        onClick={() => onChange({ siblings: display.siblings === 'width' ? 'name' : 'width' })}
      />
    </Menu.Group>
  );
}

/** What stands beside functions in the table. */
export function ColumnItems(props: {
  readonly display: Pick<DisplayState, 'columns' | 'by'>;
  readonly onChange: (change: Pick<DisplayState, 'columns'>) => void;
}) {
  const { columns, by } = props.display;
  const check = useCheck();
  return (
    <Menu.Group label="">
      {PLACE_KEYS.map((key) => (
        <Menu.Item
          key={key}
          label={`Column ${key} in the table`}
          disabled={by !== 'function'}
          {...check(columns.includes(key))}
          onClick={() =>
            props.onChange({
              columns: PLACE_KEYS.filter((one) => columns.includes(one) !== (one === key)),
            })
          }
        />
      ))}
    </Menu.Group>
  );
}

function useCheck() {
  const styles = useStyles2(getStyles);
  return (isOn: boolean) => ({
    role: 'menuitemcheckbox',
    ariaChecked: isOn,
    ...(isOn ? { icon: 'check' as const } : { className: styles.unchecked }),
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  // The room of the check mark.
  unchecked: css({ paddingLeft: theme.spacing(4.5) }),
});

/** What an expression begins with: the first thing that it can be told by. */
function startOf({ fields, of }: FrameSubject): FilterState | undefined {
  const field = fields.has(of) ? of : [...fields.keys()][0];
  return field && { kind: 'hideFrame', field, pattern: fields.get(field)!, regex: false };
}

const LONGEST = 48;

/** The end tells names apart. */
function shortened(text: string): string {
  return text.length <= LONGEST ? text : `…${text.slice(-LONGEST)}`;
}
