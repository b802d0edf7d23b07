import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { ColumnKey, TableColumn, TopTableSort } from './table-columns';
import { ROW_PX, topTableStyles } from './top-table-styles';

/** How a number came about, or all of a name, and where it stands. */
export interface ShownFormula {
  readonly text: string;
  readonly cell: Element;
}

interface HeaderCellProps {
  readonly name: ColumnKey;
  readonly title: string;
  /** Of the numbers below; '' none. */
  readonly unit?: string;
  readonly unitMeans?: string | undefined;
  /** At least, with the padding. */
  readonly widthPx?: number;
  readonly isText?: boolean | undefined;
  readonly sort: TopTableSort;
  readonly onSort: (sort: TopTableSort) => void;
}

interface HeadRowProps extends Pick<HeaderCellProps, 'sort' | 'onSort'> {
  /** Of the names. */
  readonly title: string;
  readonly columns: readonly TableColumn[];
}

/** Titles that sort: of the names, then of each column. */
export function HeadRow({ title, columns, ...header }: HeadRowProps) {
  return (
    <tr aria-rowindex={1}>
      <HeaderCell name="name" title={title} {...header} />
      {columns.map((column) => (
        <HeaderCell
          key={column.key}
          name={column.key}
          title={column.title}
          unit={column.unit}
          unitMeans={column.unitMeans}
          widthPx={column.widthPx}
          isText={column.isText}
          {...header}
        />
      ))}
    </tr>
  );
}

/** What of the columns has no room, and the unit that all numbers have. */
export function TableNotes({
  missing,
  advice = '',
  unit,
}: {
  readonly missing: readonly TableColumn[];
  /** Where there is one, with what it begins with. */
  readonly advice?: string;
  readonly unit: string;
}) {
  const styles = useStyles2(topTableStyles);
  return (
    <>
      {missing.length > 0 && (
        <span
          className={styles.unit}
          title={`No room for ${missing.map(({ title }) => title).join(', ')}${advice}`}
        >
          {missing.length} columns hidden
        </span>
      )}
      {unit !== '' && <span className={styles.unit}>values {unit}</span>}
    </>
  );
}

/** A title that sorts. */
function HeaderCell(props: HeaderCellProps) {
  const { name, title, unit = '', unitMeans, widthPx, isText = name === 'name', sort } = props;
  const styles = useStyles2(topTableStyles);
  const isSorted = sort.key === name;
  const direction = sort.descending ? 'descending' : 'ascending';
  const next = isSorted ? !sort.descending : !isText;
  return (
    <th
      scope="col"
      style={{ minWidth: widthPx }}
      className={name === 'name' ? styles.nameHead : isText ? styles.placeHead : styles.numberHead}
      aria-sort={isSorted ? direction : 'none'}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => props.onSort({ key: name, descending: next })}
      >
        {isText && title}
        <span aria-hidden="true" className={styles.arrow}>
          {isSorted ? (sort.descending ? '▼' : '▲') : ''}
        </span>
        {!isText && title}
      </button>
      {unit !== '' && (
        <span className={styles.columnUnit} title={unitMeans}>
          {unit}
        </span>
      )}
    </th>
  );
}

/** Stands for the rows that are not in the document. */
export function Gap({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td style={{ height: rows * ROW_PX, padding: 0 }} />
    </tr>
  );
}

interface ValueCellsProps {
  readonly row: number;
  readonly columns: readonly TableColumn[];
  /** Noise, or not judged yet: without the colour of a change. */
  readonly isUnclaimed: boolean;
  readonly onFormula: (formula: ShownFormula | undefined) => void;
}

/** The numbers beside a name. */
export function ValueCells({ row, columns, isUnclaimed, onFormula }: ValueCellsProps) {
  const styles = useStyles2(topTableStyles);
  return columns.map((column) => (
    <td
      key={column.key}
      className={cx(
        column.isText ? styles.place : styles.value,
        !isUnclaimed && changeClass(column, row, styles),
      )}
      onMouseEnter={({ currentTarget }) =>
        onFormula({ text: column.formulaOf(row), cell: currentTarget })
      }
    >
      {arrowOf(column, row)}
      {column.isText ? <bdi>{column.textOf(row)}</bdi> : column.textOf(row)}
    </td>
  ));
}

function changeClass(
  { isChange, valueOf }: TableColumn,
  row: number,
  styles: ReturnType<typeof topTableStyles>,
): string | undefined {
  const value = isChange ? valueOf(row) : 0;
  if (value === 0) return undefined;
  return value > 0 ? styles.grew : styles.shrank;
}

function arrowOf({ key, valueOf }: TableColumn, row: number) {
  const value = key === 'deltaTotal' ? valueOf(row) : 0;
  if (value === 0) return null;
  return <span aria-hidden="true">{value > 0 ? '▲ ' : '▼ '}</span>;
}
