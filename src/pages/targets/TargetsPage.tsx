import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import { formatDuration, type TimeRange } from '#series';
import type { TargetRow } from '#targets';
import {
  type PointerPlace,
  TargetsSummary,
  TargetsTable,
  type TreeLine,
  useDebouncedText,
  useHeightBelow,
} from '#ui';
import { CrashBoundary } from '../shell/CrashBoundary';
import { useHost, usePageLocation, useTimeZone } from '../state/host';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { usePageRange } from '../state/use-page-range';
import type { ViewControl } from '../state/view/use-view-state';
import type { TargetsState } from '../state/view/view-state';
import { isMemory } from './queries/activity';
import { ElsewhereNotice } from './ElsewhereNotice';
import { RetentionLine } from './RetentionLine';
import { TargetMenu } from './row/TargetMenu';
import { SetupDrawer } from './SetupDrawer';
import { hasProfile, hasUnits, rowsOfLine, toOddUnit, toPair, toProfile } from './target-links';
import { TargetPane } from './TargetPane';
import { TargetsNotices } from './TargetsNotices';
import { useLines, useTargets, type Found } from './queries/use-targets';
import { useClock } from './queries/use-discovery-inputs';
import { searchOfVariables } from './variables';

const LEAST_PX = 360;

export interface TargetsPageProps {
  readonly control: ViewControl;
  /** Which of several servers they are of. */
  readonly picker: ReactNode;
}

/** Everything that is profiled, in its place, with the reason for each absence. */
export function TargetsPage({ control, picker }: TargetsPageProps) {
  const { view, setView } = control;
  const pageRange = usePageRange(view);
  const found = useTargets(pageRange.range);
  const [isSettingUp, setUp] = useState(false);
  const setTargets = useCallback(
    (change: Partial<TargetsState>) =>
      setView({ ...view, targets: { ...view.targets, ...change } }, 'replace'),
    [view, setView],
  );
  useVariables(view.targets.search, setTargets);
  const parts = { control, found, setTargets, picker, range: pageRange.range };
  return (
    <PageShell {...{ control, pageRange }} loading={found.isSettled ? undefined : 'targets'}>
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={NO_SELECTION}
        notices={[]}
      />
      <TargetsNotices found={found} onSetup={() => setUp(true)} />
      <ElsewhereNotice
        found={found}
        range={pageRange.range}
        onRange={(range) => setView({ ...view, range })}
      />
      {picker && found.tree.counts.rows === 0 && (
        <PageShell.Row label="Datasource">{picker}</PageShell.Row>
      )}
      {found.tree.counts.rows > 0 && (
        <CrashBoundary what="list of targets" data={[found.tree]}>
          <TargetsList {...parts} onSetup={() => setUp(true)} />
        </CrashBoundary>
      )}
      {isSettingUp && (
        <SetupDrawer
          row={found.rows.get(view.targets.selected ?? '')}
          onClose={() => setUp(false)}
        />
      )}
    </PageShell>
  );
}

/** A link from a dashboard says by its variables what is looked for; from then on it is a search like any other. */
function useVariables(search: string, setTargets: (change: Partial<TargetsState>) => void): void {
  const location = usePageLocation();
  const given = searchOfVariables(location.search);
  useEffect(() => {
    if (given !== '' && search === '') setTargets({ search: given });
  }, [given, search, setTargets]);
}

const NO_SELECTION = { failed: undefined };

interface ListProps {
  readonly control: ViewControl;
  readonly found: Found;
  readonly range: TimeRange;
  readonly setTargets: (change: Partial<TargetsState>) => void;
  readonly picker: ReactNode;
  readonly onSetup: () => void;
}

