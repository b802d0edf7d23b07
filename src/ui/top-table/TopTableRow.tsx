import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { memo } from 'react';
import type { OneSided } from '#comparison';
import type { TopTable } from '#profile';
import type { PointerPlace } from '../floating-card/FloatingCard';
import { FunctionName, isShortened } from '../function-name/FunctionName';
import type { TableColumn } from './table-columns';
import { ValueCells, type ShownFormula } from './TableParts';
import { topTableStyles } from './top-table-styles';

interface TopTableRowProps {
  readonly row: number;
  /** Place in the order that is shown, counted from 0. */
  readonly index: number;
  readonly name: string;
  readonly by: TopTable['by'];
  readonly presence: OneSided | undefined;
  /** Noise, or not judged yet. */
  readonly isUnclaimed: boolean;
  readonly isDimmed: boolean;
  readonly columns: readonly TableColumn[];
  readonly isSelected: boolean;
  readonly isHighlighted: boolean;
  readonly isTabStop: boolean;
  readonly onSelect: (row: number) => void;
  readonly onHover: (row: number | undefined) => void;
  readonly onMenu: (row: number, at: PointerPlace) => void;
  readonly onFormula: (formula: ShownFormula | undefined) => void;
}

/** Drawn again only when something of its own changes. */
export const TopTableRow = memo(function TopTableRow(props: TopTableRowProps) {
  const { row, index, name, by, presence, isUnclaimed, columns, isSelected, isHighlighted } = props;
  const { isDimmed, isTabStop, onSelect, onHover, onMenu, onFormula } = props;
  const styles = useStyles2(topTableStyles);
  const tell = (cell: Element) =>
    onFormula(isShortened(cell, name) ? { text: name, cell } : undefined);
  return (
    <tr
      aria-rowindex={index + 2}
      className={cx(
        styles.row,
        isUnclaimed && styles.unclaimed,
        isDimmed && styles.dimmed,
        isHighlighted && styles.highlighted,
        isSelected && styles.selected,
      )}
      onMouseEnter={() => onHover(row)}
      onClick={() => onSelect(row)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(row, { x: event.clientX, y: event.clientY });
      }}
    >
      <td className={styles.nameCell} onMouseEnter={({ currentTarget }) => tell(currentTarget)}>
        <div className={styles.name}>
          <button
            type="button"
            className={styles.nameButton}
            data-index={index}
            aria-pressed={isSelected}
            tabIndex={isTabStop ? 0 : -1}
            aria-label={name === '' ? '(unknown)' : name}
            onFocus={({ currentTarget }) => (onHover(row), tell(currentTarget))}
            onBlur={() => onFormula(undefined)}
          >
            <FunctionName name={name} by={by} />
          </button>
          {presence && !isUnclaimed && <span className={styles.presence}>{presence}</span>}
        </div>
      </td>
      <ValueCells {...{ row, columns, isUnclaimed, onFormula }} />
    </tr>
  );
});
