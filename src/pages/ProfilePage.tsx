import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import { printMatchers, profileTypeTitle, type TimeRange } from '#series';
import { Notice, Timeline } from '#ui';
import { absoluteRange, useHost } from './host';
import { coverageOf } from './coverage';
import { HonestyLine } from './HonestyLine';
import { PageBar } from './PageBar';
import { PageNotices } from './PageNotices';
import { ProfileView } from './ProfileView';
import { profileQuery } from './queries';
import { ProfileTypePicker, SelectorPickers } from './SelectionBar';
import { useKept } from './use-kept';
import { usePageRange } from './use-page-range';
import { NO_TYPE, useSelection } from './use-selection';
import { useTimeline } from './use-timeline';
import type { ViewControl } from './use-view-state';
import { compareWith } from './view-state';
import { windowAround } from './windows';

/** One selection: its rate and metrics over the range, and the profile of the window in it. */
export function ProfilePage({ control }: { readonly control: ViewControl }) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const { view, setView } = control;
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const selection = useSelection(control, range);
  const { profileType, levels } = selection;
  const { matchers, window } = view.profile;
  const asked = { profileType: profileType ?? NO_TYPE, matchers: matchers ?? [] };
  const loaded = useKept(
    useQuery({
      ...profileQuery(host, asked, window ?? range),
      enabled: profileType !== undefined && matchers !== undefined,
    }),
  );
  const charts = useTimeline({
    profileType,
    levels,
    range,
    labelSets: selection.labelSets.data ?? [],
    selections: matchers ? [{ matchers, title: 'Profile' }] : [],
  });
  const setWindow = (next: TimeRange | undefined) =>
    setView({ ...view, profile: { ...view.profile, window: next } });
  const fetched = loaded.data?.fetched;
  const coverage = fetched && coverageOf(fetched);
  return (
    <div className={styles.page}>
      <PageBar control={control} pageRange={pageRange} busy={loaded.state === 'loading'} />
      <main className={styles.main}>
        <section className={styles.head} aria-label="What is looked at">
          <ProfileTypePicker
            selection={selection}
            onChange={(type) =>
              setView({ ...view, profileType: type, display: { ...view.display, focus: '' } })
            }
          />
          <SelectorPickers
            title="Profile"
            selection={selection}
            range={range}
            matchers={matchers ?? []}
            onChange={(next) => setView({ ...view, profile: { ...view.profile, matchers: next } })}
          />
          <Button variant="secondary" icon="code-branch" onClick={() => setView(compareWith(view))}>
            Compare
          </Button>
          {profileType && loaded.data && coverage && (
            <HonestyLine
              profileType={profileType}
              total={loaded.data.tree.columns[0]!.total[0]!}
              coverage={coverage}
            />
          )}
        </section>
        <PageNotices
          problems={control.problems}
          pageRange={pageRange}
          selection={selection}
          notices={fetched?.notices ?? []}
        />
        <Timeline
          charts={charts}
          range={range}
          windows={window ? [{ kind: 'window', range: window, label: 'Window' }] : []}
          activeWindow="window"
          onSelectWindow={(next) => setWindow(next)}
          onPickTime={(time) => setWindow(windowAround(fetched?.scrapes ?? [], time))}
          onZoom={(next) =>
            setView({ ...view, range: absoluteRange(next), profile: { ...view.profile, window: undefined } })
          }
          onClearWindow={() => setWindow(undefined)}
          timeZone={host.timeZone}
        />
        {profileType && (
          <ProfileView
            control={control}
            loaded={loaded}
            queryKey={profileQuery(host, asked, window ?? range).queryKey}
            profileType={profileType}
            emptyReason={`No ${profileTypeTitle(profileType)} profiles for ${printMatchers(matchers ?? [])} between ${new Date((window ?? range).start).toISOString()} and ${new Date((window ?? range).end).toISOString()}.`}
          />
        )}
        {!profileType && selection.profileTypes.state === 'ready' && (
          <Notice
            kind="empty"
            title="This Parca has no profiles in this range."
            advice="Choose an earlier or longer range; if there are none at all, look at Parca's targets."
            action={{
              label: 'Last 24 hours',
              onClick: () => setView({ ...view, range: { from: 'now-24h', to: 'now' } }),
            }}
          />
        )}
      </main>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ minHeight: '100vh', background: theme.colors.background.canvas }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 2),
  }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    alignItems: 'end',
  }),
});
