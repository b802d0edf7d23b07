import { memo, type MouseEvent } from 'react';
import { cx } from '@emotion/css';
import { useStyles2 } from '@grafana/ui';
import type { Milliseconds } from '#series';
import { SOURCE_TITLES, type RowBadge, type TargetRow, type TopologyNode } from '#targets';
import { exactValue } from '../../format';
import { Age } from '../Age';
import { OpenCell, placeOfMenu } from './OpenCell';
import { Sparkline } from './Sparkline';
import {
  BADGES,
  countOf,
  levelLabel,
  LEVEL_KINDS,
  nodeLabel,
  rowLabel,
  uncountedLabel,
} from '../state-labels';
import { StatusIcon } from '../StatusIcon';
import { LINE_PX, targetsStyles } from './targets-styles';
import type { LineActions } from './line-actions';
import type { TreeLine } from './tree-lines';
import type { Trend, TrendFormats, Trends } from './trend';
import { chipsText, TypeChips } from '../TypeChips';

export interface TargetLineProps {
  readonly line: TreeLine;
  readonly index: number;
  readonly trends: Trends;
  readonly formats: TrendFormats;
  /** Values may still come. */
  readonly isPending: boolean;
  readonly isTabStop: boolean;
  readonly isOpened: boolean;
  readonly isChosen: boolean;
  readonly actions: LineActions;
}

/** One line of the tree: a place with what is below it in sum, or a row. */
export const TargetLine = memo(function TargetLine(props: TargetLineProps) {
  const { line, index, trends, formats, isPending, isTabStop, isOpened, isChosen, actions } = props;
  const styles = useStyles2(targetsStyles);
  const { row } = line;
  return (
    <div
      role="row"
      className={cx(styles.grid, styles.line, row?.counted === false && styles.uncounted)}
      style={{ top: index * LINE_PX }}
      tabIndex={isTabStop ? 0 : -1}
      data-index={index}
      data-opened={isOpened}
      aria-rowindex={index + 2}
      aria-level={line.level}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={line.isOpen}
      aria-selected={row ? isChosen : undefined}
      onClick={() => actions.onActivate(line)}
      onContextMenu={(event) => {
        event.preventDefault();
        actions.onMenu(line, placeOfMenu(event));
      }}
    >
      <ChoiceCell {...props} />
      <PlaceCell line={line} />
      {row && <ScrapeCells {...{ line, row, actions }} />}
      <TrendCell column="cpu" trend={trends.cpu} textOf={formats.cpu.textOf} {...{ isPending }} />
      <TrendCell
        column="memory"
        trend={trends.memory}
        textOf={formats.memory.textOf}
        isPending={isPending}
      />
      {row ? <TypesCell {...{ row, actions }} /> : <UnitsCell {...props} />}
      <StateCell line={line} />
      <OpenCell {...props} />
    </div>
  );
}, isSame);

/** Lines are made anew at every change of the tree, most of them as they were. */
function isSame(before: TargetLineProps, after: TargetLineProps): boolean {
  const { line: old, ...others } = before;
  const { line, ...rest } = after;
  return areEqual(others, rest) && areEqual({ ...old, parent: 0 }, { ...line, parent: 0 });
}

function areEqual<T extends object>(a: T, b: T): boolean {
  return Object.entries(a).every(([name, value]) => Object.is(value, b[name as keyof T]));
}

const stop = (event: MouseEvent) => event.stopPropagation();

function ChoiceCell({ line, isTabStop, isChosen, actions }: TargetLineProps) {
  const styles = useStyles2(targetsStyles);
  const { row } = line;
  return (
    <span role="gridcell" className={styles.choice} onClick={stop}>
      {row?.profiles.some(({ profileTypes }) => profileTypes.length > 0) && (
        // A line is drawn at every step of scrolling: the browser's own controls cost a tenth of the library's.
        <input
          type="checkbox"
          className={styles.checkbox}
          checked={isChosen}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={`Choose ${line.title} for a comparison`}
          onChange={() => actions.onChoose(row)}
        />
      )}
    </span>
  );
}

/** Of an application, where a row has its types. */
function UnitsCell({ line, isTabStop, actions }: TargetLineProps) {
  const styles = useStyles2(targetsStyles);
  return (
    <span role="gridcell" data-column="types" onClick={stop}>
      {actions.hasUnits(line) && (
        <button
          type="button"
          className={styles.way}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={`Odd unit out of ${line.title}`}
          title="Which of these is unlike the others?"
          onClick={() => actions.onOddUnit(line)}
        >
          Odd unit out
        </button>
      )}
    </span>
  );
}

interface RowCellsProps {
  readonly row: TargetRow;
  readonly actions: LineActions;
}

/** Where it is scraped, and when it was. */
function ScrapeCells({ line, row, actions }: RowCellsProps & { readonly line: TreeLine }) {
  const styles = useStyles2(targetsStyles);
  return (
    <>
      <span role="gridcell" data-column="address" className={styles.text} title={row.address}>
        {row.address === line.title ? row.job : row.address}
      </span>
      <span role="gridcell" data-column="scraped" className={styles.text}>
        <Seen row={row} now={actions.now} />
      </span>
    </>
  );
}

