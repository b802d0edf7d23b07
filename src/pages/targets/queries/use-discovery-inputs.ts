import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  printProfileType,
  type Milliseconds,
  type ProfileType,
  type Target,
  type TimeRange,
} from '#series';
import type { ActivityAnswer, DiscoveryInputs } from '#targets';
import { useHost, type Host } from '../../state/host';
import { profileTypesQuery, targetsQuery } from '../../state/queries/queries';
import { useLatestQuery, type LatestQuery } from '../../state/queries/use-latest-query';
import { answersFor, answersOfAbsent, typesBefore, typesToAsk, type Activity } from './activity';
import { activityQuery, agentsQuery, upQuery } from './target-queries';

/** One of those that are asked, and how that went. */
export interface InputReport {
  readonly id: string;
  /** What it tells: "scrape targets". */
  readonly title: string;
  /** What the page lacks without it. */
  readonly lack: string;
  readonly kept: LatestQuery<unknown>;
}

export interface Asked {
  readonly inputs: DiscoveryInputs;
  readonly reports: readonly InputReport[];
  readonly activities: readonly Activity[];
  readonly profileTypes: LatestQuery<readonly ProfileType[]>;
  /** Profile types beyond the most that are asked for. */
  readonly typesLeftOut: number;
  /** Nothing is known yet of what there is. */
  readonly isFirst: boolean;
  /** Everything has been answered or has failed. */
  readonly isSettled: boolean;
}

/** The clock of what is looked at: an archive's stands still at its end. One and the same function for as long as the page is there. */
export function useClock(): () => Milliseconds {
  const host = useHost();
  // A host is new at every step of its location; were the clock too, all rows would be made anew at every letter of a search.
  const latest = useRef(host);
  useLayoutEffect(() => {
    latest.current = host;
  }, [host]);
  return useCallback(() => {
    const { frozen, defaultRange, now } = latest.current;
    const end = Number(defaultRange.to);
    return frozen && Number.isFinite(end) ? end : now();
  }, []);
}

/** Asks everyone who knows what is profiled. Each is asked on its own: what one does not answer is missing, the rest is shown. */
export function useDiscoveryInputs(range: TimeRange): Asked {
  const host = useHost();
  const clock = useClock();
  const aliases = host.targetAliases;
  const { server } = host.profiles;
  const targets = useLatestQuery(useQuery(targetsQuery(host, range)));
  const agents = useLatestQuery(useQuery(agentsQuery(host, range)));
  const profileTypes = useLatestQuery(useQuery(profileTypesQuery(host, range)));
  const up = useLatestQuery(useQuery(upQuery(host, range)));
  const activity = useActivities(host, { found: profileTypes.data, targets, range });
  const inputs = useMemo(
    (): DiscoveryInputs => ({
      server,
      targets: targets.data,
      activity: activity.isKnown
        ? answersOf(activity.all, targets.data, profileTypes.data)
        : undefined,
      // Until every type has been asked for, what is in `up` may still turn out to be profiled.
      up: activity.isComplete ? up.data : undefined,
      agents: agents.data ?? [],
      range,
      now: clock(),
      aliases,
    }),
    [
      server,
      targets.data,
      profileTypes.data,
      agents.data,
      activity.all,
      activity.isKnown,
      activity.isComplete,
      up.data,
      range,
      clock,
      aliases,
    ],
  );
  const reports = [
    ...(server.scrapes ? [report(targets, TARGETS)] : []),
    report(profileTypes, TYPES),
    ...activity.reports,
    ...(server.scrapes ? [report(agents, AGENTS)] : []),
    ...(host.metrics ? [report(up, UP)] : []),
  ];
  return {
    inputs,
    reports,
    activities: activity.all,
    profileTypes,
    typesLeftOut: activity.leftOut,
    isFirst: targets.data === undefined && !targets.error && activity.all.length === 0,
    isSettled: reports.every(({ kept }) => kept.state !== 'loading'),
  };
}

