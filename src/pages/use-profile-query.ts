import type { ProfileType, TimeRange } from '#series';
import { useHost } from './host';
import { profileQuery } from './queries';
import { NO_TYPE } from './use-selection';
import type { ViewControl } from './use-view-state';

/** What the profile page asks for: of the window, else of the range; not before a type and conditions are known. */
export function useProfileQuery(
  { view }: ViewControl,
  profileType: ProfileType | undefined,
  range: TimeRange,
) {
  const host = useHost();
  const { matchers, window = range } = view.profile;
  const selector = { profileType: profileType ?? NO_TYPE, matchers: matchers ?? [] };
  return {
    ...profileQuery(host, selector, window),
    enabled: profileType !== undefined && matchers !== undefined,
  };
}
