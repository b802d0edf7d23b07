import { useEffect, useState } from 'react';
import { skipToken, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { OddUnits } from '#changes';
import { withScope } from '#scan';
import { printProfileType, type ProfileType } from '#series';
import { useHost, type Host } from '../../state/host';
import { profileQuery, type LoadedProfile } from '../../state/queries/queries';
import { useLatestQuery, type LatestQuery } from '../../state/queries/use-latest-query';
import type { MapFacts } from './odd-unit-links';

export type OddUnitsQuestion = Omit<MapFacts, 'units' | 'profileType'> & {
  readonly profileType: ProfileType | undefined;
};

/** The judged units, and what of the application and the range they are. */
interface FoundOddUnits extends OddUnits {
  readonly of: MapFacts;
}

export interface OddUnitsState {
  readonly found: LatestQuery<FoundOddUnits>;
  /** Merges. */
  readonly done: number;
  readonly total: number;
  /** Units without a profile in the range. */
  readonly idle: readonly string[];
  /** Units of which the merge failed, and with what the first did. */
  readonly failed: readonly string[];
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/** A server answers few questions at once. */
const PARALLEL = 4;

/** One merge a unit over the range, a few at a time; what has come is judged when all have, or have failed. */
export function useOddUnits(question: OddUnitsQuestion): OddUnitsState {
  const host = useHost();
  const { application, scope, profileType, range } = question;
  const { units } = application;
  const [allowed, setAllowed] = useState(PARALLEL);
  const merges = useQueries({
    queries: units.map(({ matchers }, i) => ({
      ...profileQuery(host, profileType, { matchers: withScope(matchers, scope), range }),
      placeholderData: undefined,
      enabled: i < allowed,
    })),
  });
  const settled = merges.filter(({ isSuccess, isError }) => isSuccess || isError).length;
  useEffect(() => setAllowed(settled + PARALLEL), [settled]);
  const known = units.map(({ name }, u) => ({ name, merge: merges[u]! }));
  const namesOf = (is: (merge: UseQueryResult<LoadedProfile, Error>) => boolean) =>
    known.filter(({ merge }) => is(merge)).map(({ name }) => name);
  const filled = known.flatMap(({ name, merge: { data } }) =>
    data && data.total > 0 ? [{ unit: name, profile: data }] : [],
  );
  const isSettled = settled === units.length;
  const found = useLatestQuery(useQuery(oddUnitsQuery(host, question, isSettled ? filled : NONE)));
  const failed = merges.filter(({ isError }) => isError);
  return {
    found,
    done: settled,
    total: units.length,
    idle: namesOf(({ data }) => data !== undefined && !(data.total > 0)),
    failed: namesOf(({ isError }) => isError),
    error: failed[0]?.error ?? found.error,
    retry: () =>
      [...failed, found].forEach(
        (one) => void ('refetch' in one ? one.refetch() : one.error && one.retry()),
      ),
  };
}

const NONE: readonly never[] = [];

interface FilledUnit {
  readonly unit: string;
  readonly profile: LoadedProfile;
}

/** The same handles are always the same trees. Of fewer than two units nothing is asked. */
function oddUnitsQuery(host: Host, question: OddUnitsQuestion, filled: readonly FilledUnit[]) {
  const { profileType, range } = question;
  const units = filled.map(({ unit, profile: { handle, coverage } }) => ({
    ...{ unit, tree: handle, seconds: coverage.seconds },
  }));
  return {
    queryKey: [
      'oddUnits',
      profileType ? printProfileType(profileType) : null,
      units.map(({ tree }) => tree),
    ],
    queryFn:
      profileType && units.length > 1
        ? async ({ signal }: { signal: AbortSignal }): Promise<FoundOddUnits> => {
            const found = await host.engine.judgeUnits({ profileType, units }, { signal });
            const names = units.map(({ unit }) => unit);
            return { ...found, of: { ...question, profileType, range, units: names } };
          }
        : skipToken,
    staleTime: Infinity,
    structuralSharing: false,
  } as const;
}
