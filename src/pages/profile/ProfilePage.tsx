import { Button } from '@grafana/ui';
import type { Labels, TimeRange } from '#series';
import { formatRange, Notice } from '#ui';
import { CrashBoundary } from '../shell/CrashBoundary';
import { CoverageLine } from '../shell/CoverageLine';
import { absoluteRange, useHost, useTimeZone, type Host } from '../state/host';
import { compareAnnotation } from '../metrics/annotations/compare-annotation';
import { hasFault } from '../state/matcher-faults';
import { groupingOf } from '../metrics/groups/grouping-of';
import { measuredOf } from '../metrics/measured-profile';
import { failsLike, toldOnce } from '../shell/one-cause';
import { PageNotices } from '../shell/PageNotices';
import { PageShell } from '../shell/PageShell';
import { PageTimeline } from '../metrics/PageTimeline';
import { ProfileView } from './ProfileView';
import type { LoadedProfile } from '../state/queries/queries';
import { ProfileTypePicker, SelectorPickers } from '../selection/SelectionBar';
import { resolveRange, zoomOut } from '../state/range';
import type { LatestQuery } from '../state/queries/use-latest-query';
import { usePageRange } from '../state/use-page-range';
import { FUNCTIONS } from '../metrics/use-function-chart';
import { usePickScrape } from './use-pick-scrape';
import { useProfile } from '../state/queries/use-profile';
import { useSelection, type Selection } from '../selection/use-selection';
import { useTimeline } from '../metrics/use-timeline';
import type { ViewControl } from '../state/view/use-view-state';
import type { ViewState } from '../state/view/view-state';
import { compareWith } from '../state/view/view-transitions';

/** One selection: its rate and metrics over the range, and the profile of the window in it. */
export function ProfilePage({ control }: { readonly control: ViewControl }) {
  const [timeZone] = useTimeZone();
  const host = useHost();
  const { view } = control;
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const selection = useSelection(control, range);
  const { profileType } = selection;
  const looked = view.display.pivot?.functionName;
  const loaded = useProfile(view.profile, profileType, range, looked);
  const timeline = useProfileTimeline({ control, selection, range, loaded });
  return (
    <PageShell
      {...{ control, pageRange }}
      loading={loaded.state === 'loading' ? 'the profile' : undefined}
    >
      <CrashBoundary what="query" data={[selection.levels, loaded.data]}>
        <ProfileHead {...{ control, selection, range, loaded, timeline }} />
      </CrashBoundary>
      <PageNotices
        problems={control.problems}
        pageRange={pageRange}
        selection={{ failed: toldOnce(selection.failed, [loaded]) }}
        notices={loaded.data?.notices ?? []}
        reported={[loaded.error]}
      />
      {!isOneMoment(host, view, loaded.data) && (
        <CrashBoundary what="timeline" data={[range, loaded.data]}>
          <ProfileTimeline {...{ control, selection, range, loaded, timeline }} />
        </CrashBoundary>
      )}
      {profileType ? (
        <CrashBoundary what="flame graph" data={[loaded.data]}>
          <ProfileView
            {...{ control, loaded, profileType }}
            charts={timeline.charts}
            unasked={hasFault(view.profile.matchers)}
            isTold={failsLike(loaded, selection.failed)}
            levels={selection.levels}
            range={range}
            window={view.profile.window ?? range}
            timeZone={timeZone}
          />
        </CrashBoundary>
      ) : (
        <NoProfiles control={control} selection={selection} />
      )}
    </PageShell>
  );
}

/** All that an archive or a file has of the selection is one profile of each series: there is no course of time to draw or to pick from. */
function isOneMoment(host: Host, view: ViewState, loaded: LoadedProfile | undefined): boolean {
  if (!host.frozen || view.range !== undefined || view.profile.window || !loaded) return false;
  const { scrapes, seriesCount } = loaded.coverage;
  return scrapes > 0 && scrapes === seriesCount;
}

interface PartProps {
  readonly control: ViewControl;
  readonly selection: Selection;
  readonly range: TimeRange;
  readonly loaded: LatestQuery<LoadedProfile>;
}