function TargetsList({ control, found, range, setTargets, picker, onSetup }: ListProps) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const [timeZone] = useTimeZone();
  const clock = useClock();
  const aliases = host.targetAliases;
  const { view, setView } = control;
  const [search, setSearch] = useDebouncedText(view.targets.search, (text) =>
    setTargets({ search: text }),
  );
  const { lines, toggle } = useLines(found, { ...view.targets, search });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [menu, setMenu] = useState<{ readonly line: TreeLine; readonly at: PointerPlace }>();
  const beforeMenu = useRef<Element | null>(null);
  const panes = useRef<HTMLDivElement>(null);
  const heightPx = useHeightBelow(panes, LEAST_PX);
  const rows = useMemo(() => [...found.rows.values()], [found.rows]);
  const opened = found.rows.get(view.targets.selected ?? '');
  const actions = useMemo(
    () => ({
      now: clock,
      hasProfile: (line: TreeLine) => rowsOfLine(line).some(hasProfile),
      onActivate: (line: TreeLine) =>
        line.row ? setTargets({ selected: line.row.id }) : toggle(line),
      onChoose: (row: TargetRow) => setChosen((before) => withChoice(before, row.id)),
      onProfile: (line: TreeLine) => setView(toProfile(view, line, aliases)),
      hasUnits,
      onOddUnit: (line: TreeLine) => setView(toOddUnit(view, line, aliases)),
      onMenu: (line: TreeLine, at: PointerPlace) => {
        beforeMenu.current = document.activeElement;
        setMenu({ line, at });
      },
    }),
    [clock, toggle, setTargets, setView, view, aliases],
  );
  return (
    <>
      <PageShell.Row label="What is profiled">
        {picker}
        <TargetsSummary
          tree={found.tree}
          filter={view.targets.state}
          onFilter={(state) => setTargets({ state })}
        />
        <div className={styles.tools}>
          <PairButton {...{ control, found, chosen, range }} onClear={() => setChosen([])} />
          <div className={styles.search}>
            <FilterInput
              value={search}
              onChange={setSearch}
              placeholder={
                host.profiles.server.scrapes
                  ? 'Search names, labels, addresses, errors'
                  : 'Search names and labels'
              }
              aria-label="Search the targets"
              escapeRegex={false}
            />
          </div>
          <Button variant="secondary" fill="outline" onClick={onSetup}>
            Set up profiling
          </Button>
        </div>
      </PageShell.Row>
      <div ref={panes} className={styles.panes}>
        <div className={styles.table}>
          <TargetsTable
            lines={lines}
            order={view.targets.order}
            onOrder={(order) => setTargets({ order })}
            trendsOf={found.trends.of}
            isPending={!found.isSettled}
            notes={notesOf(found, range)}
            heightPx={heightPx - STATUS_PX}
            opened={opened?.id ?? ''}
            chosen={chosen}
            stale={found.reports.some(
              ({ kept }) => kept.state === 'failed' && kept.data !== undefined,
            )}
            actions={actions}
            hasAddresses={host.profiles.server.scrapes}
          />
          {menu && (
            <TargetMenu
              {...{ control, range, rows, onSetup }}
              {...menu}
              onDetails={() => actions.onActivate(menu.line)}
              onClose={() => {
                setMenu(undefined);
                if (beforeMenu.current instanceof HTMLElement)
                  beforeMenu.current.focus({ preventScroll: true });
              }}
            />
          )}
          <div className={styles.under} role="status">
            <span>{lines.length === 0 ? 'No target fits the search.' : ''}</span>
            <RetentionLine found={found} />
          </div>
        </div>
        {opened && (
          <CrashBoundary what="target's details" data={[opened]}>
            <TargetPane
              key={opened.id}
              {...{ control, range, onSetup }}
              row={opened}
              rows={rows}
              heightPx={heightPx}
              timeZone={timeZone}
              onClose={() => setTargets({ selected: undefined })}
            />
          </CrashBoundary>
        )}
      </div>
    </>
  );
}

const STATUS_PX = 28;

/** At most two: a third takes the place of the first. */
function withChoice(before: readonly string[], id: string): readonly string[] {
  return before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-2);
}

/** What the numbers are of; a memory that would have been too much is of a part of the range only. */
function notesOf({ activities }: Found, range: TimeRange) {
  const memory = activities.find(({ answer, series }) => series && isMemory(answer.profileType));
  const part =
    memory && memory.drawn.start > range.start
      ? ` last ${formatDuration(memory.drawn.end - memory.drawn.start)}`
      : ' range';
  return {
    cpu: 'Cores in use, mean of the range',
    memory: `Memory in use, mean of the${part}`,
  };
}

interface PairButtonProps {
  readonly control: ViewControl;
  readonly found: Found;
  readonly range: TimeRange;
  readonly chosen: readonly string[];
  readonly onClear: () => void;
}

/** What can be done with the chosen rows; nothing is chosen, nothing is shown. */
function PairButton({ control, found, chosen, range, onClear }: PairButtonProps) {
  const { view, setView } = control;
  const [first, second] = chosen.flatMap((id) => found.rows.get(id) ?? []);
  if (!first) return null;
  const pair = second && toPair(view, [first, second], range);
  const said = second ? 'They have no profile type in common' : 'Choose a second one to compare';
  return (
    <>
      <Button
        disabled={!pair}
        tooltip={pair ? 'The first chosen is the baseline' : said}
        onClick={() => pair && setView(pair)}
      >
        {second ? 'Compare these two' : 'Compare: choose one more'}
      </Button>
      <Button variant="secondary" fill="text" onClick={onClear}>
        Clear
      </Button>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tools: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    marginLeft: 'auto',
    alignItems: 'center',
  }),
  search: css({ width: 300 }),
  panes: css({ display: 'flex', gap: theme.spacing(1.5), alignItems: 'flex-start', minWidth: 0 }),
  table: css({ flex: '1 1 0', minWidth: 0 }),
  under: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    height: STATUS_PX,
    paddingTop: theme.spacing(0.75),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