function answersOf(
  activities: readonly Activity[],
  targets: readonly Target[] = NO_TARGETS,
  types?: readonly ProfileType[],
): readonly ActivityAnswer[] {
  const answers = activities.flatMap((one) => answersFor(one, types ?? NO_TYPES));
  return types ? [...answers, ...answersOfAbsent(targets, types)] : answers;
}

type ReportWords = Omit<InputReport, 'kept'>;
const report = (kept: LatestQuery<unknown>, words: ReportWords): InputReport => ({
  ...words,
  kept,
});

const TARGETS: ReportWords = {
  id: 'targets',
  title: 'Scrape targets',
  lack: 'Rows come from stored profiles only, without addresses, scrapes and errors.',
};
const TYPES: ReportWords = {
  id: 'profileTypes',
  title: 'Profile types',
  lack: 'Whether profiles are stored is not known: states come from scrapes alone.',
};
const AGENTS: ReportWords = {
  id: 'agents',
  title: 'Agents',
  lack: 'Agents that have pushed nothing in the range are not listed.',
};
const UP: ReportWords = {
  id: 'up',
  title: 'Prometheus’ list of what is up',
  lack: 'What has metrics and is not profiled is not listed.',
};
const activityWords = (type: ProfileType): ReportWords => ({
  id: `activity ${printProfileType(type)}`,
  title: `Profiles of ${printProfileType(type)}`,
  lack: 'Whether profiles of this type are stored is not known.',
});

/** Each is a question or two; no server of this world has as many. */
export const MOST_TYPES = 200;

const NO_TYPES: readonly ProfileType[] = [];
const NO_TARGETS: readonly Target[] = [];

interface ActivitiesQuestion {
  readonly found: readonly ProfileType[] | undefined;
  readonly targets: LatestQuery<readonly Target[]>;
  readonly range: TimeRange;
}

/** The first type alone, so that rows with their cost are there soon; the others when it has been answered. */
function useActivities(host: Host, of: ActivitiesQuestion) {
  const { found, targets, range } = of;
  const known = useMemo(
    () => typesToAsk(found ?? typesBefore(targets.data ?? NO_TARGETS)),
    [found, targets.data],
  );
  const types = useMemo(() => known.slice(0, MOST_TYPES), [known]);
  const leftOut = known.length - types.length;
  const [isFirstDone, setFirstDone] = useState(false);
  const results = useQueries({
    queries: types.map((type, i) => ({
      ...activityQuery(host, { profileType: type, targets: targets.data ?? NO_TARGETS, range }),
      // The targets' labels say what tells series apart.
      enabled:
        (targets.data !== undefined || targets.error !== undefined) && (i === 0 || isFirstDone),
    })),
  });
  if (!isFirstDone && results[0] && !results[0].isPending) setFirstDone(true);
  const last = useLastGood<Activity>();
  const kept = results.map((result, i) => last(printProfileType(types[i]!), result));
  const all = useSame(kept.flatMap(({ data }) => (data ? [data] : [])));
  return {
    all,
    isKnown: all.length > 0 || found?.length === 0,
    leftOut,
    isComplete:
      found !== undefined && leftOut === 0 && kept.every(({ data, error }) => data ?? error),
    reports: kept.map((one, i) => report(one, activityWords(types[i]!))),
  };
}

/** `useLatestQuery` for as many queries as there are: the last good answer of each key outlives a failure. */
function useLastGood<T>(): (key: string, result: UseQueryResult<T, Error>) => LatestQuery<T> {
  const memory = useRef(new Map<string, T>());
  return (key, result) => {
    const fresh = result.data !== undefined && !result.isPlaceholderData;
    if (result.data !== undefined && fresh) memory.current.set(key, result.data);
    const data = fresh ? result.data : memory.current.get(key);
    return {
      data,
      state: result.isError ? 'failed' : !fresh ? 'loading' : 'ready',
      error: result.error ?? undefined,
      stale: data !== undefined && !fresh,
      retry: () => void result.refetch(),
    };
  };
}

/** The list of before while it has the very same members. */
function useSame<T>(list: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(list);
  const same = kept.length === list.length && kept.every((one, i) => one === list[i]);
  if (!same) setKept(list);
  return same ? kept : list;
}
