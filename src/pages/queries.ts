import { keepPreviousData, queryOptions, type QueryClientConfig } from '@tanstack/react-query';
import {
  labelsKey,
  printMatchers,
  printProfileType,
  printSelector,
  type Labels,
  type Matcher,
  type ProfileType,
  type Selector,
  type TimeRange,
} from '#series';
import { SourceError, type FetchedProfile } from '#sources';
import type { OpenedProfile, View } from '#engine';
import type { Host } from './host';
import { viewOptionsOf } from './view-options';
import type { DisplayState } from './view-state';

/** Only what may pass by itself is tried again; a bad query stays bad. */
export const QUERY_CLIENT_CONFIG: QueryClientConfig = {
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        count < 2 && error instanceof SourceError && error.kind === 'unreachable',
      retryDelay: (attempt) => 500 * 2 ** attempt,
      staleTime: 5 * 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
    },
  },
};

/** Trees are large, and under a refresh every tick makes one; a minute is enough to go back and forth. */
const TREE_GC_MS = 60_000;

const span = (range: TimeRange) => [range.start, range.end] as const;

export function profileTypesQuery(host: Host, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'profileTypes', ...span(range)],
    queryFn: ({ signal }) => host.profiles.fetchProfileTypes(range, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function labelNamesQuery(host: Host, profileType: ProfileType, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'labelNames', printProfileType(profileType), ...span(range)],
    queryFn: ({ signal }) =>
      host.profiles.fetchLabelNames({ profileType, matchers: [], range }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function labelValuesQuery(
  host: Host,
  of: { name: string; profileType: ProfileType; matchers: readonly Matcher[]; range: TimeRange },
) {
  const { name, profileType, matchers, range } = of;
  return queryOptions({
    queryKey: [
      'parca',
      'labelValues',
      name,
      printProfileType(profileType),
      printMatchers(matchers),
      ...span(range),
    ],
    queryFn: ({ signal }) =>
      host.profiles.fetchLabelValues(name, { profileType, matchers, range }, { signal }),
    enabled: name !== '',
  });
}

/** Every label set of a type: what the pickers choose from. */
export function labelSetsQuery(
  host: Host,
  of: { profileType: ProfileType; range: TimeRange; by: readonly string[] },
) {
  const selector: Selector = { profileType: of.profileType, matchers: [] };
  return queryOptions({
    queryKey: ['parca', 'labelSets', printSelector(selector), of.by.join(), ...span(of.range)],
    queryFn: ({ signal }): Promise<readonly Labels[]> =>
      host.profiles.fetchLabelSets(selector, of.range, of.by, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function seriesQuery(
  host: Host,
  of: { selector: Selector; range: TimeRange; step: number; sumBy: readonly string[] },
) {
  return queryOptions({
    queryKey: [
      'parca',
      'series',
      printSelector(of.selector),
      ...span(of.range),
      of.step,
      of.sumBy.join(),
    ],
    queryFn: ({ signal }) => host.profiles.fetchSeries(of, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A profile and what is known of how it was made. */
export interface LoadedProfile extends OpenedProfile {
  /** What it is of; the page may already ask for something else. */
  readonly selector: Selector;
  readonly fetched: Omit<FetchedProfile, 'parts'> & { readonly seriesCount: number };
  /** Counts answers: a refresh asks the same question, and what is drawn of the answer before is not of this one. */
  readonly answer: number;
}

let answers = 0;

/** Bytes end here: the pages keep the tree and the account of it, not the pprof. */
export function profileQuery(host: Host, selector: Selector, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'profile', printSelector(selector), ...span(range)],
    queryFn: async ({ signal }): Promise<LoadedProfile> => {
      const { parts, ...fetched } = await host.profiles.fetchProfile(selector, range, { signal });
      const opened = await host.engine.openProfile(parts, { signal });
      const seriesCount = new Set(fetched.scrapes.map((scrape) => labelsKey(scrape.labels))).size;
      return { ...opened, selector, fetched: { ...fetched, seriesCount }, answer: ++answers };
    },
    structuralSharing: false,
    gcTime: TREE_GC_MS,
    placeholderData: keepPreviousData,
  });
}

/** A view and what it is of: while another one loads, the old picture keeps its own facts. */
export interface ViewOfSides extends View {
  readonly sides: readonly LoadedProfile[];
}

/** The trees of the sides united and cut as the display says, with the table of the result. */
export function viewQuery(
  host: Host,
  sides: readonly { key: readonly unknown[]; loaded: LoadedProfile }[],
  display: DisplayState,
) {
  const { filters, inverted, pivot, by } = display;
  return queryOptions({
    queryKey: [
      'view',
      sides.map(({ key, loaded }) => [...key, loaded.answer]),
      filters,
      inverted,
      pivot ?? null,
      by,
    ],
    queryFn: async ({ signal }): Promise<ViewOfSides> => {
      const view = await host.engine.view(
        sides.map((side) => side.loaded.tree),
        viewOptionsOf(display),
        { signal },
      );
      return { ...view, sides: sides.map((side) => side.loaded) };
    },
    structuralSharing: false,
    gcTime: TREE_GC_MS,
    placeholderData: keepPreviousData,
    enabled: sides.length > 0,
  });
}

/**
 * The range is in the key because a refresh moves it: targets are always of now. They are new at every refresh and large: comparing them
 * with the ones before costs more than it saves.
 */
export function targetsQuery(host: Host, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'targets', ...span(range)],
    queryFn: ({ signal }) => host.profiles.fetchTargets({ signal }),
    structuralSharing: false,
    placeholderData: keepPreviousData,
  });
}
