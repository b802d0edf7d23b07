import { useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import { compareAt, divided } from '#comparison';
import { printable, type TopTable } from '#profile';
import { formatDelta, formatPercent, formatValue } from '#ui';

export interface SelectedLineProps {
  readonly table: TopTable;
  readonly row: number;
  readonly unit: string;
  readonly magnitudes: readonly number[];
  readonly onClose: () => void;
  /** The details, laid over the picture while they are open. */
  readonly children: ReactNode;
}

/** What is selected, in a line under the picture, where a pane beside it has no room. */
export function SelectedLine(props: SelectedLineProps) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const name = printable(props.table.names[props.row]!);
  return (
    <>
      {open && <div className={styles.over}>{props.children}</div>}
      <div className={styles.line} role="group" aria-label={`Selected: ${name}`}>
        <span className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.value}>{valueLabel(props)}</span>
        <IconButton
          name={open ? 'angle-down' : 'angle-up'}
          aria-label={open ? 'Hide details' : 'Show details'}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
        {!open && <IconButton name="times" aria-label="Clear selection" onClick={props.onClose} />}
      </div>
    </>
  );
}

/** `1.2 s · 41 %`; of a comparison `+0.2 s`. Of the row's total. */
function valueLabel({ table, row, unit, magnitudes }: SelectedLineProps): string {
  if (table.columns.length === 2)
    return formatDelta(compareAt(table.columns, row).delta.total, unit);
  const value = table.columns[0]!.total[row]!;
  const whole = magnitudes[0]!;
  return `${formatValue(value, unit)} · ${formatPercent(divided(value, whole))}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    flex: 'none',
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: 24,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  name: css({
    flex: '0 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    // The tail is what tells functions apart, so a long name loses its head.
    direction: 'rtl',
    fontFamily: theme.typography.fontFamilyMonospace,
  }),
  value: css({
    flex: 'none',
    marginRight: 'auto',
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  over: css({
    position: 'absolute',
    inset: '0 0 28px',
    zIndex: theme.zIndex.navbarFixed,
    overflowY: 'auto',
    '& > aside': { maxWidth: 'none', minHeight: '100%' },
  }),
});
