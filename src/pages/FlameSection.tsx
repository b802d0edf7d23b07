import { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { CallTree, TopTable as Table } from '#profile';
import {
  Breadcrumbs,
  buildDescriber,
  buildWidths,
  comparedWidths,
  defaultSort,
  colourByBinary,
  colourByChange,
  colourByPackage,
  DeltaLegend,
  FlameGraph,
  formatPercent,
  formatValue,
  TopTable,
} from '#ui';
import { DetailsPane } from './DetailsPane';
import { FlameToolbar } from './FlameToolbar';
import { framesOfRow } from './frames-of-row';
import { searchWords } from './search-words';
import { findStack, stackId } from './stack-id';
import { useSearch } from './use-search';
import type { ViewControl } from './use-view-state';
import type { DisplayState } from './view-state';

export interface FlameSectionProps {
  readonly control: ViewControl;
  /** One column, or baseline and comparison; normalised, in `unit`. */
  readonly tree: CallTree;
  /** Of the same columns. */
  readonly table: Table;
  readonly unit: string;
  /** What the table's rows are parts of, one a column: the profile's total less what filters removed. Callers and callees cut the tree further. */
  readonly totals: readonly number[];
  /** What the filters took, one a column. */
  readonly removed: readonly number[];
  /** True while the picture is of an earlier question. */
  readonly stale: boolean;
}

/** Flame graph and table of one view, linked both ways, with search, focus, cuts and the details of what is selected. */
export function FlameSection(props: FlameSectionProps) {
  const styles = useStyles2(getStyles);
  const { tree, table, unit, control } = props;
  const { setDisplay } = control;
  const { display } = control.view;
  const [search, setSearch] = useSearchText(display, setDisplay);
  const found = useSearch(tree, search);
  const compared = tree.columns.length > 1;
  const selectedRow = table.names.indexOf(display.selected);
  const select = (row: number) =>
    setDisplay({ selected: row < 0 ? '' : table.names[row]! }, 'replace');
  return (
    <section className={styles.section} aria-label="Flame graph and table" data-stale={props.stale}>
      <FlameToolbar
        display={display}
        setDisplay={setDisplay}
        search={search}
        onSearch={setSearch}
        words={searchWords(tree, found, isCut(display))}
        removed={removedWords(props)}
        compared={compared}
      />
      {compared && <DeltaLegend width={display.width} />}
      <div className={styles.panes} data-layout={display.layout}>
        <LinkedPanes
          {...props}
          matches={found?.kind === 'matches' ? found.frames : undefined}
          selectedRow={selectedRow}
          onSelectRow={select}
        />
        {selectedRow >= 0 && (
          <DetailsPane
            {...{ control, tree, table, unit }}
            totals={props.totals}
            row={selectedRow}
            onClose={() => select(-1)}
          />
        )}
      </div>
    </section>
  );
}

interface LinkedPanesProps extends FlameSectionProps {
  readonly matches: Uint8Array | undefined;
  readonly selectedRow: number;
  readonly onSelectRow: (row: number) => void;
}

/** Table and graph: what is under the pointer or selected in one is lit in the other. */
function LinkedPanes(props: LinkedPanesProps) {
  const styles = useStyles2(getStyles);
  const { tree, table, unit, control, selectedRow, onSelectRow } = props;
  const { setDisplay } = control;
  const { display } = control.view;
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const [picked, setPicked] = useState<{ tree: CallTree; node: number } | undefined>(undefined);
  const widths = useMemo(() => widthsOf(tree, display.width), [tree, display.width]);
  const colour = useMemo(() => colourOf(tree, display.colour), [tree, display.colour]);
  const describe = useMemo(() => buildDescriber(tree, unit), [tree, unit]);
  const focus = useMemo(() => findStack(tree, display.focus), [tree, display.focus]);
  const setFocus = (next: number) => setDisplay({ focus: stackId(tree, next) });
  const lit = hovered ?? (selectedRow < 0 ? undefined : framesOfRow(table, selectedRow)[0]);
  return (
    <>
      {display.layout !== 'graph' && (
        <div className={styles.table}>
          <TopTable
            table={table}
            unit={unit}
            totals={props.totals}
            sort={display.sort ?? defaultSort(table)}
            onSort={(sort) => setDisplay({ sort }, 'replace')}
            filter={display.filter}
            onFilter={(filter) => setDisplay({ filter }, 'replace')}
            highlighted={hovered === undefined ? undefined : table.rowOfFrame[hovered]}
            onHover={(row) =>
              setHovered(row === undefined ? undefined : framesOfRow(table, row)[0])
            }
            selected={selectedRow < 0 ? undefined : selectedRow}
            onSelect={onSelectRow}
          />
        </div>
      )}
      {display.layout !== 'table' && (
        <div className={styles.graph}>
          <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />
          <FlameGraph
            tree={tree}
            widths={widths}
            colour={colour}
            matches={props.matches}
            highlightedFrame={lit}
            onHoverFrame={setHovered}
            focus={focus}
            onFocus={setFocus}
            selected={picked?.tree === tree ? picked.node : undefined}
            onSelect={(next) => {
              setPicked({ tree, node: next });
              const row = tree.frame[next]!;
              if (row >= 0) onSelectRow(table.rowOfFrame[row]!);
            }}
            describe={describe}
          />
        </div>
      )}
    </>
  );
}

function widthsOf(tree: CallTree, measure: DisplayState['width']): Float64Array {
  return tree.columns.length > 1 ? comparedWidths(tree, measure) : buildWidths(tree, tree.columns);
}

/** `12.4 s (9.8 %) filtered out`; of a comparison both sides. */
function removedWords({ removed, totals, unit }: FlameSectionProps): string {
  if (removed.every((value) => value === 0)) return '';
  const sides = removed.map((value, k) => {
    const whole = totals[k]! + value;
    return `${formatValue(value, unit)} (${formatPercent(whole === 0 ? 0 : value / whole)})`;
  });
  return `${sides.join(' and ')} filtered out`;
}

function isCut({ filters, pivot }: DisplayState): boolean {
  return filters.length > 0 || pivot !== undefined;
}

function colourOf(tree: CallTree, by: DisplayState['colour']) {
  const [baseline, comparison] = tree.columns;
  if (baseline && comparison) return colourByChange(baseline, comparison);
  return by === 'binary' ? colourByBinary(tree) : colourByPackage(tree);
}

/** What is typed shows at once; the link follows when typing pauses, so that it does not become a step a letter. */
function useSearchText(
  display: DisplayState,
  setDisplay: ViewControl['setDisplay'],
): [string, (text: string) => void] {
  const [typed, setTyped] = useState(display.search);
  const [linked, setLinked] = useState(display.search);
  if (linked !== display.search) {
    setLinked(display.search);
    setTyped(display.search);
  }
  useEffect(() => {
    if (typed === linked) return undefined;
    const timer = setTimeout(() => setDisplay({ search: typed }, 'replace'), 300);
    return () => clearTimeout(timer);
  }, [typed, linked, setDisplay]);
  return [typed, setTyped];
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    '&[data-stale="true"] canvas, &[data-stale="true"] table': { opacity: 0.6 },
  }),
  panes: css({
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'flex-start',
    // Three panes side by side leave a narrow page no graph: the details go above.
    [theme.breakpoints.down('xl')]: {
      flexWrap: 'wrap',
      '& > aside': { order: -1, flexBasis: '100%', maxWidth: 'none' },
    },
  }),
  table: css({
    flex: '0 1 48%',
    minWidth: 0,
    '[data-layout="table"] > &': { flex: '1 1 0' },
  }),
  graph: css({ flex: '1 1 0', minWidth: 0 }),
});
