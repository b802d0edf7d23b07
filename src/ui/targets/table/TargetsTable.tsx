import { useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { useStable } from '../../use-stable';
import { useRovingList } from '../../virtual-list/use-roving-list';
import type { LineActions } from './line-actions';
import { TargetLine } from './TargetLine';
import { HEAD_PX, LINE_PX, targetsStyles } from './targets-styles';
import type { TargetOrder, TreeLine } from './tree-lines';
import { useTrendFormats, type TrendFormats, type Trends } from './trend';

export interface TargetsTableProps {
  readonly lines: readonly TreeLine[];
  readonly order: TargetOrder;
  readonly onOrder: (order: TargetOrder) => void;
  readonly trendsOf: (line: TreeLine) => Trends;
  /** CPU and memory may still come. */
  readonly isPending: boolean;
  /** What the values are of, for the heads' hover. */
  readonly notes: { readonly cpu: string; readonly memory: string };
  readonly heightPx: number;
  /** The row whose details are shown. */
  readonly opened: string;
  /** The rows that are to be compared. */
  readonly chosen: readonly string[];
  /** The picture is of before: newer data failed to come. */
  readonly stale: boolean;
  readonly actions: LineActions;
  /** Rows have addresses that they are scraped at; where none can have one the column is left out. */
  readonly hasAddresses?: boolean;
}

/** Thousands of lines as a tree with columns; only those near the visible ones are in the document. */
export function TargetsTable(props: TargetsTableProps) {
  const { lines, heightPx, chosen, trendsOf, hasAddresses = true } = props;
  const styles = useStyles2(targetsStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const actions = useStable(props.actions);
  const keys = useMemo(() => lines.map(({ id }) => id), [lines]);
  const formats = useTrendFormats(lines.filter(({ parent }) => parent === -1).map(trendsOf));
  const list = useRovingList({ scroller, headPx: HEAD_PX, rowPx: LINE_PX, keys });

  /** Right opens a place or goes into it, Left closes it or goes out of it; Enter activates, Space chooses. */
  function onKeyDown(event: KeyboardEvent): void {
    list.onKeyDown(event);
    const at = list.rowOf(event);
    const line = at === undefined || event.isDefaultPrevented() ? undefined : lines[at];
    if (at === undefined || !line) return;
    const { key } = event;
    const into = key === 'ArrowRight' && line.isOpen === true;
    const out = key === 'ArrowLeft' && line.isOpen !== true && line.parent >= 0;
    if (into) list.goTo(Math.min(at + 1, lines.length - 1));
    else if (out) list.goTo(line.parent);
    else if (isActivation(key, line)) actions.onActivate(line);
    else if (key !== ' ') return;
    else if (line.row) actions.onChoose(line.row);
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label="Targets"
      aria-rowcount={lines.length + 1}
      aria-multiselectable="true"
      className={styles.scroller}
      style={{ height: heightPx }}
      data-stale={props.stale}
      data-addresses={hasAddresses}
      onKeyDown={onKeyDown}
      onFocus={list.onFocus}
    >
      <Head {...props} formats={formats} />
      <div role="rowgroup" className={styles.lines} style={{ height: lines.length * LINE_PX }}>
        {list.shown.map((index) => {
          const line = lines[index]!;
          const id = line.row?.id;
          return (
            <TargetLine
              key={line.id}
              line={line}
              index={index}
              trends={trendsOf(line)}
              formats={formats}
              isPending={props.isPending}
              isTabStop={index === list.tabStop}
              isOpened={id !== undefined && id === props.opened}
              isChosen={id !== undefined && chosen.includes(id)}
              actions={actions}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Enter always; the arrows where they open or close a place. */
function isActivation(key: string, { isOpen }: TreeLine): boolean {
  if (key === 'ArrowRight') return isOpen === false;
  if (key === 'ArrowLeft') return isOpen === true;
  return key === 'Enter';
}

function Head(props: TargetsTableProps & { readonly formats: TrendFormats }) {
  const { order, onOrder, notes, formats } = props;
  const styles = useStyles2(targetsStyles);
  const sort = { order, onOrder };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={cx(styles.grid, styles.head)}
      style={{ height: HEAD_PX }}
    >
      <Column label="Choose" hidden />
      <Column {...sort} by="name">
        Place
      </Column>
      <Column column="address">Address</Column>
      <Column column="scraped">Source</Column>
      <Column {...sort} by="cost" number title={notes.cpu}>
        {titleOf('CPU', formats.cpu.unit)}
      </Column>
      <Column column="memory" number title={notes.memory}>
        {titleOf('Memory', formats.memory.unit)}
      </Column>
      <Column column="types">Types</Column>
      <Column {...sort} by="state">
        State
      </Column>
      <Column label="Actions" hidden />
    </div>
  );
}

const titleOf = (title: string, unit: string) => (unit === '' ? title : `${title}, ${unit}`);

interface ColumnProps {
  readonly children?: ReactNode;
  readonly column?: string;
  readonly label?: string;
  readonly hidden?: boolean;
  readonly number?: boolean;
  readonly title?: string;
  readonly by?: TargetOrder;
  readonly order?: TargetOrder;
  readonly onOrder?: (order: TargetOrder) => void;
}

function Column(props: ColumnProps) {
  const { children, by, order, onOrder } = props;
  const styles = useStyles2(targetsStyles);
  const isSorted = by !== undefined && by === order;
  // Each order has one direction: busiest first, A first, worst first.
  const direction = by === 'cost' ? 'descending' : 'ascending';
  return (
    <span
      role="columnheader"
      data-column={props.column}
      className={cx(props.number && styles.headNumber)}
      title={props.title}
      aria-label={props.hidden ? props.label : undefined}
      aria-sort={by === undefined ? undefined : isSorted ? direction : 'none'}
    >
      {by === undefined ? (
        children
      ) : (
        <button type="button" className={styles.sort} onClick={() => onOrder?.(by)}>
          {props.number && <Arrow shown={isSorted} direction={direction} />}
          {children}
          {!props.number && <Arrow shown={isSorted} direction={direction} />}
        </button>
      )}
    </span>
  );
}

function Arrow(props: { readonly shown: boolean; readonly direction: string }) {
  const styles = useStyles2(targetsStyles);
  return (
    <span aria-hidden="true" className={styles.arrow}>
      {props.shown ? (props.direction === 'descending' ? '▼' : '▲') : ''}
    </span>
  );
}
