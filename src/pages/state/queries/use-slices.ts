import { useEffect, useMemo, useState } from 'react';
import { hashKey, useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { OpenedProfile, TreeHandle } from '#engine';
import type { Slice } from '#series';
import { useHost } from '../host';
import { sliceQuery, type LoadedProfile } from './queries';

/** The slices of one profile as they arrive: absent ones are under way, or failed. */
export interface LoadedSlices {
  readonly slices: readonly Slice[];
  readonly handles: readonly (TreeHandle | undefined)[];
}

export interface SlicesState {
  readonly runs: readonly LoadedSlices[];
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/** What the picture and the charts ask for goes first: a server answers few questions at once. */
const PARALLEL = 4;

/**
 * Loads the slices of profiles, a few at a time: every second one of each side first, so that half of them already stand for the whole of both
 * windows. Nothing is asked while `isOn` is false; what has arrived stays.
 */
export function useSlices(
  profiles: readonly Pick<LoadedProfile, 'selector'>[],
  plans: readonly (readonly Slice[])[],
  isOn: boolean,
): SlicesState {
  const host = useHost();
  const order = useMemo(() => orderOf(plans), [plans]);
  const [allowed, setAllowed] = useState(PARALLEL);
  const { queries, numberOf } = useMemo(() => {
    // Sides that overlap share slices.
    const distinct = new Map<string, ReturnType<typeof sliceQuery>>();
    const keys = order.map(({ run, index }) => {
      const query = sliceQuery(host, profiles[run]!.selector, plans[run]![index]!);
      const key = hashKey(query.queryKey);
      distinct.set(key, query);
      return key;
    });
    const numbers = new Map([...distinct.keys()].map((key, i) => [key, i]));
    return { queries: [...distinct.values()], numberOf: keys.map((key) => numbers.get(key)!) };
  }, [host, profiles, plans, order]);
  const arrived = useQueries({
    queries: queries.map((query, i) => ({ ...query, enabled: isOn && i < allowed })),
    combine,
  });
  const settled = arrived.done + arrived.failed;
  useEffect(() => setAllowed(settled + PARALLEL), [settled]);
  return useMemo(() => {
    const runs = plans.map((slices): LoadedSlices & { handles: (TreeHandle | undefined)[] } => ({
      slices,
      handles: slices.map(() => undefined),
    }));
    order.forEach(
      ({ run, index }, i) => (runs[run]!.handles[index] = arrived.handles[numberOf[i]!]),
    );
    return { ...arrived, runs, total: queries.length };
  }, [plans, order, numberOf, queries, arrived]);
}

interface Place {
  readonly run: number;
  readonly index: number;
}

function orderOf(plans: readonly (readonly Slice[])[]): readonly Place[] {
  const places = plans.flatMap((slices, run) => slices.map((_, index): Place => ({ run, index })));
  const half = ({ index }: Place) => index % 2;
  return places.sort((a, b) => half(a) - half(b) || a.index - b.index || a.run - b.run);
}

function combine(results: readonly UseQueryResult<OpenedProfile, Error>[]) {
  const failed = results.filter(({ isError }) => isError);
  return {
    handles: results.map(({ data }) => data?.handle),
    done: results.filter(({ data }) => data).length,
    failed: failed.length,
    error: failed[0]?.error ?? undefined,
    retry: () => failed.forEach((one) => void one.refetch()),
  };
}
