import { useEffect, useMemo, useRef, useState, type ComponentType, type ReactNode } from 'react';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Engine, TreeHandle } from '#engine';
import type { CallTree, TopTable as Table } from '#profile';
import { useDebouncedText, type Dividends, type VerdictOf } from '#ui';
import { useFrameCommands } from './actions/use-frame-commands';
import { FiltersDialog } from './cuts/FiltersDialog';
import { DetailsPane } from './details/DetailsPane';
import { SelectedLine } from './details/SelectedLine';
import type { ExportedFile, ExportFacts } from './export/export-files';
import { hasDetailsColumn, type FlameFit } from './flame-fit';
import { Controls } from './Controls';
import type { GraphPaneProps } from './panes/GraphPane';
import { LinkedPanes } from './panes/LinkedPanes';
import { pathWords, useOrdered } from './view/ordered';
import { categoriesBy } from './picture';
import { samePlace } from './view/same-place';
import type { ScaledCallers } from './view/scaled-view';
import { searchMessage } from './search/search-message';
import { useMatchSteps } from './search/use-match-steps';
import { useSearch } from './search/use-search';
import { useOwnModules } from './use-own-modules';
import { findStack, stackId } from './view/stack-id';
import type { SaveShown } from '../save/use-save-view';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState, FilterState } from '../state/view/view-state';

export interface FlameSectionProps {
  readonly engine: Pick<Engine, 'search' | 'takenBy'>;
  /** Of the view's tree, before it was divided: what a search looks through. */
  readonly handle: TreeHandle;
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  /** One column, or baseline and comparison; normalised, in `unit`. */
  readonly tree: CallTree;
  /** Of what stands beside the callees of one function. */
  readonly callers?: ScaledCallers | undefined;
  /** Of the same columns. */
  readonly table: Table;
  readonly unit: string;
  /** What the table's rows are parts of, one a column. Callers and callees cut the tree further. */
  readonly magnitudes: readonly number[];
  /** The same before filters took something. */
  readonly wholes: readonly number[];
  /** What the filters took, one a column. */
  readonly removed: readonly number[];
  /** True while the picture is of an earlier question. */
  readonly stale: boolean;
  readonly fit?: FlameFit;
  /** What the picture is of, for what is exported of it; absent: nothing is. */
  readonly exported?: (() => ExportFacts) | undefined;
  /** The whole profile as pprof, without filters; absent: there is no other than what is shown. */
  readonly whole?: (() => Promise<ExportedFile>) | undefined;
  /** All that is on the page, as an archive; absent: it cannot be saved here. */
  readonly save?: SaveShown | undefined;
  /** `TreePane`, where the tree is among the layouts: a host without it does not load it. */
  readonly treePane?: ComponentType<GraphPaneProps>;
  /** Beside the toolbar's own controls. */
  readonly moreControls?: ReactNode;
  /** What else is known of a row of the table, or can be done with it. */
  readonly moreDetails?: (row: number) => ReactNode;
  /** What tree and table were divided from; absent: they are as they are. */
  readonly dividends?: Dividends | undefined;
  /** Of the table's rows, once they are judged or are going to be. */
  readonly verdictOf?: VerdictOf | undefined;
  /** Some are not yet. */
  readonly judging?: boolean;
}

