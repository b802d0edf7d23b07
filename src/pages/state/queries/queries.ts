import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import {
  coverageOf,
  printMatchers,
  printProfileType,
  printSelector,
  type Coverage,
  type Labels,
  type Matcher,
  type ProfileType,
  type Scrape,
  type Selector,
  type Slice,
  type TimeRange,
} from '#series';
import type { FetchedProfile } from '#sources';
import type { OpenedProfile, TreeHandle, View } from '#engine';
import type { Host } from '../host';
import { OWNS_TREE } from './query-client';
import { viewOptionsOf } from '../view/view-options';
import type { DisplayState } from '../view/view-state';

/** Trees are large, and under a refresh every tick makes one; a minute is enough to go back and forth. */
const TREE_GC_MS = 60_000;

const span = (range: TimeRange | undefined) => [range?.start, range?.end] as const;

const nameOf = (type: ProfileType | undefined) => (type ? printProfileType(type) : null);

export function profileTypesQuery({ profiles }: Pick<Host, 'profiles'>, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'profileTypes', ...span(range)],
    queryFn: ({ signal }) => profiles.fetchProfileTypes(range, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function labelNamesQuery(
  host: Host,
  profileType: ProfileType | undefined,
  range: TimeRange,
  matchers: readonly Matcher[] = [],
) {
  return queryOptions({
    queryKey: [
      'parca',
      'labelNames',
      nameOf(profileType),
      ...span(range),
      ...(matchers.length > 0 ? [printMatchers(matchers)] : []),
    ],
    queryFn: profileType
      ? ({ signal }) => host.profiles.fetchLabelNames({ profileType, matchers, range }, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

export function labelValuesQuery(
  host: Host,
  of: {
    readonly name: string;
    readonly profileType: ProfileType | undefined;
    readonly matchers: readonly Matcher[];
    readonly range: TimeRange;
  },
) {
  const { name, profileType, matchers, range } = of;
  return queryOptions({
    queryKey: [
      'parca',
      'labelValues',
      name,
      nameOf(profileType),
      printMatchers(matchers),
      ...span(range),
    ],
    queryFn:
      profileType && name !== ''
        ? ({ signal }) =>
            host.profiles.fetchLabelValues(name, { profileType, matchers, range }, { signal })
        : skipToken,
  });
}

/** Every label set of a type: what the pickers choose from. */
export function labelSetsQuery(
  host: Host,
  of: {
    readonly profileType: ProfileType | undefined;
    readonly range: TimeRange;
    /** Nothing to tell apart by asks nothing. */
    readonly by: readonly string[];
  },
) {
  const { profileType, range, by } = of;
  return queryOptions({
    queryKey: ['parca', 'labelSets', nameOf(profileType), by.join(), ...span(range)],
    queryFn:
      profileType && by.length > 0
        ? ({ signal }): Promise<readonly Labels[]> =>
            host.profiles.fetchLabelSets({ profileType, matchers: [] }, range, by, { signal })
        : skipToken,
    placeholderData: keepPreviousData,
  });
}

export function seriesQuery(
  host: Host,
  of: {
    readonly selector: Selector | undefined;
    readonly range: TimeRange;
    readonly step: number;
    readonly sumBy: readonly string[];
  },
) {
  const { selector, range, step, sumBy } = of;
  return queryOptions({
    queryKey: [
      'parca',
      'series',
      selector ? printSelector(selector) : null,
      ...span(range),
      step,
      sumBy.join(),
    ],
    queryFn: selector
      ? ({ signal }) => host.profiles.fetchSeries({ selector, range, step, sumBy }, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
  });
}

/** A profile that the engine has open, and what is known of how it was made. */
export interface LoadedProfile extends OpenedProfile {
  /** What it is of; the page may already ask for something else. */
  readonly selector: Selector;
  readonly fetched: Pick<FetchedProfile, 'range' | 'scrapes' | 'interval' | 'trimmed'>;
  readonly coverage: Coverage;
  /** Of the answers, mostly compressed. */
  readonly bytes: number;
}

/** Bytes end here: the engine keeps the tree, the pages a handle of it and the account. */
export function profileQuery(
  host: Host,
  profileType: ProfileType | undefined,
  of: {
    readonly matchers: readonly Matcher[] | undefined;
    readonly range: TimeRange | undefined;
    /** As `ProfileCallOptions` has it. */
    readonly through?: string | undefined;
  },
) {
  const { matchers, range, through } = of;
  const asked = profileType && matchers && range && { selector: { profileType, matchers }, range };
  return queryOptions({
    queryKey: [
      'parca',
      'profile',
      asked ? printSelector(asked.selector) : null,
      ...span(asked?.range),
      ...(through === undefined ? [] : [through]),
    ],
    queryFn: asked
      ? async ({ signal }): Promise<LoadedProfile> => {
          const { selector } = asked;
          const options = { signal, ...(through !== undefined && { through }) };
          const fetched = await host.profiles.fetchProfile(selector, asked.range, options);
          const { parts, notices, ...account } = fetched;
          const opened = await host.engine.open(parts, options);
          return {
            ...opened,
            notices: [...notices, ...opened.notices],
            selector,
            fetched: account,
            coverage: coverageOf(account),
            bytes: parts.reduce((sum, { pprof }) => sum + pprof.length, 0),
          };
        }
      : skipToken,
    structuralSharing: false,
    gcTime: TREE_GC_MS,
    meta: OWNS_TREE,
    placeholderData: keepPreviousData,
  });
}

/** Every stored profile of a selector in a range, none of them merged. */
export function scrapesQuery(host: Host, selector: Selector | undefined, range: TimeRange) {
  return queryOptions({
    queryKey: ['parca', 'scrapes', selector ? printSelector(selector) : null, ...span(range)],
    queryFn: selector
      ? ({ signal }) => host.profiles.fetchScrapes(selector, range, { signal })
      : skipToken,
  });
}

/** The profile of some of a side's scrapes. Stored scrapes do not change, so that other windows on the same ones ask nothing. */
export function sliceQuery(host: Host, selector: Selector, { scrapes }: Slice) {
  const at = (scrape: Scrape | undefined) => String(scrape?.timestamp);
  return queryOptions({
    queryKey: [
      'slice',
      printSelector(selector),
      at(scrapes[0]),
      at(scrapes.at(-1)),
      scrapes.length,
    ],
    queryFn: async ({ signal }): Promise<OpenedProfile> => {
      const { parts } = await host.profiles.fetchSlice(selector, scrapes, { signal });
      return host.engine.open(parts, { signal });
    },
    staleTime: 'static',
    structuralSharing: false,
    gcTime: TREE_GC_MS,
    meta: OWNS_TREE,
  });
}

/** What functions cost in one slice. The same handle is always the same tree. */
export function functionValuesQuery(host: Host, handle: TreeHandle, names: readonly string[]) {
  return queryOptions({
    queryKey: ['functionValues', handle, names],
    queryFn: ({ signal }) => host.engine.functionValues([handle], names, { signal }),
    staleTime: 'static',
    structuralSharing: false,
  });
}

/** A view and what it is of: while another one loads, the old picture keeps its own facts. */
export interface ViewOfSides extends View {
  readonly sides: readonly LoadedProfile[];
}

/** The trees of the sides united and cut as the display says, with the table of the result. The same handles are always the same trees. */
export function viewQuery(host: Host, sides: readonly LoadedProfile[], display: DisplayState) {
  const cuts = viewOptionsOf(display);
  const handles = sides.map(({ handle }) => handle);
  return queryOptions({
    queryKey: ['view', handles, cuts],
    queryFn:
      sides.length === 0
        ? skipToken
        : async ({ signal }): Promise<ViewOfSides> => {
            return { ...(await host.engine.view(handles, cuts, { signal })), sides };
          },
    staleTime: 'static',
    structuralSharing: false,
    gcTime: TREE_GC_MS,
    meta: OWNS_TREE,
    placeholderData: keepPreviousData,
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
