import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import {
  groupBySeries,
  labelsKey,
  planSlices,
  printMatchers,
  type Scrape,
  type Slice,
} from '#series';
import { siblingMatchers } from '#targets';
import { useHost } from '../../state/host';
import { profileQuery, type LoadedProfile } from '../../state/queries/queries';
import { useSlices, type LoadedSlices, type SlicesState } from '../../state/queries/use-slices';

/** The other units of the application in the same two windows, each with its slices on both sides. */
export interface Siblings {
  /** Their conditions, printed; what "the other units" are. */
  readonly matchers: string;
  /** Baseline and comparison of each; undefined until all are in. */
  readonly pairs: readonly (readonly [LoadedSlices, LoadedSlices])[] | undefined;
  readonly slices: Pick<SlicesState, 'settled' | 'total'>;
}

/** Of each sibling and side: what they did in common is told by few. */
const SLICES = 10;
/** Four say nearly what forty do. */
const MOST_SIBLINGS = 4;

/**
 * Loaded while `isOn`; undefined where the sides are not one unit in two times, or it is not known what the other units are called. Those that have
 * scrapes in one window alone are left out.
 */
export function useSiblings(sides: readonly LoadedProfile[], isOn: boolean): Siblings | undefined {
  const host = useHost();
  const matchers = useMemo(
    () => siblingsOf(sides, (labels) => siblingMatchers(labels, host.targetAliases)),
    [sides, host],
  );
  const loaded = useQueries({
    queries: (matchers ? sides : []).map(({ selector, fetched }) => ({
      ...profileQuery(host, selector.profileType, { matchers, range: fetched.range }),
      enabled: isOn,
    })),
  });
  const [baseline, comparison] = loaded.map(({ data, isPlaceholderData }) =>
    isPlaceholderData ? undefined : data,
  );
  const { profiles, plans } = useMemo(
    () => (baseline && comparison ? plansOf(baseline, comparison) : NONE),
    [baseline, comparison],
  );
  const slices = useSlices(profiles, plans, isOn);
  if (!matchers) return undefined;
  const areIn = slices.total > 0 && slices.done + slices.failed === slices.total;
  const { runs } = slices;
  return {
    matchers: printMatchers(matchers),
    slices,
    pairs: areIn
      ? Array.from({ length: runs.length / 2 }, (_, i) => [runs[2 * i]!, runs[2 * i + 1]!] as const)
      : undefined,
  };
}

const NONE: {
  readonly profiles: readonly LoadedProfile[];
  readonly plans: readonly (readonly Slice[])[];
} = { profiles: [], plans: [] };

/** Only where time alone differs: against other units they would be taken away themselves. */
function siblingsOf(
  sides: readonly LoadedProfile[],
  matchersOf: (labels: Scrape['labels']) => ReturnType<typeof siblingMatchers>,
) {
  const [baseline, comparison] = sides;
  if (!baseline || !comparison) return undefined;
  if (printMatchers(baseline.selector.matchers) !== printMatchers(comparison.selector.matchers))
    return undefined;
  if (baseline.fetched.range.start === comparison.fetched.range.start) return undefined;
  if (baseline.coverage.seriesCount !== 1 || comparison.coverage.seriesCount !== 1)
    return undefined;
  return matchersOf(baseline.fetched.scrapes[0]?.labels ?? {});
}

/** A profile and a plan for each sibling and side, side by side. */
function plansOf(baseline: LoadedProfile, comparison: LoadedProfile) {
  const byKey = (profile: LoadedProfile) =>
    new Map(groupBySeries(profile.fetched.scrapes).map((one) => [labelsKey(one[0]!.labels), one]));
  const [before, after] = [byKey(baseline), byKey(comparison)];
  const keys = [...before.keys()].filter((key) => after.has(key)).slice(0, MOST_SIBLINGS);
  const plan = ({ fetched }: LoadedProfile, scrapes: readonly Scrape[]) =>
    planSlices({ ...fetched, scrapes }, SLICES);
  return {
    profiles: keys.flatMap(() => [baseline, comparison]),
    plans: keys.flatMap((key) => [
      plan(baseline, before.get(key)!),
      plan(comparison, after.get(key)!),
    ]),
  };
}