/** Flame graph and table of one view, linked both ways, with search, focus, cuts and the details of what is selected. */
export function FlameSection(given: FlameSectionProps) {
  const styles = useStyles2(getStyles);
  const props = { ...given, ...useOrdered(given) };
  const { tree, table, unit, magnitudes, display, setDisplay, fit } = props;
  const coloured = useOwnModules(display, tree, given.callers?.tree);
  const section = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [words, announce] = useState('');
  const [filtering, setFiltering] = useState<{ readonly start: FilterState | undefined }>();
  const [search, setSearch] = useDebouncedText(display.search, (text) =>
    setDisplay({ search: text }, 'replace'),
  );
  const by = display.rolledUp ? 'function' : display.by;
  const asked = { text: search, regex: display.regex, by };
  const found = useSearch(props.engine, props.handle, asked);
  const { selected } = display;
  // A name that the profile does not tell is none that could be selected.
  const selectedRow = selected ? table.names.indexOf(selected) : -1;
  const select = (row: number) =>
    setDisplay({ selected: row < 0 ? undefined : table.names[row] }, 'replace');
  const focus = useMemo(() => findStack(tree, display.focus), [tree, display.focus]);
  const setFocus = (next: number) => {
    setDisplay({ focus: stackId(tree, next) });
    announce(pathWords(tree, next));
  };
  const [picked, setPicked] = useState<{ tree: CallTree; node: number } | undefined>(undefined);
  const pick = (node: number) => {
    setPicked({ tree, node });
    const row = tree.frame[node]!;
    if (row >= 0) select(table.rowOfFrame[row]!);
  };
  // Another tree, after a refresh or a cut: the keys stay on what they were on.
  const node = useMemo(() => picked && samePlace(picked.tree, picked.node, tree), [picked, tree]);
  const matches = useMatchSteps({
    ...{ tree, table, found, node, row: selectedRow },
    isTable: display.layout === 'table',
    onNode: (next) => {
      // What is zoomed to does not hold it.
      if (next < focus || next >= tree.end[focus]!) setFocus(0);
      pick(next);
    },
    onRow: select,
  });
  const commands = useFrameCommands({
    ...{ display, setDisplay, announce },
    onSearch: () => {
      input.current?.focus();
      input.current?.select();
    },
    onStep: matches.step,
    onFilter: (start) => setFiltering({ start }),
  });
  const leaveSearch = () => {
    const find = (selector: string) => section.current?.querySelector<HTMLElement>(selector);
    (find('[role="treegrid"][tabindex="0"]') ?? find('[data-index][tabindex="0"]'))?.focus();
  };
  const wasInTable = useRef(false);
  useEffect(() => {
    // The row that had the focus is gone with what was hidden.
    if (!wasInTable.current || document.activeElement !== document.body) return;
    section.current?.querySelector<HTMLElement>('[data-index][tabindex="0"]')?.focus();
  }, [tree]);
  const beside = hasDetailsColumn(fit, display.layout);
  const message = searchMessage(asked, found, isCut(display));
  const details = selectedRow >= 0 && (
    <DetailsPane
      {...{ display, setDisplay, tree, table, unit, magnitudes }}
      dividends={props.dividends}
      verdict={props.verdictOf?.(selectedRow)}
      row={selectedRow}
      onClose={() => select(-1)}
      more={props.moreDetails?.(selectedRow)}
    />
  );
  return (
    <section
      ref={section}
      className={styles.section}
      aria-label="Flame graph and table"
      onFocus={({ target }) => (wasInTable.current = target.closest('table') !== null)}
      data-stale={props.stale}
      data-fit={fit !== undefined}
    >
      <Controls
        {...props}
        display={coloured}
        searching={{
          ...{ display, setDisplay, search, onSearch: setSearch, words: message },
          ...{ place: matches.place, canStep: matches.canStep, onStep: matches.step },
          ...{ onLeave: leaveSearch, inputRef: input },
        }}
        onFilter={() => setFiltering({ start: undefined })}
        onCommand={commands.run}
      />
      <div className={styles.panes} data-layout={display.layout}>
        <LinkedPanes
          {...{ setDisplay, tree, table, unit, magnitudes, fit, matches, selectedRow }}
          display={coloured}
          callers={given.callers}
          treePane={given.treePane}
          search={asked}
          {...{ focus, setFocus, picked: node, onPick: pick, onCommand: commands.run }}
          verdictOf={props.verdictOf}
          dividends={props.dividends}
          onSelectRow={select}
        />
        {fit && beside && details}
      </div>
      {/* Nothing that was there gives way to it. */}
      {!fit && details && <div className={styles.dock}>{details}</div>}
      {!beside && selectedRow >= 0 && (
        <SelectedLine
          key={table.names[selectedRow]}
          {...{ table, unit, magnitudes }}
          row={selectedRow}
          onClose={() => select(-1)}
        >
          {details}
        </SelectedLine>
      )}
      {commands.menu}
      {filtering && (
        <FiltersDialog
          {...{ engine: props.engine, handle: props.handle, magnitudes }}
          filters={display.filters}
          onFilters={(filters) => setDisplay({ filters, focus: undefined })}
          modules={categoriesBy(tree, { ...display, colour: 'package' })?.modules ?? []}
          start={filtering.start}
          onClose={() => setFiltering(undefined)}
        />
      )}
      <Announcement words={props.stale ? 'Loading the graph' : words} />
    </section>
  );
}

/** Said to who does not see the picture change. */
function Announcement({ words }: { readonly words: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.unseen} aria-live="polite" data-announced>
      {words}
    </div>
  );
}

function isCut({ filters, pivot }: DisplayState): boolean {
  return filters.length > 0 || pivot !== undefined;
}

const STACKED = '@media (max-width: 899px)';

const UNTOUCHED = keyframes({ '0%, 99%': { pointerEvents: 'none' } });

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    '&[data-fit="false"]': {
      padding: theme.spacing(1.5),
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
    },
    '&[data-fit="true"]': {
      position: 'relative',
      flex: '1 1 0',
      minHeight: 0,
      gap: theme.spacing(0.5),
      overflow: 'hidden',
    },
    '&[data-stale="true"] canvas, &[data-stale="true"] table': { opacity: 0.6 },
  }),
  unseen: css({
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
  dock: css({
    // It may come to lie over the frame that was clicked: the second click of a double click is the frame's.
    animation: `${UNTOUCHED} 500ms`,
    position: 'sticky',
    bottom: 0,
    zIndex: theme.zIndex.navbarFixed,
    maxHeight: '40vh',
    overflowY: 'auto',
    boxShadow: theme.shadows.z2,
    '& > aside': {
      maxWidth: 'none',
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(1, 1.5),
      '& > *': { gridColumn: 1 },
      '& > :first-child': { gridColumn: '1 / -1' },
      // Slices stand beside what is said of them.
      '& > figure': { gridColumn: 2, gridRow: '2 / span 4', margin: 0 },
    },
    '& dl > div': { flex: '0 1 auto' },
  }),
  panes: css({
    display: 'flex',
    gap: theme.spacing(1.5),
    alignItems: 'flex-start',
    // Two panes side by side leave a narrow page no graph.
    [STACKED]: { '[data-fit="false"] > &': { flexDirection: 'column', alignItems: 'stretch' } },
    '[data-fit="true"] > &': {
      flex: '1 1 0',
      minHeight: 0,
      alignItems: 'stretch',
      '& > aside': { overflowY: 'auto' },
    },
  }),
});
