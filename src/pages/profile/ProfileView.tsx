import { useQuery } from '@tanstack/react-query';
import { valueUnit, type ProfileType, type TimeRange } from '#series';
import { Notice, type TimelineChart } from '#ui';
import { EmptyProfile } from './EmptyProfile';
import { wholeProfile } from './whole-profile';
import { explain } from '../shell/advice';
import { exportFacts } from '../flame/export/export-facts';
import { exportedCharts, exportedSides } from '../flame/export/exported-sides';
import { FlameSection } from '../flame/FlameSection';
import { TreePane } from '../flame/panes/TreePane';
import { profileWords } from '../selection/selection-words';
import type { Level } from '../selection/topology-levels';
import { absoluteRange, useHost } from '../state/host';
import { printView } from '../state/view/view-url';
import { viewQuery, type LoadedProfile } from '../state/queries/queries';
import { useLatestQuery, type LatestQuery } from '../state/queries/use-latest-query';
import { useTree } from '../flame/view/use-tree';
import { useSaveView } from '../save/use-save-view';
import type { ViewControl } from '../state/view/use-view-state';

export interface ProfileViewProps {
  readonly control: ViewControl;
  readonly loaded: LatestQuery<LoadedProfile>;
  /** A condition cannot be read, which is told where it stands. */
  readonly unasked?: boolean;
  /** Why it could not be loaded stands above already. */
  readonly isTold?: boolean;
  readonly profileType: ProfileType;
  readonly levels: readonly Level[];
  /** The page's. */
  readonly range: TimeRange;
  readonly window: TimeRange;
  /** For what is handed on. */
  readonly charts?: readonly TimelineChart[];
  readonly timeZone: string;
}

/** The four pictures of one profile: loading, empty, failed (over the last good one), and the flame graph. */
export function ProfileView(props: ProfileViewProps) {
  const { control, loaded, unasked = false, range, window, timeZone, charts = [] } = props;
  const host = useHost();
  const sides = loaded.data && !loaded.stale ? [loaded.data] : [];
  const viewed = useLatestQuery(useQuery(viewQuery(host, sides, control.view.display)));
  useTree(host.engine, viewed.data?.handle);
  const save = useSaveView(control.view, range);
  if (loaded.error || viewed.error || !isEmpty(loaded))
    return (
      <>
        {unasked ? <Unasked /> : !props.isTold && <Failure {...{ loaded, viewed }} />}
        {viewed.data ? (
          <FlameSection
            engine={host.engine}
            treePane={TreePane}
            display={control.view.display}
            setDisplay={control.setDisplay}
            handle={viewed.data.handle}
            tree={viewed.data.tree}
            callers={viewed.data.callers}
            table={viewed.data.table}
            unit={valueUnit(viewed.data.sides[0]!.selector.profileType)}
            magnitudes={viewed.data.magnitudes}
            wholes={viewed.data.wholes}
            removed={viewed.data.removed}
            stale={viewed.stale || loaded.stale}
            save={save}
            whole={sides[0] && wholeProfile(host.engine, sides[0])}
            exported={() =>
              exportFacts({
                ...exportedSides(viewed.data!.sides),
                unit: valueUnit(viewed.data!.sides[0]!.selector.profileType),
                charts: exportedCharts({
                  ...{ charts, range, timeZone },
                  windows: [{ name: 'window', range: window }],
                }),
                link: host.linkTo(
                  printView({ ...control.view, range: absoluteRange(range), refresh: undefined }),
                ),
                timeZone,
              })
            }
          />
        ) : (
          <Waiting {...{ loaded, viewed }} title={waitingWords(props)} />
        )}
      </>
    );
  return <EmptyProfile {...props} />;
}

function Unasked() {
  return (
    <Notice inline kind="empty" title="Nothing is asked before every condition can be read." />
  );
}

function Waiting(props: {
  readonly loaded: LatestQuery<unknown>;
  readonly viewed: LatestQuery<unknown>;
  readonly title: string;
}) {
  const failed = props.loaded.error ?? props.viewed.error;
  return failed ? null : <Notice kind="loading" title={props.title} />;
}

function waitingWords({ control, profileType, levels, window }: ProfileViewProps): string {
  const { matchers } = control.view.profile;
  // What a link leaves open is filled in.
  if (matchers === undefined) return 'Finding what is busiest …';
  return `Loading ${profileWords(profileType, { matchers, window }, levels)} …`;
}

function isEmpty({ data, stale }: LatestQuery<LoadedProfile>): boolean {
  return data !== undefined && !stale && data.fetched.scrapes.length === 0;
}

function Failure(props: {
  readonly loaded: LatestQuery<unknown>;
  readonly viewed: LatestQuery<unknown>;
}) {
  const { loaded, viewed } = props;
  const failed = loaded.error ? loaded : viewed;
  if (!failed.error) return null;
  const old = viewed.data ? '; the picture is of the one before' : '';
  return (
    <Notice
      kind="failed"
      title={`This profile could not be loaded${old}`}
      {...explain(failed.error)}
      action={{ label: 'Try again', onClick: failed.retry }}
    />
  );
}
