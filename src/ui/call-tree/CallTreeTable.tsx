import { Fragment, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button, useStyles2 } from '@grafana/ui';
import { isUnclaimed } from '#comparison';
import type { CallTree, TopTable } from '#profile';
import type { Dividends } from '../dividends';
import { FloatingCard, type PointerPlace } from '../floating-card/FloatingCard';
import { commandOf, type FrameCommand } from '../keys/frame-commands';
import { columnsWithin } from '../top-table/columns-within';
import { Gap, HeadRow, TableNotes, type ShownFormula } from '../top-table/TableParts';
import { headUnit, type ColumnKey, type TopTableSort } from '../top-table/table-columns';
import { HEAD_PX, NAME_MIN_PX, ROW_PX, topTableStyles } from '../top-table/top-table-styles';
import { useElementSize } from '../use-element-size';
import { useStable } from '../use-stable';
import type { VerdictOf } from '../verdict-text';
import { useRovingList } from '../virtual-list/use-roving-list';
import { callLines, heaviestPath, stacksWith, type CallLine } from './call-lines';
import { CallTreeRow } from './CallTreeRow';
import { cellsOfLines, lineName } from './cells-of-lines';
import { siblingOrder } from './sibling-order';
import { useOpenCalls } from './use-open-calls';

export interface CallTreeTableProps {
  /** One column: a profile. Two: baseline and comparison, normalised alike. */
  readonly tree: CallTree;
  /** Of the tree's functions: its columns have the same units. */
  readonly table: TopTable;
  readonly unit: string;
  readonly magnitudes: readonly number[];
  /** The first line; 0 is the whole tree. */
  readonly focus: number;
  readonly onFocus: (node: number) => void;
  /** Of the callees of each caller. */
  readonly usual: TopTableSort;
  /** The user's; what is no column of calls is as `usual`. */
  readonly sort?: TopTableSort | undefined;
  readonly onSort: (sort: TopTableSort) => void;
  /** One byte a row of the frame table, 1 where a search matches. Absent: nothing is looked for. */
  readonly matches?: Uint8Array | undefined;
  /** Stacks without a match are left out, else what does not match is dimmed. */
  readonly onlyMatches?: boolean;
  readonly selected?: number | undefined;
  readonly onSelect: (node: number) => void;
  /** Row of the frame table whose function is lit, as it is under the pointer elsewhere. */
  readonly highlightedFrame?: number | undefined;
  readonly onHoverFrame?: (frame: number | undefined) => void;
  /** A key's, or of a right click: with the node that it is about and where that is in the window. Absent: such keys are left to others. */
  readonly onCommand?: (command: FrameCommand, node: number, at: PointerPlace) => void;
  /** What stands at the end of a stack of callers is not what that costs itself: of a tree upside down there is no column of it. */
  readonly isUpsideDown?: boolean;
  /** Of rows of the frame table. */
  readonly verdictOf?: VerdictOf | undefined;
  readonly dividends?: Dividends | undefined;
  readonly label?: string;
  readonly maxHeightPx?: number;
}

