import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { useQuery } from '@tanstack/react-query';
import type { TimeRange } from '#series';
import { Timeline } from '#ui';
import { ComparisonView } from './ComparisonView';
import { absoluteRange, useHost } from './host';
import { NormalisePicker } from './NormalisePicker';
import { PageBar } from './PageBar';
import { PageNotices } from './PageNotices';
import { profileQuery } from './queries';
import { ProfileTypePicker } from './SelectionBar';
import { SideRow } from './SideRow';
import { SIDE_TITLE, SIDES, type SideName } from './sides';
import { useKept } from './use-kept';
import { usePageRange } from './use-page-range';
import { NO_TYPE, useSelection } from './use-selection';
import { useTimeline } from './use-timeline';
import type { ViewControl } from './use-view-state';
import type { ViewState } from './view-state';

/** Two selections, each with its window, on one timeline; and the difference of their profiles. */
export function ComparePage({ control }: { readonly control: ViewControl }) {
  const styles = useStyles2(getStyles);
  const host = useHost();
  const { view, setView } = control;
  const pageRange = usePageRange(view);
  const { range } = pageRange;
  const selection = useSelection(control, range);
  const { profileType, levels } = selection;
  const sides = useSides(view, profileType ?? NO_TYPE, profileType !== undefined);
  const charts = useTimeline({
    profileType,
    levels,
    range,
    labelSets: selection.labelSets.data ?? [],
    selections: SIDES.flatMap((name) => {
      const { matchers } = view[name];
      return matchers ? [{ matchers, title: name }] : [];
    }),
  });
  const setWindow = (name: SideName, window: TimeRange | undefined) =>
    setView({ ...view, [name]: { ...view[name], window: window ?? range } });
  return (
    <div className={styles.page}>
      <PageBar
        control={control}
        pageRange={pageRange}
        busy={sides.some((side) => side.loaded.state === 'loading')}
      />
      <main className={styles.main}>
        <section className={styles.head} aria-label="What is compared">
          <div className={styles.row}>
            <ProfileTypePicker
              selection={selection}
              onChange={(type) =>
                setView({
                  ...view,
                  profileType: type,
                  normalise: '',
                  display: { ...view.display, focus: '', sort: undefined },
                })
              }
            />
            {profileType && <NormalisePicker control={control} profileType={profileType} />}
            <Button
              className={styles.swap}
              variant="secondary"
              icon="exchange-alt"
              onClick={() => setView(swapped(view))}
            >
              Swap sides
            </Button>
          </div>
          {sides.map((side) => (
            <SideRow
              key={side.name}
              name={side.name}
              control={control}
              selection={selection}
              range={range}
              loaded={side.loaded}
            />
          ))}
        </section>
        <PageNotices
          problems={control.problems}
          pageRange={pageRange}
          selection={selection}
          notices={[...new Set(sides.flatMap((side) => side.loaded.data?.fetched.notices ?? []))]}
        />
        <Timeline
          charts={charts}
          range={range}
          windows={SIDES.flatMap((name) => {
            const { window } = view[name];
            return window ? [{ kind: name, range: window, label: SIDE_TITLE[name] }] : [];
          })}
          onSelectWindow={(next, which) =>
            setWindow(which === 'baseline' ? 'baseline' : 'comparison', next)
          }
          onZoom={(next) => setView({ ...view, range: absoluteRange(next) })}
          timeZone={host.timeZone}
        />
        {profileType && (
          <ComparisonView control={control} sides={sides} profileType={profileType} range={range} />
        )}
      </main>
    </div>
  );
}

/** Both sides loaded independently: one that fails leaves the other alone. */
function useSides(view: ViewState, profileType: typeof NO_TYPE, enabled: boolean) {
  const host = useHost();
  const ask = (name: SideName) => {
    const { matchers, window } = view[name];
    const query = profileQuery(
      host,
      { profileType, matchers: matchers ?? [] },
      window ?? { start: 0, end: 0 },
    );
    return { ...query, enabled: enabled && matchers !== undefined && window !== undefined };
  };
  const baseline = ask('baseline');
  const comparison = ask('comparison');
  const loadedBaseline = useKept(useQuery(baseline));
  const loadedComparison = useKept(useQuery(comparison));
  return [
    { name: 'baseline' as const, queryKey: baseline.queryKey, loaded: loadedBaseline },
    { name: 'comparison' as const, queryKey: comparison.queryKey, loaded: loadedComparison },
  ];
}

/** Every delta changes its sign and nothing else; the focus stays, because the united tree is the same. */
export function swapped(view: ViewState): ViewState {
  return { ...view, baseline: view.comparison, comparison: view.baseline };
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ minHeight: '100vh', background: theme.colors.background.canvas }),
  main: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 2),
  }),
  head: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), alignItems: 'end' }),
  swap: css({ marginLeft: 'auto' }),
});
