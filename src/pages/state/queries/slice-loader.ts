import { QueryObserver, type QueryClient, type QueryObserverResult } from '@tanstack/react-query';
import type { OpenedProfile, TreeHandle } from '#engine';
import type { sliceQuery } from './queries';

type SliceQuery = ReturnType<typeof sliceQuery>;

/** What has arrived of the slices that were asked for, in their order. */
interface Arrived {
  readonly handles: readonly (TreeHandle | undefined)[];
  readonly done: number;
  readonly failed: number;
  readonly error: Error | undefined;
}

/** A value that changes outside of React, for `useSyncExternalStore`. */
interface Watched<T> {
  subscribe(onChange: () => void): () => void;
  current(): T;
}

/** Slices on their way. A page draws at milestones: a hundred answers in a row, each drawn by all of it, would leave the reader no time. */
export interface SliceLoader {
  /** A quarter, the first half, three quarters, all; the first failure; and every answer to a question that was under way when it was stopped. */
  readonly milestones: Watched<Arrived>;
  /** How many have come or failed, at every answer. */
  readonly settled: Watched<number>;
  /** Nothing more is asked while it is off; what has arrived stays. */
  setOn(isOn: boolean): void;
  /** Asks again for those that failed. */
  retry(): void;
  /** Holds what arrives until the returned function is called, which also cancels what is under way. */
  start(): () => void;
}

/** What the picture and the charts ask for goes first: a server answers few questions at once. */
const PARALLEL = 4;

/** Loads a few at a time in the order of `queries`; `half` of them are its first half. Asks nothing before it is started and on. */
export function createSliceLoader(
  client: QueryClient,
  queries: readonly SliceQuery[],
  half: number,
): SliceLoader {
  const observers = queries.map((query) => new QueryObserver(client, { ...query, enabled: false }));
  let isOn = false;
  let asked = 0;
  const read = () => arrivedOf(observers.map((observer) => observer.getCurrentResult()));
  const first = read();
  const milestones = watched(first);
  const settled = watched(first.done + first.failed);
  let passed = '';

  const advance = () => {
    const arrived = read();
    const count = arrived.done + arrived.failed;
    settled.set(count);
    const isHalfIn = arrived.settled.slice(0, half).every(Boolean);
    const quarter = Math.floor((4 * count) / queries.length);
    const place = [quarter, isHalfIn, arrived.failed > 0, isOn || count].join();
    if (place !== passed) {
      passed = place;
      milestones.set(arrived);
    }
    while (isOn && asked < Math.min(count + PARALLEL, queries.length)) ask(asked++, true);
  };
  const ask = (i: number, enabled: boolean) =>
    observers[i]!.setOptions({ ...queries[i]!, enabled });

  return {
    milestones,
    settled,
    setOn: (next) => {
      isOn = next;
      if (!isOn) for (let i = 0; i < asked; i++) ask(i, false);
      if (!isOn) asked = 0;
      advance();
    },
    retry: () => {
      for (const observer of observers)
        if (observer.getCurrentResult().isError) void observer.refetch();
    },
    start: () => {
      const stops = observers.map((observer) => observer.subscribe(advance));
      advance();
      return () => stops.forEach((stop) => stop());
    },
  };
}

function arrivedOf(results: readonly QueryObserverResult<OpenedProfile, Error>[]) {
  const failed = results.filter(({ isError }) => isError);
  return {
    handles: results.map(({ data }) => data?.handle),
    settled: results.map(({ data, isError }) => isError || data !== undefined),
    done: results.filter(({ data }) => data).length,
    failed: failed.length,
    error: failed[0]?.error ?? undefined,
  };
}

function watched<T>(value: T): Watched<T> & { set(next: T): void } {
  const listeners = new Set<() => void>();
  return {
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    current: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      listeners.forEach((onChange) => onChange());
    },
  };
}
