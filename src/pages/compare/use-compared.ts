import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Normalisation, Pair, ScalingFacts } from '#comparison';
import { filesOf } from '#series';
import { useTree } from '../flame/view/use-tree';
import { compareView, type ComparedView } from '../flame/view/scaled-view';
import { useHost, type Host } from '../state/host';
import { viewQuery, type LoadedProfile, type ViewOfSides } from '../state/queries/queries';
import type { SideName } from '../state/sides';
import { useLatestQuery, type LatestQuery } from '../state/queries/use-latest-query';
import type { LoadedSide } from '../state/queries/use-profile';
import type { ViewState } from '../state/view/view-state';
import { chosenNormalisation } from './requests/NormalisePicker';
import { placeOfSide } from './sides/datasources';
import { loadView, type LoadView } from './answer/load-view';

/** Both sides as one view, of one side alone where the other one failed, and what is between them. */
export interface Compared {
  readonly viewed: LatestQuery<ViewOfSides>;
  /** undefined: there are not two sides. */
  readonly compared: ComparedView | undefined;
  /** What values are divided by; undefined: there are not two sides. */
  readonly how: Normalisation | undefined;
  /** Of how many files each side is; undefined where they are not both of files. */
  readonly files: Pair | undefined;
  /** What of a change is more requests; undefined where they are not known, or the values do not add up over time. */
  readonly load: LoadView | undefined;
  /** What is shown is of sides before. */
  readonly stale: boolean;
  /** A side could not be loaded. */
  readonly failed: boolean;
  /** Sides that hold no profile: nothing can be said, for nothing is no measurement. */
  readonly missing: readonly SideName[];
}

/** `rates`: requests per second of each side, where they are known. Asks for nothing but what the sides are. */
export function useCompared(
  { display, normalise }: Pick<ViewState, 'display' | 'normalise'>,
  sides: readonly LoadedSide[],
  rates: Pair | undefined,
): Compared {
  const host = useHost();
  const ready = sides.flatMap(({ loaded }) => (loaded.data && !loaded.stale ? [loaded.data] : []));
  const failed = sides.some((side) => side.loaded.error);
  const missing = sides
    .filter(({ loaded }) => !loaded.stale && loaded.data?.fetched.scrapes.length === 0)
    .map(({ name }) => name);
  const asked = missing.length === 0 && (ready.length === 2 || failed) ? ready : [];
  const viewed = useLatestQuery(useQuery(viewQuery(host, asked, display)));
  useTree(host.engine, viewed.data?.handle);
  const { data } = viewed;
  const scaling = useMemo(
    () => (data?.sides.length === 2 ? scalingOfSides(host, data, normalise, rates) : undefined),
    [host, data, normalise, rates],
  );
  const compared = useMemo(
    () => (data && scaling ? compareView(data, scaling.how, scaling.facts) : undefined),
    [data, scaling],
  );
  const load = useMemo(() => scaling && loadView(scaling.how, scaling.facts), [scaling]);
  const stale = viewed.stale || sides.some((side) => side.loaded.stale && !side.loaded.error);
  const { how, facts } = scaling ?? {};
  return { viewed, compared, how, files: facts?.files, load, stale, failed, missing };
}

function scalingOfSides(
  host: Host,
  { sides, wholes }: ViewOfSides,
  chosen: ViewState['normalise'],
  requestRates: Pair | undefined,
): { readonly how: Normalisation; readonly facts: ScalingFacts } {
  const { profileType } = sides[0]!.selector;
  const [baseline, comparison] = sides.map(({ selector }) => placeOfSide(host, selector));
  const elsewhere = baseline?.datasource !== comparison?.datasource;
  const requests = requestRates !== undefined;
  const files = filesOfSides(sides);
  return {
    how: chosenNormalisation(chosen, profileType, { requests, elsewhere, files }),
    facts: {
      profileType,
      durationsSeconds: pair(sides, ({ coverage }) => coverage.seconds),
      series: pair(sides, ({ coverage }) => coverage.seriesCount),
      scrapes: pair(sides, ({ coverage }) => coverage.scrapes),
      magnitudes: [wholes[0]!, wholes[1]!],
      files,
      requestRates,
    },
  };
}

function filesOfSides(sides: readonly LoadedProfile[]): Pair | undefined {
  const [a, b] = sides.map(({ fetched }) => filesOf(fetched.scrapes));
  return a === undefined || b === undefined ? undefined : [a, b];
}

function pair(sides: readonly LoadedProfile[], valueOf: (side: LoadedProfile) => number): Pair {
  return [valueOf(sides[0]!), valueOf(sides[1]!)];
}
