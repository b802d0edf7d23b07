import { Fragment, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button, useStyles2 } from '@grafana/ui';
import type { TopTable as TopTableData } from '#profile';
import { FloatingCard, type PointerPlace } from '../floating-card/FloatingCard';
import { commandOf, type FrameCommand } from '../keys/frame-commands';
import type { Dividends } from '../dividends';
import { useElementSize } from '../use-element-size';
import { useStable } from '../use-stable';
import { useRovingList } from '../virtual-list/use-roving-list';
import {
  headUnit,
  cellsOf,
  defaultSort,
  orderRows,
  type TableColumn,
  type TopTableSort,
} from './table-columns';
import { columnsWithin } from './columns-within';
import { Gap, HeadRow, TableNotes, type ShownFormula } from './TableParts';
import { HEAD_PX, NAME_MIN_PX, ROW_PX, topTableStyles } from './top-table-styles';
import { TopTableRow } from './TopTableRow';
import type { PlacesOfRows } from './place-columns';
import type { VerdictOf } from '../verdict-text';

export interface TopTableProps {
  /** One column: a profile. Two: baseline and comparison, normalised alike. */
  readonly table: TopTableData;
  /** Of the columns, normalised or not. */
  readonly unit: string;
  /** What shares are of, one a column: the sum of the values without their signs, which is the total where none is negative. */
  readonly magnitudes: readonly number[];
  readonly sort: TopTableSort;
  readonly onSort: (sort: TopTableSort) => void;
  /** One byte a row, 1 where a search matches. Absent: nothing is looked for. */
  readonly matches?: Uint8Array | undefined;
  /** Rows that the search does not match are left out, else they are dimmed. */
  readonly onlyMatches?: boolean;
  /** Of the rows that are shown, in their order: whoever steps through them. */
  readonly onRows?: (rows: readonly number[]) => void;
  /** A key's, or of a right click: with the row that it is about and where that is in the window. Absent: such keys are left to others. */
  readonly onCommand?: (command: FrameCommand, row: number, at: PointerPlace) => void;
  /** Row that is lit, as its function is under the pointer elsewhere. */
  readonly highlighted?: number | undefined;
  readonly onHover?: (row: number | undefined) => void;
  readonly selected?: number | undefined;
  readonly onSelect: (row: number) => void;
  readonly maxHeightPx?: number;
  /** Of the rows of a comparison, once they are judged. Absent: none is. */
  readonly verdictOf?: VerdictOf | undefined;
  /** What values were divided from; absent: they are as they are. */
  readonly dividends?: Pick<Dividends, 'table' | 'textOf'> | undefined;
  /** Files or binaries of the rows; absent: no such column. */
  readonly places?: readonly PlacesOfRows[] | undefined;
  /** Rows that are no more than noise are left out, unless all are, something is looked for, or they are selected. */
  readonly hidesNoise?: boolean;
  readonly onHidesNoise?: (hides: boolean) => void;
}

