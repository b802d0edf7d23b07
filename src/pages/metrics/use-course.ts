import { useMemo } from 'react';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { FunctionValues } from '#profile';
import {
  planSlices,
  printSelector,
  rateOf,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type Slice,
  type TimeRange,
} from '#series';
import { useHost } from '../state/host';
import { functionValuesQuery, scrapesQuery } from '../state/queries/queries';
import { useSlices } from '../state/queries/use-slices';

export interface Course {
  readonly state: 'loading' | 'ready' | 'failed' | 'empty';
  /** Of each slice, and its middle. */
  readonly ranges: readonly TimeRange[];
  readonly times: readonly Milliseconds[];
  /** A rate, or a state; null where a slice is still on its way, or failed. */
  readonly functions: readonly {
    readonly self: readonly (number | null)[];
    readonly total: readonly (number | null)[];
  }[];
}

/** What functions of one selection cost in each of so many slices of the range, as the slices come. */
export function useCourse(
  asked: Selector | undefined,
  range: TimeRange,
  names: readonly string[],
  most: number,
): Course {
  const host = useHost();
  const selector = useSame(asked, asked ? printSelector(asked) : '');
  const listed = useQuery(scrapesQuery(host, selector, range));
  const { profiles, plans } = useMemo(
    () =>
      selector && listed.data
        ? { profiles: [{ selector }], plans: [planSlices(listed.data, most)] }
        : NO_PLANS,
    [selector, listed.data, most],
  );
  const { runs, done, failed, total } = useSlices(profiles, plans, selector !== undefined);
  const slices = plans[0];
  const handles = runs[0]?.handles ?? NONE;
  // One by one: each slice that arrives is looked at once.
  const arrived = handles.flatMap((handle, i) => (handle === undefined ? [] : [{ handle, i }]));
  const known = useQueries({
    queries: arrived.map(({ handle }) => functionValuesQuery(host, handle, names)),
    combine: dataOf,
  });
  const places = useSame(
    arrived.map(({ i }) => i),
    arrived.map(({ i }) => i).join(),
  );
  return useMemo((): Course => {
    const values = handles.map((_, i) => known[places.indexOf(i)]);
    return {
      state: listed.error
        ? 'failed'
        : !slices || done + failed < total || values.filter(isThere).length < done
          ? 'loading'
          : slices.length === 0
            ? 'empty'
            : failed > 0
              ? 'failed'
              : 'ready',
      ranges: (slices ?? []).map(({ range }) => range),
      times: (slices ?? []).map(({ range: { start, end } }) => Math.round((start + end) / 2)),
      functions:
        slices && selector && values.some(isThere)
          ? names.map((_, f) =>
              rates(
                values.map((all) => all?.[f]),
                slices,
                selector.profileType,
              ),
            )
          : [],
    };
  }, [listed.error, slices, done, failed, total, handles, known, places, names, selector]);
}

const isThere = (value: unknown) => value !== undefined;

function dataOf<T>(results: readonly UseQueryResult<T, Error>[]): readonly (T | undefined)[] {
  return results.map(({ data }) => data);
}

const NO_PLANS: {
  readonly profiles: readonly { readonly selector: Selector }[];
  readonly plans: readonly (readonly Slice[])[];
} = { profiles: [], plans: [] };

/** Per second where values add up over time; null for slices that are not there. */
function rates(
  values: readonly (FunctionValues | undefined)[],
  slices: readonly Slice[],
  type: ProfileType,
): Course['functions'][number] {
  const of = (kind: keyof FunctionValues) =>
    values.map((one, i) => (one ? rateOf(type, one[kind][0]!, slices[i]!.seconds) : null));
  return { self: of('self'), total: of('total') };
}

const NONE: readonly never[] = [];

/** The first of values that say the same. */
export function useSame<T>(value: T, says: string): T {
  return useMemo(() => value, [says]); // eslint-disable-line react-hooks/exhaustive-deps
}
