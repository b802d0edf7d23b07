import type { ReactNode } from 'react';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { divided } from '#comparison';
import type { Engine, TreeHandle } from '#engine';
import type { CallTree, TopTable as Table } from '#profile';
import {
  DeltaLegend,
  formatPercent,
  formatValue,
  useDebouncedText,
  type Dividends,
  type VerdictOf,
} from '#ui';
import { DetailsPane } from './DetailsPane';
import type { ExportFacts } from './export/export-files';
import { ExportMenu } from './export/ExportMenu';
import { hasDetailsColumn, type FlameFit } from './flame-fit';
import { FlameToolbar } from './FlameToolbar';
import { LinkedPanes } from './LinkedPanes';
import { searchMessage, type SearchMessage } from './search-message';
import { SelectedLine } from './SelectedLine';
import { useSearch } from './use-search';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState } from '../state/view/view-state';

export interface FlameSectionProps {
  readonly engine: Pick<Engine, 'search'>;
  /** Of the view's tree, before it was divided: what a search looks through. */
  readonly handle: TreeHandle;
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  /** One column, or baseline and comparison; normalised, in `unit`. */
  readonly tree: CallTree;
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
  /** Beside the toolbar's own controls. */
  readonly moreControls?: ReactNode;
  /** What else is known of a row of the table, or can be done with it. */
  readonly moreDetails?: (row: number) => ReactNode;
  /** What tree and table were divided from; absent: they are as they are. */
  readonly dividends?: Dividends | undefined;
  /** Of the table's rows, once they are judged. */
  readonly verdictOf?: VerdictOf | undefined;
}

/** Flame graph and table of one view, linked both ways, with search, focus, cuts and the details of what is selected. */
export function FlameSection(props: FlameSectionProps) {
  const styles = useStyles2(getStyles);
  const { tree, table, unit, magnitudes, display, setDisplay, fit } = props;
  const [search, setSearch] = useDebouncedText(display.search, (text) =>
    setDisplay({ search: text }, 'replace'),
  );
  const asked = { text: search, regex: display.regex };
  const found = useSearch(props.engine, props.handle, asked);
  const { selected } = display;
  // A name that the profile does not tell is none that could be selected.
  const selectedRow = selected ? table.names.indexOf(selected) : -1;
  const select = (row: number) =>
    setDisplay({ selected: row < 0 ? undefined : table.names[row] }, 'replace');
  const beside = hasDetailsColumn(fit, display.layout);
  const words = searchMessage(asked, found, isCut(display));
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
      className={styles.section}
      aria-label="Flame graph and table"
      data-stale={props.stale}
      data-fit={fit !== undefined}
    >
      <Controls {...props} search={search} onSearch={setSearch} words={words} />
      <div className={styles.panes} data-layout={display.layout}>
        <LinkedPanes
          {...{ display, setDisplay, tree, table, unit, magnitudes, fit }}
          verdictOf={props.verdictOf}
          dividends={props.dividends}
          matches={found?.kind === 'matches' ? found.frames : undefined}
          selectedRow={selectedRow}
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
    </section>
  );
}

interface ControlsProps extends FlameSectionProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly words: SearchMessage;
}

/** The toolbar, and what the colours mean. */
function Controls(props: ControlsProps) {
  const styles = useStyles2(getStyles);
  const { tree, display, setDisplay, fit, search, onSearch, words } = props;
  const compared = tree.columns.length > 1;
  const removed = removedLabel(props);
  const legend = compared && (
    <DeltaLegend
      width={display.width}
      greysNoise={props.verdictOf !== undefined && display.noise === 'hidden'}
    />
  );
  return (
    <>
      {fit?.controls === 'none' ? (
        <Hidden search={search} words={words} removed={removed} />
      ) : (
        <div className={styles.controls} data-over={fit?.controls === 'over'} data-sticky={!fit}>
          <FlameToolbar
            {...{ display, setDisplay, search, onSearch, words, removed, compared }}
            dense
            more={
              <>
                {props.exported && (
                  <ExportMenu {...props} factsOf={props.exported} disabled={props.stale} />
                )}
                {props.moreControls}
              </>
            }
          />
          {(fit?.tiny || !fit) && legend}
        </div>
      )}
      {fit && !fit.tiny && legend && <div className={styles.legend}>{legend}</div>}
    </>
  );
}

/** Where the controls are out of sight, what they have done to the picture is not. */
function Hidden(props: { search: string; words: SearchMessage; removed: string }) {
  const styles = useStyles2(getStyles);
  const { search, words, removed } = props;
  const said = [search === '' ? '' : `“${search}”: ${words.text}`, removed];
  const text = said.filter((part) => part !== '').join(' · ');
  return text === '' ? null : (
    <div className={styles.said} role="status" title={text}>
      {text}
    </div>
  );
}

/** `12.4 s (9.8 %) filtered out`; of a comparison both sides. */
function removedLabel({ removed, wholes, unit }: FlameSectionProps): string {
  if (removed.every((value) => value === 0)) return '';
  const sides = removed.map((value, k) => {
    return `${formatValue(value, unit)} (${formatPercent(divided(value, wholes[k]!))})`;
  });
  return `${sides.join(' and ')} filtered out`;
}

function isCut({ filters, pivot }: DisplayState): boolean {
  return filters.length > 0 || pivot !== undefined;
}

/** How much of the window's top is under a host's own bar. */
const STICKY_TOP = '--parcascope-sticky-top';
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
  controls: css({
    // What is searched for and what colours mean stays in sight above a tall picture.
    '&[data-sticky="true"]': {
      position: 'sticky',
      top: `var(${STICKY_TOP}, 0px)`,
      zIndex: theme.zIndex.navbarFixed - 1,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      margin: theme.spacing(-1, 0),
      padding: theme.spacing(1, 0),
      background: theme.colors.background.primary,
    },
    '&[data-over="true"]': {
      position: 'absolute',
      inset: '0 0 auto',
      zIndex: theme.zIndex.navbarFixed,
      maxHeight: '100%',
      overflowY: 'auto',
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      padding: theme.spacing(1),
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z2,
    },
  }),
  legend: css({
    '[data-fit="true"] > &': { flex: 'none', height: 18, overflow: 'hidden' },
  }),
  said: css({
    flex: 'none',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
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
