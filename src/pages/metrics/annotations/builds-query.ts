import { queryOptions, skipToken } from '@tanstack/react-query';
import { printSelector, type Selector, type TimeRange } from '#series';
import type { SeenBuilds, Annotation } from '#targets';
import type { Host } from '../../state/host';

/** Holds a profile on each side at the usual intervals of scrapes. */
const REACH_MS = 3 * 60_000;

/** Which builds the profiles are of just before and just after an annotation; what it says does not change any more. */
export function buildsQuery(
  host: Host,
  {
    selector,
    annotation,
  }: { readonly selector: Selector | undefined; readonly annotation: Annotation },
) {
  const { time, labels } = annotation;
  return queryOptions({
    queryKey: ['parca', 'builds', selector ? printSelector(selector) : null, time],
    queryFn: selector
      ? async ({ signal }): Promise<readonly SeenBuilds[]> => {
          const read = async (range: TimeRange) => {
            const { parts } = await host.profiles.fetchProfile(selector, range, { signal });
            const { handle, buildIds } = await host.engine.open(parts, { signal });
            host.engine.release(handle);
            return buildIds;
          };
          const [before, after] = await Promise.all([
            read({ start: time - REACH_MS, end: time - 1 }),
            read({ start: time, end: time + REACH_MS }),
          ]);
          return [
            { time: time - 1, buildIds: before, labels },
            { time, buildIds: after, labels },
          ];
        }
      : skipToken,
    staleTime: REACH_MS,
  });
}