/** The first line: what is looked at, every part of it a control, and what it rests on. */
function ProfileHead({ control, selection, range, loaded, timeline }: ProfileTimelineProps) {
  const { view, setView } = control;
  return (
    <PageShell.Row label="Query">
      <ProfileTypePicker
        selection={selection}
        onChange={(type) =>
          setView({ ...view, profileType: type, display: { ...view.display, focus: undefined } })
        }
      />
      <SelectorPickers
        title="Profile"
        selection={selection}
        range={range}
        matchers={view.profile.matchers ?? []}
        onChange={(matchers) => setView({ ...view, profile: { ...view.profile, matchers } })}
      />
      <Button
        variant="secondary"
        icon="code-branch"
        onClick={() => setView(compareWith(view, range))}
      >
        Compare
      </Button>
      {loaded.data && (
        <CoverageLine
          profileType={loaded.data.selector.profileType}
          total={loaded.data.total}
          coverage={loaded.data.coverage}
          chart={timeline.charts[0]}
        />
      )}
    </PageShell.Row>
  );
}

function useProfileTimeline({ control, selection, range, loaded }: PartProps) {
  const [timeZone] = useTimeZone();
  const { view } = control;
  const { matchers } = view.profile;
  const grouping = groupingOf({ control, selection, range });
  return useTimeline({
    profileType: selection.profileType,
    levels: selection.levels,
    range,
    isWaiting: selection.isOpening,
    labelSets: selection.labelSets.data ?? NO_LABEL_SETS,
    selections: matchers && !hasFault(matchers) ? [{ matchers, title: 'Profile' }] : [],
    measured: measuredOf(loaded, timeZone),
    charted: view.display.charted,
    selected: view.display.selected,
    override: view.display.metricMatchers ?? '',
    onOverride: (text) => control.setDisplay({ metricMatchers: text === '' ? undefined : text }),
    grouping,
  });
}

interface ProfileTimelineProps extends PartProps {
  readonly timeline: ReturnType<typeof useProfileTimeline>;
}

/** Drag picks the window whose profile is shown; shift and drag zooms the page's range. */
function ProfileTimeline({ control, selection, range, loaded, timeline }: ProfileTimelineProps) {
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { view, setView } = control;
  const { matchers, window } = view.profile;
  const { charts, annotations, slices } = timeline;
  const setWindow = (next: TimeRange | undefined) =>
    setView({ ...view, profile: { ...view.profile, window: next } });
  const pickScrape = usePickScrape({
    profileType: selection.profileType,
    matchers: matchers ?? [],
    range,
    onPick: setWindow,
  });
  return (
    <PageTimeline
      control={control}
      yields={false}
      reported={[selection.failed?.error, loaded.error]}
      charts={charts}
      annotations={annotations}
      onPickAnnotation={(annotation) =>
        setView(
          compareAnnotation(view, annotation, {
            range,
            annotations,
            interval: loaded.data?.fetched.interval ?? 0,
            levels: selection.levels,
            aliases: host.targetAliases,
          }),
        )
      }
      range={range}
      windows={window ? [{ kind: 'window', range: window, label: 'Window' }] : []}
      onSelectWindow={setWindow}
      onPickTime={(time, _, chart) => {
        // What is drawn of functions is of slices: a scrape is a part of one.
        const slice =
          chart === FUNCTIONS
            ? slices.find(({ start, end }) => time >= start && time <= end)
            : undefined;
        if (slice) setWindow(slice);
        else pickScrape(time);
      }}
      onZoom={(next) =>
        setView({
          ...view,
          range: absoluteRange(next),
          profile: { ...view.profile, window: undefined },
        })
      }
      onZoomOut={() => setView({ ...view, range: absoluteRange(zoomOut(range)) })}
      onClearWindow={() => setWindow(undefined)}
      timeZone={timeZone}
    />
  );
}

const NO_LABEL_SETS: readonly Labels[] = [];

function NoProfiles({ control, selection }: Pick<PartProps, 'control' | 'selection'>) {
  const host = useHost();
  const [timeZone] = useTimeZone();
  const { state } = selection.profileTypes;
  if (state === 'loading')
    return (
      <Notice
        kind="loading"
        title={`Asking ${host.profiles.server.name} which profile types there are …`}
      />
    );
  if (state === 'failed') return null;
  const wider = host.frozen ? host.defaultRange : { from: 'now-24h', to: 'now' };
  const whole = host.frozen ? resolveRange(wider, host.now(), timeZone) : undefined;
  const words = whole && formatRange(whole, timeZone);
  return (
    <Notice
      kind="empty"
      title={`This ${host.profiles.server.name} has no profiles in this range.`}
      advice={
        words
          ? `The archive has profiles, ${words}.`
          : `Choose an earlier or longer range; if there are none at all, look at ${host.profiles.server.scrapes ? "Parca's targets" : 'what sends them'}.`
      }
      action={{
        label: words ? `Show ${words}` : 'Last 24 hours',
        onClick: () => control.setView({ ...control.view, range: wider }),
      }}
    />
  );
}