/** Names and their values, sortable. Thousands of rows: only those near the visible ones are in the document. */
export function TopTable(props: TopTableProps) {
  const { table, unit, magnitudes, matches, onSort, selected, onSelect, onRows } = props;
  const { highlighted, onHover, maxHeightPx = 640 } = props;
  const styles = useStyles2(topTableStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const [formula, setFormula] = useState<ShownFormula>();
  const {
    verdictOf,
    dividends,
    places,
    hidesNoise = false,
    onHidesNoise,
    onlyMatches = true,
  } = props;
  const cells = useMemo(
    () => cellsOf({ table, unit, magnitudes, verdictOf, dividends, places }),
    [table, unit, magnitudes, verdictOf, dividends, places],
  );
  const { presenceOf, isNoise, isUnclaimed } = cells;
  const { widthPx } = useElementSize(scroller);
  const columns = useMemo(() => columnsWithin(cells.columns, widthPx), [cells, widthPx]);
  const missing = cells.columns.filter((column) => !columns.includes(column));
  const noise = useMemo(
    () => table.names.filter((_, row) => isNoise(row)).length,
    [table, isNoise],
  );
  const standsOut = noise < table.names.length;
  // What is looked for by name, or was selected, is not hidden.
  const hides = hidesNoise && standsOut && matches === undefined;
  const sort = knownSort(props.sort, cells.columns, table);
  const { key, descending } = sort;
  const ordered = useMemo(
    () => orderRows(table, cells.columns, { key, descending }),
    [table, cells, key, descending],
  );
  const rows = useMemo(() => {
    if (matches && onlyMatches) return ordered.filter((row) => matches[row] === 1);
    return hides ? ordered.filter((row) => row === selected || !isNoise(row)) : ordered;
  }, [ordered, hides, isNoise, selected, matches, onlyMatches]);
  useEffect(() => onRows?.(rows), [onRows, rows]);
  const list = useRovingList({
    scroller,
    headPx: HEAD_PX,
    rowPx: ROW_PX,
    keys: rows,
    start: selected,
  });
  const { reveal } = list;
  const place = selected === undefined ? -1 : rows.indexOf(selected);
  // Chosen in the graph or by a link, or moved by another order: it is in sight.
  useEffect(() => {
    if (place >= 0) reveal(place);
  }, [place, reveal]);
  const isSelectedListed = useRef(false);
  useEffect(() => {
    isSelectedListed.current = place >= 0;
  }, [place]);
  // What a search finds is read from its beginning, wherever the list was.
  useEffect(() => {
    if (!isSelectedListed.current && scroller.current) scroller.current.scrollTop = 0;
  }, [matches]);
  const on = useStable({
    select: onSelect,
    hover: (row: number | undefined) => onHover?.(row),
    menu: (row: number, at: PointerPlace) => {
      onSelect(row);
      props.onCommand?.('menu', row, at);
    },
  });
  const press = (event: KeyboardEvent) => {
    const index = list.rowOf(event);
    const command = props.onCommand && commandOf(event);
    if (index === undefined || !command) return list.onKeyDown(event);
    event.preventDefault();
    event.stopPropagation();
    const { left, bottom } = (event.target as Element).getBoundingClientRect();
    props.onCommand!(command, rows[index]!, { x: left, y: bottom });
  };
  const header = { sort, onSort };

  const numbersPx = columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
  const sharedUnit = headUnit(unit);
  const hasNoise = noise > 0 && onHidesNoise !== undefined;
  // Verdicts come after the rows, which must not move then.
  const isEmptyBar = missing.length === 0 && sharedUnit === '' && table.columns.length < 2;
  return (
    <div className={styles.whole}>
      <div className={styles.bar} hidden={!hasNoise && isEmptyBar}>
        {hasNoise && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            disabled={!standsOut}
            onClick={() => onHidesNoise(!hidesNoise)}
          >
            {hides ? `Show ${noise} within noise` : `${noise} within noise`}
          </Button>
        )}
        <TableNotes
          missing={missing}
          unit={sharedUnit}
          advice=": widen the table, or show it alone"
        />
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ maxHeight: maxHeightPx }}
        onScroll={() => setFormula(undefined)}
        onKeyDown={press}
        onFocus={list.onFocus}
        onMouseLeave={() => (onHover?.(undefined), setFormula(undefined))}
      >
        <table
          className={styles.table}
          style={{ minWidth: NAME_MIN_PX + numbersPx }}
          aria-rowcount={rows.length + 1}
        >
          <thead>
            <HeadRow title={table.by} columns={columns} {...header} />
          </thead>
          <tbody>
            {list.shown.map((index, i) => {
              const row = rows[index]!;
              return (
                <Fragment key={row}>
                  <Gap rows={index - (list.shown[i - 1] ?? -1) - 1} />
                  <TopTableRow
                    row={row}
                    index={index}
                    name={table.names[row]!}
                    by={table.by}
                    presence={presenceOf(row)}
                    isUnclaimed={isUnclaimed(row)}
                    isDimmed={matches !== undefined && matches[row] !== 1}
                    columns={columns}
                    isSelected={row === selected}
                    isHighlighted={row === highlighted}
                    isTabStop={index === list.tabStop}
                    onSelect={on.select}
                    onHover={on.hover}
                    onMenu={on.menu}
                    onFormula={setFormula}
                  />
                </Fragment>
              );
            })}
            <Gap rows={rows.length - 1 - (list.shown.at(-1) ?? -1)} />
          </tbody>
        </table>
      </div>
      {rows.length === 0 && (
        <p className={styles.nothing} role="status">
          {matches ? `The search finds no ${table.by}.` : `No ${table.by} has a value.`}
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

/** The column may be of the other kind of table: a link, or a page that goes from one profile to two. */
function knownSort(
  sort: TopTableSort,
  columns: readonly TableColumn[],
  table: TopTableData,
): TopTableSort {
  const known = sort.key === 'name' || columns.some(({ key }) => key === sort.key);
  return known ? sort : defaultSort(table);
}
