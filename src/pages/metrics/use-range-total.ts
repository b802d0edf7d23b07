import { useQuery } from '@tanstack/react-query';
import type { Matcher, ProfileType, Series, TimeRange } from '#series';
import type { Level } from '../selection/topology-levels';
import { useHost } from '../state/host';
import { hasFault } from '../state/matcher-faults';
import { seriesQuery } from '../state/queries/queries';
import { stepFor } from '../state/range';
import { useLatestQuery, type LatestQuery } from '../state/queries/use-latest-query';

export interface AskedTotal {
  readonly profileType: ProfileType | undefined;
  readonly matchers: readonly Matcher[] | undefined;
  readonly range: TimeRange;
  readonly levels: readonly Level[];
  /** What is on the way goes first. */
  readonly isWaiting: boolean;
}

/** The series of a selection in the page's range, which add up to its total. */
export function useRangeTotal({ profileType, matchers, range, levels, isWaiting }: AskedTotal): {
  readonly total: LatestQuery<readonly Series[]>;
  readonly step: number;
} {
  const host = useHost();
  const step = stepFor(range);
  const isAsked = !isWaiting && profileType && matchers && !hasFault(matchers);
  const total = useLatestQuery(
    useQuery(
      seriesQuery(host, {
        selector: isAsked ? { profileType, matchers } : undefined,
        range,
        step,
        sumBy: levels.map(({ label }) => label),
      }),
    ),
  );
  return { total, step };
}
