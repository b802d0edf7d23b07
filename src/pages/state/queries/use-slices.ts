import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { hashKey, useQueryClient } from '@tanstack/react-query';
import type { TreeHandle } from '#engine';
import type { Slice } from '#series';
import { useHost } from '../host';
import { sliceQuery, type LoadedProfile } from './queries';
import { createSliceLoader, type SliceLoader } from './slice-loader';

/** The slices of one profile as they arrive: absent ones are under way, or failed. */
export interface LoadedSlices {
  readonly slices: readonly Slice[];
  readonly handles: readonly (TreeHandle | undefined)[];
}

/** As it was at the last milestone. */
export interface SlicesState {
  readonly runs: readonly LoadedSlices[];
  readonly done: number;
  readonly failed: number;
  readonly total: number;
  readonly error: Error | undefined;
  readonly retry: () => void;
  /** How many have come or failed, at every answer. */
  readonly settled: SliceLoader['settled'];
}

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
  const client = useQueryClient();
  const order = useMemo(() => orderOf(plans), [plans]);
  const { loader, numberOf, total } = useMemo(() => {
    // Sides that overlap share slices.
    const distinct = new Map<string, ReturnType<typeof sliceQuery>>();
    let half = 0;
    const keys = order.map(({ run, index }) => {
      const query = sliceQuery(host, profiles[run]!.selector, plans[run]![index]!);
      const key = hashKey(query.queryKey);
      distinct.set(key, query);
      if (index % 2 === 0) half = distinct.size;
      return key;
    });
    const numbers = new Map([...distinct.keys()].map((key, i) => [key, i]));
    return {
      loader: createSliceLoader(client, [...distinct.values()], half),
      numberOf: keys.map((key) => numbers.get(key)!),
      total: distinct.size,
    };
  }, [client, host, profiles, plans, order]);
  useEffect(() => loader.start(), [loader]);
  useEffect(() => loader.setOn(isOn), [loader, isOn]);
  const { subscribe, current } = loader.milestones;
  const arrived = useSyncExternalStore(subscribe, current);
  return useMemo(() => {
    const runs = plans.map((slices): LoadedSlices & { handles: (TreeHandle | undefined)[] } => ({
      slices,
      handles: slices.map(() => undefined),
    }));
    order.forEach(
      ({ run, index }, i) => (runs[run]!.handles[index] = arrived.handles[numberOf[i]!]),
    );
    const { done, failed, error } = arrived;
    return { runs, done, failed, error, total, retry: loader.retry, settled: loader.settled };
  }, [plans, order, numberOf, total, loader, arrived]);
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
