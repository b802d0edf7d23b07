import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Milliseconds, ProfileType, Target, TimeRange } from '#series';
import type { ActivityAnswer, DiscoveryInputs } from '#targets';
import { useHost } from '../../state/host';
import { profileTypesQuery, targetsQuery } from '../../state/queries/queries';
import { useLatestQuery, type LatestQuery } from '../../state/queries/use-latest-query';
import { report, type InputReport, type ReportWords } from './input-report';
import { answersFor, answersOfAbsent, type Activity } from './activity';
import { agentsQuery, upQuery } from './target-queries';
import { useActivities } from './use-activities';

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
const NO_TYPES: readonly ProfileType[] = [];
const NO_TARGETS: readonly Target[] = [];
