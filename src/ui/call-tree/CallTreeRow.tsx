import { memo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import type { OneSided } from '#comparison';
import type { TopTable } from '#profile';
import type { PointerPlace } from '../floating-card/FloatingCard';
import { FunctionName, isShortened } from '../function-name/FunctionName';
import { ValueCells, type ShownFormula } from '../top-table/TableParts';
import type { TableColumn } from '../top-table/table-columns';
import { topTableStyles } from '../top-table/top-table-styles';
import type { CallLine } from './call-lines';

interface CallTreeRowProps {
  readonly line: CallLine;
  /** Place in the list, counted from 0. */
  readonly index: number;
  readonly name: string;
  readonly by: TopTable['by'];
  readonly presence: OneSided | undefined;
  /** Its function's change is noise, or not judged yet. */
  readonly isUnclaimed: boolean;
  readonly isDimmed: boolean;
  readonly columns: readonly TableColumn[];
  readonly isSelected: boolean;
  readonly isHighlighted: boolean;
  readonly isTabStop: boolean;
  readonly onSelect: (node: number) => void;
  readonly onToggle: (line: CallLine) => void;
  readonly onZoom: (node: number) => void;
  readonly onHover: (node: number | undefined) => void;
  readonly onMenu: (node: number, at: PointerPlace) => void;
  readonly onFormula: (formula: ShownFormula | undefined) => void;
}

/** Drawn again only when something of its own changes. */
export const CallTreeRow = memo(function CallTreeRow(props: CallTreeRowProps) {
  const { line, index, name, presence, isUnclaimed, isSelected, onHover, onFormula } = props;
  const { node, level, isOpen, place, siblings } = line;
  const styles = useStyles2(topTableStyles);
  const own = useStyles2(getStyles);
  const tell = (cell: Element) =>
    onFormula(isShortened(cell, name) ? { text: name, cell } : undefined);
  return (
    <tr
      aria-rowindex={index + 2}
      aria-level={level + 1}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={isOpen}
      aria-selected={isSelected}
      data-index={index}
      tabIndex={props.isTabStop ? 0 : -1}
      className={cx(
        styles.row,
        own.row,
        isUnclaimed && styles.unclaimed,
        props.isDimmed && styles.dimmed,
        props.isHighlighted && styles.highlighted,
        isSelected && styles.selected,
      )}
      onMouseEnter={() => onHover(node)}
      onFocus={({ currentTarget }) => (onHover(node), tell(currentTarget.firstElementChild!))}
      onBlur={() => onFormula(undefined)}
      onClick={() => props.onSelect(node)}
      onDoubleClick={() => props.onZoom(node)}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(node, { x: event.clientX, y: event.clientY });
      }}
    >
      <td
        role="gridcell"
        className={styles.nameCell}
        onMouseEnter={({ currentTarget }) => tell(currentTarget)}
      >
        <div className={styles.name} style={{ paddingLeft: indentPx(level) }}>
          {/* The row has the focus and says whether it is open: its keys do what this does. */}
          <span
            aria-hidden="true"
            data-toggle
            className={own.toggle}
            onClick={(event) => {
              event.stopPropagation();
              props.onToggle(line);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          >
            {isOpen !== undefined && level > 0 && (
              <Icon key={String(isOpen)} name={isOpen ? 'angle-down' : 'angle-right'} size="sm" />
            )}
          </span>
          <span className={own.name}>
            {level === 0 && node === 0 ? 'total' : <FunctionName name={name} by={props.by} />}
          </span>
          {presence && !isUnclaimed && <span className={styles.presence}>{presence}</span>}
        </div>
      </td>
      <ValueCells row={index} columns={props.columns} {...{ isUnclaimed, onFormula }} />
    </tr>
  );
});

/** A deep stack's names are read, too: from some depth on steps are short, and then none. */
const STEPS = [
  { until: 16, px: 14 },
  { until: 48, px: 3 },
];

function indentPx(level: number): number {
  let [px, from] = [4, 0];
  for (const step of STEPS) {
    px += Math.max(0, Math.min(level, step.until) - from) * step.px;
    from = step.until;
  }
  return px;
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  toggle: css({
    display: 'inline-flex',
    flex: 'none',
    alignItems: 'center',
    justifyContent: 'center',
    width: 20,
    height: 24,
    color: theme.colors.text.secondary,
  }),
  name: css({ minWidth: 0, display: 'flex' }),
});
