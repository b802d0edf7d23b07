import { useQuery } from '@tanstack/react-query';
import type { ProfileType, TimeRange } from '#series';
import { useHost } from '../host';
import { profileQuery, type LoadedProfile } from './queries';
import type { SideName } from '../sides';
import { useLatestQuery, type LatestQuery } from './use-latest-query';
import type { SideState, ViewState } from '../view/view-state';

/**
 * What the profile page asks for: of the window, else of the range; not before a type and conditions are known. Where it came trimmed,
 * the stacks through the function that is looked at are asked for in detail; until they are there, and where the server does not know the
 * function by this name, it is the trimmed one.
 */
export function useProfile(
  { matchers, window }: SideState,
  profileType: ProfileType | undefined,
  range: TimeRange | undefined,
  through?: string,
): LatestQuery<LoadedProfile> {
  const host = useHost();
  const of = { matchers, range: window ?? range };
  const whole = useLatestQuery(useQuery(profileQuery(host, profileType, of)));
  const isTrimmed = !whole.stale && whole.data?.fetched.trimmed !== undefined;
  const asked = through !== undefined && isTrimmed ? { ...of, through } : undefined;
  const detail = useLatestQuery(
    useQuery(profileQuery(host, asked && profileType, asked ?? NOTHING)),
  );
  if (!asked) return whole;
  if (detail.error) return { ...whole, error: detail.error, retry: detail.retry };
  const { data } = detail;
  return data && !detail.stale && (data.fetched.trimmed ?? 0) < data.total ? detail : whole;
}

const NOTHING = { matchers: undefined, range: undefined };

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
