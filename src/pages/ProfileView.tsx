import { useQuery } from '@tanstack/react-query';
import { valueUnit, type ProfileType } from '#series';
import { Notice } from '#ui';
import { explain } from './advice';
import { FlameSection } from './FlameSection';
import { useHost } from './host';
import { viewQuery, type LoadedProfile } from './queries';
import { useKept, type Kept } from './use-kept';
import type { ViewControl } from './use-view-state';

export interface ProfileViewProps {
  readonly control: ViewControl;
  readonly loaded: Kept<LoadedProfile>;
  readonly queryKey: readonly unknown[];
  readonly profileType: ProfileType;
  readonly emptyReason: string;
}

/** The four pictures of one profile: loading, empty, failed (over the last good one), and the flame graph. */
export function ProfileView({ control, loaded, queryKey, profileType, emptyReason }: ProfileViewProps) {
  const host = useHost();
  const { display } = control.view;
  const sides = loaded.data && !loaded.stale ? [{ key: queryKey, loaded: loaded.data }] : [];
  const viewed = useKept(useQuery(viewQuery(host, sides, display)));
  const failure = loaded.error ?? viewed.error;
  const unit = valueUnit(profileType);
  const empty = loaded.data !== undefined && loaded.data.fetched.scrapes.length === 0;
  return (
    <>
      {failure && (
        <Notice
          kind="failed"
          title={
            viewed.data
              ? 'This profile could not be loaded; the picture is of the one before'
              : 'This profile could not be loaded'
          }
          {...explain(failure)}
          action={{ label: 'Try again', onClick: loaded.error ? loaded.retry : viewed.retry }}
        />
      )}
      {!viewed.data && !failure && !empty && <Notice kind="loading" title="Loading the profile …" />}
      {empty && !loaded.stale && !failure ? (
        <Notice
          kind="empty"
          title="No profiles in this window."
          facts={emptyReason}
          advice="Choose a longer range, another unit, or all units."
          action={{
            label: 'Whole range, all units',
            onClick: () =>
              control.setView({
                ...control.view,
                profile: { matchers: [], window: undefined },
              }),
          }}
        />
      ) : (
        viewed.data && (
          <FlameSection
            control={control}
            tree={viewed.data.tree}
            table={viewed.data.table}
            unit={unit}
            stale={viewed.stale || loaded.stale}
          />
        )
      )}
    </>
  );
}
