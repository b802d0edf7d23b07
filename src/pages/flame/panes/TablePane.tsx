import { useMemo, useRef } from 'react';
import { css } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import { defaultSort, placesOfRows, TopTable, useElementSize } from '#ui';
import { subjectOfRow } from '../actions/subject';
import { framesOfRow } from '../details/frames-of-row';
import type { PaneProps } from './LinkedPanes';

/** Above the table, with its gap. */
const BAR_PX = 32;

interface TablePaneProps extends PaneProps {
  readonly hovered: number | undefined;
  /** Per cent of the width of both panes. */
  readonly share: number;
}

export function TablePane(props: TablePaneProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, tree, table, hovered, selectedRow, verdictOf, matches } = props;
  const { columns, by } = display;
  // A row that is a file or a package has its place in its name.
  const places = useMemo(
    () => (by === 'function' ? columns.map((key) => placesOfRows(tree, table, key)) : undefined),
    [by, columns, tree, table],
  );
  const usual = useMemo(() => defaultSort(table, verdictOf), [table, verdictOf]);
  const pane = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(pane);
  return (
    <div
      ref={pane}
      className={styles.table}
      style={{ width: `${props.share}%` }}
      data-fit={props.fit !== undefined}
    >
      <TopTable
        table={table}
        unit={props.unit}
        magnitudes={props.magnitudes}
        sort={display.sort ?? usual}
        onSort={(sort) => setDisplay({ sort }, 'replace')}
        matches={matches.rows}
        onlyMatches={display.onlyMatches}
        onRows={matches.onRows}
        highlighted={hovered === undefined ? undefined : table.rowOfFrame[hovered]}
        onHover={(row) => props.onHover(row === undefined ? undefined : framesOfRow(table, row)[0])}
        selected={selectedRow < 0 ? undefined : selectedRow}
        onSelect={props.onSelectRow}
        onCommand={(command, row, at) =>
          props.onCommand({ command, at, subject: subjectOfRow(tree, table, row) })
        }
        verdictOf={props.verdictOf}
        dividends={props.dividends}
        places={places}
        hidesNoise={display.noise === 'hidden'}
        onHidesNoise={(hides) => setDisplay({ noise: hides ? 'hidden' : 'shown' }, 'replace')}
        {...(props.fit && heightPx > 0 && { maxHeightPx: Math.max(heightPx - BAR_PX, 1) })}
      />
    </div>
  );
}

const getStyles = () => ({
  table: css({
    flex: '0 1 auto',
    minWidth: 0,
    '@media (max-width: 899px)': {
      '[data-fit="false"] > [data-layout] > &': { width: '100% !important' },
    },
    '[data-layout="table"] > &': { flex: '1 1 0' },
    '&[data-fit="true"]': { minHeight: 0, overflow: 'hidden' },
  }),
});