function TypesCell({ row, actions }: RowCellsProps) {
  return (
    <span role="gridcell" data-column="types" aria-label={chipsText(row.profiles)}>
      <TypeChips chips={row.profiles} now={actions.now} />
    </span>
  );
}

/** Where the line is: its name, what tells namesakes apart, and what is particular about it. */
function PlaceCell({ line }: { readonly line: TreeLine }) {
  const styles = useStyles2(targetsStyles);
  const { node, row, isOpen } = line;
  return (
    <span
      role="gridcell"
      className={styles.place}
      data-column="place"
      // It has no address and no scrapes of its own: their columns are its own.
      aria-colspan={row ? undefined : 3}
      style={{ paddingLeft: (line.level - 1) * 18 }}
      title={`${node ? `${levelLabel(node.kind)} ` : ''}${line.title}`}
    >
      <span className={styles.chevron}>{isOpen !== undefined && <Chevron isOpen={isOpen} />}</span>
      <span className={cx(styles.title, !row && styles.strong)}>{line.title || '(no name)'}</span>
      <Badges marks={row?.badges ?? []} />
      <span className={styles.detail}>{node && (row ? node.detail : nodeDetail(node))}</span>
    </span>
  );
}

function Chevron({ isOpen }: { readonly isOpen: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={isOpen ? 'M4.5 6.5L8 10L11.5 6.5' : 'M6.5 4.5L10 8L6.5 11.5'}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
    </svg>
  );
}

function Badges({ marks }: { readonly marks: readonly RowBadge[] }) {
  const styles = useStyles2(targetsStyles);
  return marks
    .filter(({ kind }) => BADGES.has(kind))
    .map(({ kind, message }) => (
      <span key={kind} className={styles.badge} data-part="badge" title={message}>
        {BADGES.get(kind)}
      </span>
    ));
}

/** `20ce8299 · 3 units`; what is no process of its own in words of its own. */
function nodeDetail(node: TopologyNode): string {
  return [node.detail, childKinds(node), uncountedLabel(node.counts)]
    .filter((part) => part !== '')
    .join(' · ');
}

function childKinds({ children, rows }: TopologyNode): string {
  const kinds = LEVEL_KINDS.flatMap((kind) => {
    // A unit that is an artefact only is no unit.
    const count = children.filter((child) => child.kind === kind && child.worst).length;
    return count === 0 ? [] : [countOf(count, kind)];
  });
  const own = rows.length === 0 ? [] : [`${rows.length} address${rows.length === 1 ? '' : 'es'}`];
  return [...kinds, ...own].join(', ');
}

/** Where it is known from, and when Parca last came to it or something of it came to Parca. */
function Seen({ row, now }: { readonly row: TargetRow; readonly now: () => Milliseconds }) {
  const isScraped = row.profiles.some(({ target }) => target !== undefined);
  const { lastScrape, lastSeen } = row;
  if (isScraped)
    return lastScrape === undefined ? (
      'never scraped'
    ) : (
      <>
        scraped <Age time={lastScrape} now={now} />
      </>
    );
  // Without its target, of a row that looks scraped only its profiles are known.
  const word = row.source === 'scraped' ? 'seen' : SOURCE_TITLES[row.source];
  return (
    <>
      {word} {lastSeen && <Age {...lastSeen} now={now} />}
    </>
  );
}

interface TrendCellProps {
  readonly column: string;
  readonly trend: Trend | undefined;
  readonly textOf: (mean: number) => string;
  readonly isPending: boolean;
}

function TrendCell({ column, trend, textOf, isPending }: TrendCellProps) {
  const styles = useStyles2(targetsStyles);
  return (
    <span
      role="gridcell"
      data-column={column}
      className={styles.value}
      title={trend && `mean: ${exactValue(trend.mean, trend.unit)}`}
    >
      {!trend && isPending && <span className={styles.pending}>…</span>}
      {trend && (
        <>
          <Sparkline values={trend.values} widthPx={56} heightPx={18} />
          <span className={styles.number}>{textOf(trend.mean)}</span>
        </>
      )}
    </span>
  );
}

function StateCell({ line }: { readonly line: TreeLine }) {
  const styles = useStyles2(targetsStyles);
  const { node, row } = line;
  const state = row ? row.state : markOf(node!);
  const words = row ? rowLabel(row) : nodeLabel(node!);
  const more = row ? row.reason.message : uncounted(node!);
  return (
    <span
      role="gridcell"
      data-column="state"
      className={styles.state}
      title={more === '' ? words : `${words}\n${more}`}
    >
      {state && <StatusIcon state={state} />}
      <span className={styles.words}>{words}</span>
    </span>
  );
}

/** Where nothing counts, nothing is called well. */
function markOf({ counts, worst }: TopologyNode) {
  return counts.counted === 0 && worst === 'profiling' ? undefined : worst;
}

function uncounted({ counts }: TopologyNode): string {
  const words = uncountedLabel(counts);
  return words === '' ? '' : `ignored: ${words}`;
}
