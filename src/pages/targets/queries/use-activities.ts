import { useMemo, useRef, useState } from 'react';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { printProfileType, type ProfileType, type Target, type TimeRange } from '#series';
import type { Host } from '../../state/host';
import type { LatestQuery } from '../../state/queries/use-latest-query';
import {
  isCostly,
  labelNamesOf,
  listedActivities,
  typesBefore,
  typesToAsk,
  typesToConfirm,
  type Activity,
} from './activity';
import { report, type InputReport, type ReportWords } from './input-report';
import { activityQuery, labelSetsOfTypesQuery } from './target-queries';

/** Each is a question or two; no server of this world has as many. */
export const MOST_TYPES = 200;

export interface ActivitiesQuestion {
  readonly found: readonly ProfileType[] | undefined;
  readonly targets: LatestQuery<readonly Target[]>;
  readonly range: TimeRange;
}

export interface Activities {
  readonly all: readonly Activity[];
  readonly isKnown: boolean;
  /** Types beyond the most that are asked for. */
  readonly leftOut: number;
  readonly isComplete: boolean;
  readonly reports: readonly InputReport[];
}

/**
 * What each type has in the range: a question a type, the first one alone, so that rows with their cost are there soon. A server that tells the
 * label sets of all types at once is asked for those of costs only, and for as few others as it takes to know that a label set has profiles in the range;
 * where that question fails, a question a type it is.
 */
export function useActivities(host: Host, of: ActivitiesQuestion): Activities {
  const { found, targets, range } = of;
  const known = useMemo(
    () => typesToAsk(found ?? typesBefore(targets.data ?? NO_TARGETS)),
    [found, targets.data],
  );
  const types = useMemo(() => known.slice(0, MOST_TYPES), [known]);
  const leftOut = known.length - types.length;
  const listing = useQuery(labelSetsOfTypesQuery(host, range));
  const isListed = host.profiles.fetchLabelSetsOfTypes !== undefined && !listing.error;
  const listed = isListed ? listing.data : undefined;
  const first = useAsked(
    host,
    useMemo(
      () => (isListed ? costsOf(types, listed !== undefined) : types),
      [types, isListed, listed],
    ),
    of,
  );
  const doubtful = useMemo(
    () => (listed && first.isComplete ? typesToConfirm(types, listed, first.all) : NONE),
    [types, listed, first.isComplete, first.all],
  );
  const second = useAsked(host, doubtful, of);
  const by = useMemo(() => labelNamesOf(NO_TARGETS, host.targetAliases), [host.targetAliases]);
  const isTold = !isListed || (listed !== undefined && first.isComplete && second.isComplete);
  const all = useMemo(() => {
    const seen = [...first.all, ...second.all];
    if (!listed || !isTold) return seen;
    return [...seen, ...listedActivities(types, listed, { seen, by, range })];
  }, [first.all, second.all, listed, isTold, types, by, range]);
  return {
    all,
    isKnown: all.length > 0 || found?.length === 0,
    leftOut,
    isComplete: found !== undefined && leftOut === 0 && first.isComplete && isTold,
    reports: [...first.reports, ...second.reports],
  };
}

/** The first type goes before it is known what there is. */
function costsOf(types: readonly ProfileType[], isKnown: boolean): readonly ProfileType[] {
  return isKnown ? types.filter(isCostly) : types.slice(0, 1);
}

const NONE: readonly never[] = [];
const NO_TARGETS: readonly Target[] = [];

/** Each on its own; the others when the first one has been answered. */
function useAsked(
  host: Host,
  types: readonly ProfileType[],
  { targets, range }: Pick<ActivitiesQuestion, 'targets' | 'range'>,
) {
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
  return {
    all: useSame(kept.flatMap(({ data }) => (data ? [data] : []))),
    isComplete: kept.every(({ data, error }) => data ?? error),
    reports: kept.map((one, i) => report(one, activityWords(types[i]!))),
  };
}

const activityWords = (type: ProfileType): ReportWords => ({
  id: `activity ${printProfileType(type)}`,
  title: `Profiles of ${printProfileType(type)}`,
  lack: 'Whether profiles of this type are stored is not known.',
});

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
