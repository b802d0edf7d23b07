import { useMemo } from 'react';
import { AGAINST, type Scan, type ScanQuestion } from '#scan';
import { formatDuration, printMatchers } from '#series';
import { formatRange, Notice, Picker } from '#ui';
import { SelectorPickers } from '../selection/SelectionBar';
import { useSelection } from '../selection/use-selection';
import { explain, likenessOf } from '../shell/advice';
import { CrashBoundary } from '../shell/CrashBoundary';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { useHost, useTimeZone } from '../state/host';
import { hasFault } from '../state/matcher-faults';
import { resolveRange } from '../state/range';
import { usePageRange } from '../state/use-page-range';
import type { ViewControl } from '../state/view/use-view-state';
import type { ChangesState } from '../state/view/view-state';
import { FindingList } from './FindingList';
import { OddUnitSection } from './odd-unit/OddUnitSection';
import { NoChange } from './NoChange';
import { ScanLine } from './ScanLine';
import { useScan } from './use-scan';

const AGAINST_TITLES: Record<(typeof AGAINST)[number], { label: string; description: string }> = {
  previous: { label: 'earlier in the range', description: 'what became different within it' },
  yesterday: { label: 'same time yesterday', description: 'the same hours of the day before' },
  week: { label: 'same time last week', description: 'the same hours a week before' },
  build: {
    label: 'before the last build or restart',
    description: 'needs metrics that tell builds and restarts',
  },
};

/** What changed in everything that is profiled, found without being asked for a unit, a type or windows. */
export function ChangesPage({ control }: { readonly control: ViewControl }) {
  const { view, setView } = control;
  const host = useHost();
  const [timeZone] = useTimeZone();
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const { against, opened, dismissed, matchers } = view.changes;
  const setChanges = (change: Partial<ChangesState>, how: 'push' | 'replace' = 'push') =>
    setView({ ...view, changes: { ...view.changes, ...change } }, how);
  const scope = hasFault(matchers) ? NONE : matchers;
  const question = useMemo(
    (): ScanQuestion => ({
      range,
      against,
      timeZone,
      matchers: scope,
      aliases: host.targetAliases,
    }),
    [range, against, timeZone, scope, host.targetAliases],
  );
  const key = [range.start, range.end, against, timeZone, printMatchers(scope)].join(' ');
  const scanned = useScan(question, key);
  const selection = useSelection(control, range, { enabled: !scanned.isOpening });
  const { shown, state, error, stale } = scanned;
  const scan = shown?.scan;
  // One cause is told once, where the selection could not be asked for it already.
  const failed = selection.failed?.error;
  const isReported =
    error && failed && likenessOf(error) === likenessOf(failed) && shown === undefined;
  const tryAgain = () => {
    selection.failed?.retry();
    scanned.again();
  };
  const refresh = () => {
    pageRange.refresh();
    scanned.again();
  };
  const wider = host.frozen ? host.defaultRange : { from: 'now-24h', to: 'now' };
  const whole = host.frozen ? resolveRange(wider, host.now(), timeZone) : undefined;
  const elsewhere = {
    label: whole ? `Show ${formatRange(whole, timeZone)}` : 'Last 24 hours',
    onClick: () => setView({ ...view, range: wider }),
  };
  const oddUnit = (
    <CrashBoundary what="odd unit out" data={[view.changes.oddIn]}>
      <OddUnitSection
        {...{ control, selection, range }}
        applications={scan?.applications ?? NONE}
        scanState={state}
        onChange={(oddIn) => setChanges({ oddIn })}
      />
    </CrashBoundary>
  );
  return (
    <PageShell
      control={control}
      pageRange={{ ...pageRange, refresh }}
      loading={state === 'scanning' ? 'totals and functions' : undefined}
      asking={scanned}
    >
      <PageShell.Row label="What is looked at">
        <Picker
          label="Held against"
          options={AGAINST.map((value) => ({ value, ...AGAINST_TITLES[value] }))}
          value={against}
          onChange={(value) => setChanges({ against: AGAINST.find((one) => one === value)! })}
          minWidth={22}
        />
        <SelectorPickers
          title="Scope"
          selection={selection}
          range={range}
          matchers={matchers}
          onChange={(next) => setChanges({ matchers: next })}
        />
        <ScanLine scanned={scanned} />
      </PageShell.Row>
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={{ failed: selection.failed && { ...selection.failed, retry: tryAgain } }}
        notices={[]}
      />
      {state === 'scanning' && !shown && (
        <Notice
          kind="loading"
          title={`Asking ${host.profiles.server.name} for the totals of all units, ${formatDuration(range.end - range.start)} …`}
        />
      )}
      {error && !isReported && (
        <Notice
          kind="failed"
          title={`The scan failed${shown ? `; what is shown ${scan?.phase === 'lost' ? 'was found until then' : 'is from before'}` : ''}`}
          {...explain(error)}
          action={{ label: 'Try again', onClick: tryAgain }}
        />
      )}
      {scan && scan.problems.length > 0 && (
        <Problems scan={scan} again={error ? undefined : tryAgain} />
      )}
      {view.changes.oddIn !== undefined && oddUnit}
      {scan && !stale && scan.findings.length === 0 && state !== 'scanning' && !error && (
        <NoChange
          {...{ scan, question }}
          onAgainst={(next) => setChanges({ against: next })}
          elsewhere={elsewhere}
        />
      )}
      {shown && shown.scan.findings.length > 0 && (
        <CrashBoundary what="list of changes" data={[shown.scan]}>
          <FindingList
            {...{ control, opened, dismissed, stale }}
            {...{ scan: shown.scan, question: shown.question, findings: shown.scan.findings }}
            onOpen={(next) => setChanges({ opened: next }, 'replace')}
            onDismiss={(next) => setChanges({ dismissed: next })}
          />
        </CrashBoundary>
      )}
      {view.changes.oddIn === undefined && (shown || !error) && oddUnit}
    </PageShell>
  );
}

const NONE: readonly never[] = [];
const MOST_PROBLEMS = 3;

/** What was not looked at, for want of an answer or for another reason: only the first can be tried again. */
function Problems({
  scan,
  again,
}: {
  readonly scan: Scan;
  /** Absent where it is offered already, with the advice. */
  readonly again: (() => void) | undefined;
}) {
  const { problems, failure } = scan;
  const more = problems.length - MOST_PROBLEMS;
  return (
    <Notice
      inline
      kind="partial"
      title="Not everything could be looked at"
      facts={[...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`and ${more} more`] : [])].join(
        '\n',
      )}
      {...(failure &&
        again && {
          advice: explain(failure).advice,
          action: { label: 'Try again', onClick: again },
        })}
    />
  );
}
