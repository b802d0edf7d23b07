import { useMemo } from 'react';
import {
  columnShares,
  comparability,
  type ComparabilityFact,
  type ComparedSide,
  type Normalisation,
} from '#comparison';
import { filesOf, labelsInCommon, kindOf, printProfileType, valueUnit } from '#series';
import { useHost, type Host } from '../state/host';
import type { LoadedProfile, ViewOfSides } from '../state/queries/queries';
import type { LoadedSide } from '../state/queries/use-profile';
import type { ViewState } from '../state/view/view-state';
import { useCompared, type Compared } from './use-compared';
import { useVerdicts, type VerdictsState } from './verdicts/use-verdicts';
import { placeOfSide } from './sides/datasources';
import type { RequestFacts, SideMetrics } from './requests/use-side-metrics';

/** What is compared, and how far it can be believed. */
export interface Comparison extends Omit<Compared, 'how'> {
  /** Whether the difference is more than noise. */
  readonly verdicts: VerdictsState | undefined;
  readonly requests: RequestFacts;
  /** How far the sides can be compared. */
  readonly facts: readonly ComparabilityFact[];
}

export function useComparison(
  view: ViewState,
  sides: readonly LoadedSide[],
  metrics: SideMetrics,
): Comparison {
  const host = useHost();
  const { requests } = metrics;
  const { how, ...compared } = useCompared(view, sides, requests.rates);
  const { viewed } = compared;
  const { data } = viewed;
  const [seenBefore, seenNow] = metrics.seen;
  const facts = useMemo(
    () => (data && how ? comparableFacts(host, data, how, [seenBefore, seenNow]) : []),
    [host, data, how, seenBefore, seenNow],
  );
  const shown = viewed.stale ? undefined : data;
  const verdicts = useVerdicts(shown, view.display, how, compared.compared?.divisors);
  return { ...compared, verdicts, requests, facts };
}

function comparableFacts(
  host: Host,
  { sides, tree }: ViewOfSides,
  how: Normalisation,
  seen: SideMetrics['seen'],
): readonly ComparabilityFact[] {
  const shares = columnShares(tree);
  const [baseline, comparison] = sides.map((side, k) => ({
    ...comparedSide(host, side),
    ...shares[k],
    seen: seen[k],
  }));
  return comparability(baseline!, comparison!, how);
}

function comparedSide(host: Host, side: LoadedProfile): ComparedSide {
  const { selector, total, fetched, buildIds, periods } = side;
  const { profileType } = selector;
  const { scrapes, expected, seriesCount, extent } = side.coverage;
  return {
    profileType: printProfileType(profileType),
    unit: valueUnit(profileType),
    gauge: kindOf(profileType) === 'gauge',
    total,
    ...placeOfSide(host, selector),
    labels: labelsInCommon(fetched.scrapes),
    range: fetched.range,
    series: seriesCount,
    files: filesOf(fetched.scrapes),
    scrapes,
    expectedScrapes: expected,
    extent,
    buildIds,
    periods,
    periodUnit: profileType.periodUnit,
  };
}
