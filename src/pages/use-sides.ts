import { useQuery } from '@tanstack/react-query';
import type { ProfileType } from '#series';
import { useHost } from './host';
import { profileQuery } from './queries';
import type { SideName } from './sides';
import { useKept } from './use-kept';
import type { ViewState } from './view-state';

/** Both sides loaded independently: one that fails leaves the other alone. */
export function useSides(view: ViewState, profileType: ProfileType, enabled: boolean) {
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
