import { FilterInput, useStyles2 } from '@grafana/ui';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { TopTable as TopTableData } from '#profile';
import { FormulaTooltip, type ShownFormula } from './FormulaTooltip';
import {
  headUnit,
  cellsOf,
  defaultSort,
  orderRows,
  type ColumnKey,
  type TableColumn,
  type TopTableSort,
} from './table-columns';
import { NAME_MIN, ROW_PX, topTableStyles } from './top-table-styles';
import { TopTableRow } from './TopTableRow';
import { useRowWindow } from './use-row-window';

export interface TopTableProps {
  /** One column: a profile. Two: baseline and comparison, normalised alike. */
  readonly table: TopTableData;
  /** Of the columns, normalised or not. */
  readonly unit: string;
  /** The root's total, one a column. */
  readonly totals: readonly number[];
  readonly sort: TopTableSort;
  readonly onSort: (sort: TopTableSort) => void;
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  /** Row that is lit, as its function is under the pointer elsewhere. */
  readonly highlighted?: number | undefined;
  readonly onHover?: (row: number | undefined) => void;
  readonly selected?: number | undefined;
  readonly onSelect: (row: number) => void;
  readonly maxHeightPx?: number;
}

/** Names and their values, sortable and filterable. Thousands of rows: only those near the visible ones are in the document. */
export function TopTable(props: TopTableProps) {
  const { table, unit, totals, filter, onFilter, onSort, selected, onSelect } = props;
  const { highlighted, onHover, maxHeightPx = 640 } = props;
  const styles = useStyles2(topTableStyles);
  const scroller = useRef<HTMLDivElement>(null);
  const [formula, setFormula] = useState<ShownFormula>();
  const cells = useMemo(() => cellsOf({ table, unit, totals }), [table, unit, totals]);
  const { columns, presenceOf } = cells;
  const sort = knownSort(props.sort, columns, table);
  const { key, descending } = sort;
  const rows = useMemo(
    () => orderRows(table, columns, { sort: { key, descending }, filter }),
    [table, columns, key, descending, filter],
  );
  const { first, end, onScroll } = useRowWindow({
    count: rows.length,
    rowPx: ROW_PX,
    heightPx: maxHeightPx,
  });
  const { current, press } = useRowKeys(scroller, rows, selected);
  const header = { sort, onSort };

  const numbersPx = columns.reduce((sum, { widthPx }) => sum + widthPx, 0);
  const sharedUnit = headUnit(unit);
  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <FilterInput
          value={filter}
          onChange={onFilter}
          placeholder={`Filter by ${table.by}`}
          aria-label={`Filter by ${table.by}`}
          escapeRegex={false}
        />
        {sharedUnit !== '' && <span className={styles.unit}>values in {sharedUnit}</span>}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ maxHeight: maxHeightPx }}
        onScroll={onScroll}
        onKeyDown={press}
        onMouseLeave={() => (onHover?.(undefined), setFormula(undefined))}
      >
        <table
          className={styles.table}
          style={{ minWidth: `calc(${NAME_MIN} + ${numbersPx}px)` }}
          aria-rowcount={rows.length + 1}
        >
          <colgroup>
            <col />
            {columns.map((column) => (
              <col key={column.key} style={{ width: column.widthPx }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <HeaderCell name="name" title={table.by} {...header} />
              {columns.map((column) => (
                <HeaderCell key={column.key} name={column.key} title={column.title} {...header} />
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap rows={first} />
            {rows.slice(first, end).map((row, i) => (
              <TopTableRow
                key={row}
                row={row}
                index={first + i}
                name={table.names[row]!}
                presence={presenceOf(row)}
                columns={columns}
                isSelected={row === selected}
                isHighlighted={row === highlighted}
                isTabStop={row === current}
                onSelect={onSelect}
                onHover={onHover}
                onFormula={setFormula}
              />
            ))}
            <Gap rows={rows.length - end} />
          </tbody>
        </table>
      </div>
      {rows.length === 0 && (
        <p className={styles.nothing} role="status">
          {filter === '' ? `No ${table.by} has a value.` : `No ${table.by} holds “${filter}”.`}
        </p>
      )}
      {formula && <FormulaTooltip {...formula} />}
    </div>
  );
}

interface HeaderCellProps {
  readonly name: ColumnKey;
  readonly title: string;
  readonly sort: TopTableSort;
  readonly onSort: (sort: TopTableSort) => void;
}

function HeaderCell({ name, title, sort, onSort }: HeaderCellProps) {
  const styles = useStyles2(topTableStyles);
  const isSorted = sort.key === name;
  const direction = sort.descending ? 'descending' : 'ascending';
  const next = isSorted ? !sort.descending : name !== 'name';
  return (
    <th
      scope="col"
      className={name === 'name' ? styles.nameHead : styles.numberHead}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort({ key: name, descending: next })}
      >
        {name === 'name' && title}
        <span aria-hidden="true" className={styles.arrow}>
          {isSorted ? (sort.descending ? '▼' : '▲') : ''}
        </span>
        {name !== 'name' && title}
      </button>
    </th>
  );
}

/** Stands for the rows that are not in the document. */
function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td style={{ height: rows * ROW_PX, padding: 0 }} />
    </tr>
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

/** One row is a tab stop; arrow keys, Page Up and Down, Home and End move it, in the order that is shown. */
function useRowKeys(
  scroller: RefObject<HTMLDivElement>,
  rows: readonly number[],
  selected: number | undefined,
) {
  const [moved, setMoved] = useState<number>();
  const wanted = useRef<number>(undefined);
  const active = moved ?? selected;
  const at = active === undefined ? 0 : Math.max(0, rows.indexOf(active));
  // The row may come into the document only after its place has been scrolled to.
  useEffect(() => {
    const button = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!button) return;
    wanted.current = undefined;
    button.focus();
  });
  return { current: rows[at], press: (event: KeyboardEvent) => press(event) };

  function press(event: KeyboardEvent): void {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const from = rows.indexOf(Number(event.target.dataset.row));
    const target = targetOf(event.key, from, rows.length);
    if (target === undefined) return;
    event.preventDefault();
    setMoved(rows[target]);
    wanted.current = rows[target];
    revealRow(scroller.current!, target);
  }
}

function targetOf(key: string, from: number, count: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -count,
    End: count,
  };
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, from + step));
}

function revealRow(scroller: HTMLElement, index: number): void {
  const top = index * ROW_PX;
  const room = scroller.clientHeight - 2 * ROW_PX;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
}
