import type { TimeRange } from '#series';
import { extentOf } from './extent-of';
import { useRangeTotal, type AskedTotal } from '../use-range-total';

/** From when to when a selection has profiles in a range. undefined: in none of it, or not known, of which `state` and `error` tell. */
export function useExtent(asked: Omit<AskedTotal, 'isWaiting'>): {
  readonly extent: TimeRange | undefined;
  readonly state: ReturnType<typeof useRangeTotal>['total']['state'];
  readonly error: Error | undefined;
} {
  const { data, stale, state, error } = useRangeTotal({ ...asked, isWaiting: false }).total;
  return { extent: extentOf(stale ? [] : (data ?? [])), state, error };
}
