import { useMemo, useRef, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { CallTree, TopTable as Table } from '#profile';
import {
  Breadcrumbs,
  buildDescriber,
  defaultSort,
  FlameGraph,
  TopTable,
  useDebouncedText,
  useElementSize,
  type Dividends,
  type VerdictOf,
} from '#ui';
import type { FlameFit } from './flame-fit';
import { framesOfRow } from './frames-of-row';
import { PaneDivider } from './PaneDivider';
import { coloursOf, verdictOfFrames, widthsOf } from './picture';
import { findStack, stackId } from './stack-id';
import type { SetDisplay } from '../state/view/use-view-state';
import type { DisplayState } from '../state/view/view-state';

export interface LinkedPanesProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly tree: CallTree;
  readonly table: Table;
  readonly unit: string;
  readonly magnitudes: readonly number[];
  readonly fit?: FlameFit | undefined;
  readonly matches: Uint8Array | undefined;
  readonly selectedRow: number;
  readonly onSelectRow: (row: number) => void;
  readonly verdictOf?: VerdictOf | undefined;
  readonly dividends?: Dividends | undefined;
}

/** Table and graph: what is under the pointer or selected in one is highlighted in the other. */
export function LinkedPanes(props: LinkedPanesProps) {
  const { display, table, selectedRow } = props;
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  const [share, setShare] = useState(48);
  const highlighted = hovered ?? (selectedRow < 0 ? undefined : framesOfRow(table, selectedRow)[0]);
  return (
    <>
      {display.layout !== 'graph' && (
        <TablePane {...props} share={share} hovered={hovered} onHover={setHovered} />
      )}
      {display.layout === 'both' && <PaneDivider share={share} onShare={setShare} />}
      {display.layout !== 'table' && (
        <GraphPane {...props} highlighted={highlighted} onHover={setHovered} />
      )}
    </>
  );
}

interface PaneProps extends LinkedPanesProps {
  readonly onHover: (frame: number | undefined) => void;
}

/** Of the filter above the table, with its gap. */
const FILTER_PX = 40;

interface TablePaneProps extends PaneProps {
  readonly hovered: number | undefined;
  /** Per cent of the width of both panes. */
  readonly share: number;
}

function TablePane(props: TablePaneProps) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, table, hovered, selectedRow, verdictOf } = props;
  const usual = useMemo(() => defaultSort(table, verdictOf), [table, verdictOf]);
  const pane = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(pane);
  const [filter, setFilter] = useDebouncedText(display.filter, (text) =>
    setDisplay({ filter: text }, 'replace'),
  );
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
        filter={filter}
        onFilter={setFilter}
        highlighted={hovered === undefined ? undefined : table.rowOfFrame[hovered]}
        onHover={(row) => props.onHover(row === undefined ? undefined : framesOfRow(table, row)[0])}
        selected={selectedRow < 0 ? undefined : selectedRow}
        onSelect={props.onSelectRow}
        verdictOf={props.verdictOf}
        dividends={props.dividends}
        hidesNoise={display.noise === 'hidden'}
        onHidesNoise={(hides) => setDisplay({ noise: hides ? 'hidden' : 'shown' }, 'replace')}
        {...(props.fit && heightPx > 0 && { maxHeightPx: Math.max(heightPx - FILTER_PX, 1) })}
      />
    </div>
  );
}

function GraphPane(props: PaneProps & { readonly highlighted: number | undefined }) {
  const styles = useStyles2(getStyles);
  const { display, setDisplay, tree, table, unit, fit } = props;
  const [picked, setPicked] = useState<{ tree: CallTree; node: number } | undefined>(undefined);
  const widths = useMemo(() => widthsOf(tree, display.width), [tree, display.width]);
  const { verdictOf, dividends } = props;
  const verdictOfFrame = useMemo(() => verdictOfFrames(table, verdictOf), [table, verdictOf]);
  const { colour: colouring, noise } = display;
  const colour = useMemo(
    () => coloursOf(tree, { colour: colouring, noise }, verdictOfFrame),
    [tree, colouring, noise, verdictOfFrame],
  );
  const describe = useMemo(
    () => buildDescriber(tree, { unit, dividends, verdictOf: verdictOfFrame }),
    [tree, unit, dividends, verdictOfFrame],
  );
  const focus = useMemo(() => findStack(tree, display.focus), [tree, display.focus]);
  const setFocus = (next: number) => setDisplay({ focus: stackId(tree, next) });
  const stage = useRef<HTMLDivElement>(null);
  const { heightPx } = useElementSize(stage);
  return (
    <div className={styles.graph} data-fit={fit !== undefined}>
      {(!fit?.tiny || focus !== 0) && <Breadcrumbs tree={tree} focus={focus} onFocus={setFocus} />}
      <div ref={stage} className={styles.stage}>
        <FlameGraph
          tree={tree}
          widths={widths}
          colour={colour}
          matches={props.matches}
          highlightedFrame={props.highlighted}
          onHoverFrame={props.onHover}
          focus={focus}
          onFocus={setFocus}
          selected={picked?.tree === tree ? picked.node : undefined}
          onSelect={(next) => {
            setPicked({ tree, node: next });
            const row = tree.frame[next]!;
            if (row >= 0) props.onSelectRow(table.rowOfFrame[row]!);
          }}
          describe={describe}
          {...(fit && heightPx > 0 && { maxHeightPx: heightPx })}
        />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    flex: '0 1 auto',
    minWidth: 0,
    '@media (max-width: 899px)': {
      '[data-fit="false"] > [data-layout] > &': { width: '100% !important' },
    },
    '[data-layout="table"] > &': { flex: '1 1 0' },
    '&[data-fit="true"]': { minHeight: 0, overflow: 'hidden' },
  }),
  graph: css({
    flex: '1 1 0',
    minWidth: 0,
    '&[data-fit="true"]': {
      minHeight: 0,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      // One line: the end of a long path is what tells where one is.
      '& > nav ol': { flexWrap: 'nowrap', justifyContent: 'flex-end', overflow: 'hidden' },
    },
  }),
  stage: css({ '[data-fit="true"] > &': { flex: '1 1 0', minHeight: 0, overflow: 'hidden' } }),
});