/** The tree as an indented table: callees below their caller, the heaviest first. Only lines near the visible ones are in the document. */
export function CallTreeTable(props: CallTreeTableProps) {
  const { tree, table, unit, magnitudes, focus, usual, matches, selected } = props;
  const { isUpsideDown = false } = props;
  const sort = isUpsideDown && props.sort && isOfSelf(props.sort) ? undefined : props.sort;
  const { onlyMatches = true, maxHeightPx = 640, label = 'Call tree', dividends } = props;
  const { onSelect, onHoverFrame, verdictOf, highlightedFrame } = props;
  const styles = useStyles2(topTableStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const [formula, setFormula] = useState<ShownFormula>();
  const order = useMemo(() => siblingOrder(tree, usual, sort), [tree, usual, sort]);
  const found = useMemo(() => matches && stacksWith(tree, matches), [tree, matches]);
  const kept = onlyMatches ? found?.kept : undefined;
  const path = { root: focus, order, kept };
  const { open, setOpen, openAll } = useOpenCalls({
    ...{ tree, ...path, seen: selected },
    callers: found?.callers,
  });
  const lines = useMemo(
    () => callLines(tree, { root: focus, open, order, kept }),
    [tree, focus, open, order, kept],
  );
  const keys = useMemo(() => lines.map(({ node }) => node), [lines]);
  const cells = useMemo(
    () => cellsOfLines(lines, { tree, table, unit, magnitudes, dividends }),
    [lines, tree, table, unit, magnitudes, dividends],
  );
  const { widthPx } = useElementSize(scroller);
  const wanted = useMemo(
    () => (isUpsideDown ? cells.columns.filter((column) => !isOfSelf(column)) : cells.columns),
    [cells, isUpsideDown],
  );
  const columns = useMemo(() => columnsWithin(wanted, widthPx), [wanted, widthPx]);
  const missing = wanted.filter((column) => !columns.includes(column));
  const list = useRovingList({ scroller, headPx: HEAD_PX, rowPx: ROW_PX, keys, start: selected });
  const { reveal } = list;
  const place = selected === undefined ? -1 : keys.indexOf(selected);
  const revealed = useRef<number>();
  useEffect(() => {
    // Once for each: what is opened or closed above it does not move what is read.
    if (place < 0 || revealed.current === selected) return;
    revealed.current = selected;
    reveal(place);
  }, [place, selected, reveal]);

  const isLit = useMemo(() => sameFunction(tree, highlightedFrame), [tree, highlightedFrame]);
  const toggle = (line: CallLine) =>
    line.level > 0 && line.isOpen !== undefined && setOpen(line.node, !line.isOpen);
  const on = useStable({
    select: onSelect,
    toggle,
    zoom: props.onFocus,
    hover: (node: number | undefined) =>
      onHoverFrame?.(node === undefined || tree.frame[node]! < 0 ? undefined : tree.frame[node]),
    menu: (node: number, at: PointerPlace) => {
      onSelect(node);
      props.onCommand?.('menu', node, at);
    },
  });
  // The end of what a key has opened, which has no line yet.
  const pathEnd = useRef<number>();
  useEffect(() => {
    const at = pathEnd.current === undefined ? -1 : keys.indexOf(pathEnd.current);
    pathEnd.current = undefined;
    if (at >= 0) list.goTo(at);
  });
  function openPath(from: number): void {
    const { opened, end } = heaviestPath(tree, from, path);
    pathEnd.current = end;
    openAll(opened);
  }

  function press(event: KeyboardEvent): void {
    const at = list.rowOf(event);
    const line = at === undefined ? undefined : lines[at];
    if (at === undefined || !line) return;
    const command = props.onCommand && commandOf(event);
    const { node, isOpen, level, parent } = line;
    const { left, bottom } = (event.target as Element).getBoundingClientRect();
    if (command) props.onCommand!(command, node, { x: left, y: bottom });
    else if (event.key === 'ArrowRight' && isOpen === false) setOpen(node, true);
    else if (event.key === 'ArrowRight' && isOpen) list.goTo(at + 1);
    else if (event.key === 'ArrowLeft' && isOpen && level > 0) setOpen(node, false);
    else if (event.key === 'ArrowLeft' && parent >= 0) list.goTo(parent);
    else if (event.key === 'e') openPath(node);
    else if (event.key === 'Enter') props.onFocus(node);
    else if (event.key === ' ') onSelect(node);
    else if (event.key === 'Escape' && focus !== 0) props.onFocus(0);
    else return list.onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
  }

  const numbersPx = columns.reduce((sum, column) => sum + column.widthPx, 0);
  const sharedUnit = headUnit(unit);
  const header = { sort: order, onSort: props.onSort };
  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          icon="angle-double-down"
          tooltip="Opens callees from the selected call on, as long as one has most of its caller (E)"
          onClick={() => openPath(place < 0 ? focus : selected!)}
        >
          Heaviest path
        </Button>
        <TableNotes missing={missing} unit={sharedUnit} />
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ maxHeight: maxHeightPx }}
        onScroll={() => setFormula(undefined)}
        onKeyDown={press}
        onFocus={list.onFocus}
        onMouseLeave={() => (onHoverFrame?.(undefined), setFormula(undefined))}
      >
        <table
          role="treegrid"
          aria-label={label}
          aria-rowcount={lines.length + 1}
          className={styles.table}
          style={{ minWidth: NAME_MIN_PX + numbersPx }}
        >
          <thead>
            <HeadRow title={table.by} columns={columns} {...header} />
          </thead>
          <tbody>
            {list.shown.map((index, i) => {
              const line = lines[index]!;
              const frame = tree.frame[line.node]!;
              const verdict = frame < 0 ? undefined : verdictOf?.(frame);
              return (
                <Fragment key={line.node}>
                  <Gap rows={index - (list.shown[i - 1] ?? -1) - 1} />
                  <CallTreeRow
                    line={line}
                    index={index}
                    name={lineName(tree, line.node)}
                    by={table.by}
                    presence={line.node === 0 ? undefined : cells.presenceOf(index)}
                    isUnclaimed={verdictOf !== undefined && frame >= 0 && isUnclaimed(verdict)}
                    isDimmed={matches !== undefined && matches[frame] !== 1}
                    columns={columns}
                    isSelected={line.node === selected}
                    isHighlighted={isLit(frame)}
                    isTabStop={index === list.tabStop}
                    onSelect={on.select}
                    onToggle={on.toggle}
                    onZoom={on.zoom}
                    onHover={on.hover}
                    onMenu={on.menu}
                    onFormula={setFormula}
                  />
                </Fragment>
              );
            })}
            <Gap rows={lines.length - 1 - (list.shown.at(-1) ?? -1)} />
          </tbody>
        </table>
      </div>
      {kept && kept[focus] !== 1 && (
        <p className={styles.nothing} role="status">
          The search finds nothing in these stacks.
        </p>
      )}
      {formula && (
        <FloatingCard
          key={formula.text}
          anchor={formula.cell}
          placement="bottom-end"
          gapPx={2}
          className={styles.formula}
        >
          {formula.text}
        </FloatingCard>
      )}
    </div>
  );
}

const isOfSelf = ({ key }: { readonly key: ColumnKey }) =>
  key === 'self' || key === 'selfShare' || key === 'deltaSelf';

/** Frames of one function can differ by file or binary; without a name only the frame itself counts. */
function sameFunction({ frames }: CallTree, lit: number | undefined): (frame: number) => boolean {
  if (lit === undefined) return () => false;
  const name = frames.functionName[lit];
  return (frame) => frame === lit || (!!name && frame >= 0 && frames.functionName[frame] === name);
}
