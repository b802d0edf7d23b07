import { useQuery } from '@tanstack/react-query';
import type { ProfileType, TimeRange } from '#series';
import { useHost } from '../host';
import { profileQuery, type LoadedProfile } from './queries';
import type { SideName } from '../sides';
import { useLatestQuery, type LatestQuery } from './use-latest-query';
import type { SideState, ViewState } from '../view/view-state';

/** What the profile page asks for: of the window, else of the range; not before a type and conditions are known. */
export function useProfile(
  { matchers, window }: SideState,
  profileType: ProfileType | undefined,
  range: TimeRange | undefined,
): LatestQuery<LoadedProfile> {
  const host = useHost();
  return useLatestQuery(
    useQuery(profileQuery(host, profileType, { matchers, range: window ?? range })),
  );
}

export interface LoadedSide {
  readonly name: SideName;
  readonly loaded: LatestQuery<LoadedProfile>;
}

/** Both sides loaded independently: one that fails leaves the other alone. */
export function useSides(
  view: ViewState,
  profileType: ProfileType | undefined,
): readonly LoadedSide[] {
  const baseline = useProfile(view.baseline, profileType, undefined);
  const comparison = useProfile(view.comparison, profileType, undefined);
  return [
    { name: 'baseline', loaded: baseline },
    { name: 'comparison', loaded: comparison },
  ];
}
