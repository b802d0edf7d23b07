import { useEffect, useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import {
  DATASOURCE,
  defaultProfileType,
  distinctLabels,
  labelsOfHierarchy,
  namesOf,
  parseProfileType,
  pickLabels,
  printProfileType,
  type Labels,
  type Matcher,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { busiest, windowsFor } from './default-choices';
import { useHost } from '../state/host';
import {
  labelNamesQuery,
  labelSetsQuery,
  profileTypesQuery,
  seriesQuery,
} from '../state/queries/queries';
import { stepFor } from '../state/range';
import { SIDES } from '../state/sides';
import { levelLabels, levelsFor, matchersOf, type Level } from './topology-levels';
import { useLatestQuery, type LatestQuery } from '../state/queries/use-latest-query';
import type { ViewControl } from '../state/view/use-view-state';
import type { SideState, ViewState } from '../state/view/view-state';

/** What can be chosen, and the choice. */
export interface Selection {
  readonly profileTypes: LatestQuery<readonly ProfileType[]>;
  readonly profileType: ProfileType | undefined;
  readonly labelNames: readonly string[];
  readonly levels: readonly Level[];
  readonly labelSets: LatestQuery<readonly Labels[]>;
  /** What is chosen, or can be, is asked for the first time. */
  readonly isOpening: boolean;
  /** The first question that failed of those that the page cannot open without. */
  readonly failed: LatestQuery<unknown> | undefined;
}

const NO_NAMES: readonly string[] = [];

/** With `enabled: false` nothing is asked yet; what is known from before stays. */
export function useSelection(
  control: ViewControl,
  range: TimeRange,
  { enabled = true }: { readonly enabled?: boolean } = {},
): Selection {
  const host = useHost();
  const { view } = control;
  const profileTypes = useLatestQuery(useQuery({ ...profileTypesQuery(host, range), enabled }));
  const profileType = chosenType(view.profileType, profileTypes.data ?? []);
  const names = useLatestQuery(useQuery({ ...labelNamesQuery(host, profileType, range), enabled }));
  const labelNames = names.data ?? NO_NAMES;
  // What a link pins keeps its pickers where the range has no labels, or they are not known yet.
  const known = labelNames.length > 0 ? labelNames : pinnedNames(view);
  const levels = levelsFor(known, host.targetAliases);
  const labelSets = useLabelSets({ profileType, range, names, enabled });
  const first = profileType ? [names, labelSets] : [profileTypes];
  const isOpening = first.some(({ state, data }) => state === 'loading' && data === undefined);
  const found = { isOpening, profileTypes, profileType, labelNames, levels, labelSets };
  const ranking = useDefaults({
    control,
    selection: found,
    range,
    namesLoaded: names.data !== undefined,
  });
  const failed = firstOf([profileTypes, names, labelSets, ranking].filter((kept) => kept.error));
  const isRanking = ranking.state === 'loading' && ranking.data === undefined;
  return { ...found, isOpening: isOpening || isRanking, failed };
}

/** Tried again, all are. */
function firstOf(failed: readonly LatestQuery<unknown>[]): LatestQuery<unknown> | undefined {
  const [first] = failed;
  return first && { ...first, retry: () => failed.forEach(({ retry }) => retry()) };
}

/**
 * Told apart by what the pickers need and what the join to metrics asks for besides. The question names all labels that this can be, so that
 * it need not wait for the names of those that are there.
 */
function useLabelSets(of: {
  readonly profileType: ProfileType | undefined;
  readonly range: TimeRange;
  readonly names: LatestQuery<readonly string[]>;
  readonly enabled: boolean;
}): LatestQuery<readonly Labels[]> {
  const { profileType, range, names, enabled } = of;
  const host = useHost();
  const { targetAliases } = host;
  const { datasources } = host.profiles;
  const by = [
    ...new Set([...levelLabels(targetAliases), ...joinLabels(targetAliases)]),
    ...(datasources ? [DATASOURCE] : []),
  ];
  const asked = useLatestQuery(
    useQuery({ ...labelSetsQuery(host, { profileType, range, by }), enabled }),
  );
  const data = useMemo(() => {
    if (!asked.data || !names.data) return undefined;
    const levels = levelsFor(names.data, targetAliases).map(({ label }) => label);
    if (levels.length === 0) return [];
    const wanted = [...levels, ...joinLabels(targetAliases), ...(datasources ? [DATASOURCE] : [])];
    const sets = asked.data.map((labels) => pickLabels(labels, wanted));
    return distinctLabels(sets);
  }, [asked.data, names.data, targetAliases, datasources]);
  return { ...asked, data, state: names.state === 'loading' ? 'loading' : asked.state };
}

function joinLabels(aliases: TopologyAliases): readonly string[] {
  const asked = ['juju_model_uuid', 'juju_charm', ...labelsOfHierarchy('job')] as const;
  return asked.flatMap((label) => namesOf(label, aliases));
}

/** The link's type even when this range has no data of it; the page then says so. */
function chosenType(
  text: string | undefined,
  types: readonly ProfileType[],
): ProfileType | undefined {
  if (text === undefined) return defaultProfileType(types);
  try {
    return parseProfileType(text);
  } catch {
    return defaultProfileType(types);
  }
}

/** Fills what a link leaves open (type, busiest unit, windows) into the URL, so that a copied link says it all. */
function useDefaults(of: {
  control: ViewControl;
  selection: Omit<Selection, 'failed'>;
  range: TimeRange;
  namesLoaded: boolean;
}): LatestQuery<unknown> {
  const { control, selection, range } = of;
  const host = useHost();
  const { view, setView } = control;
  const { profileType, levels } = selection;
  const open = sidesOf(view).some((side) => side.matchers === undefined);
  const asked = open ? profileType : undefined;
  const ranking = useQuery(
    seriesQuery(host, {
      selector: asked && { profileType: asked, matchers: [] },
      range,
      step: stepFor(range, 40),
      sumBy: levelLabels(host.targetAliases),
    }),
  );
  const ranked = ranking.isPlaceholderData || !of.namesLoaded ? undefined : ranking.data;
  const levelNames = levels.map(({ label }) => label);
  const top = ranked && busiest(ranked, levelNames);
  useEffect(() => {
    if (!profileType) return;
    const matchers = open ? ranked && (top ? matchersOf(levels, top) : []) : undefined;
    const next = filled(view, { profileType, matchers, range });
    if (next !== view) setView(next, 'replace');
  }, [view, setView, profileType, levels, open, top, ranked, range]);
  return useLatestQuery(ranking);
}

function pinnedNames(view: ViewState): readonly string[] {
  const scope = view.page === 'changes' ? [view.changes] : sidesOf(view);
  return scope.flatMap(({ matchers = [] }) => matchers.map(({ name }) => name));
}

function sidesOf(view: ViewState): readonly SideState[] {
  if (view.page === 'changes') return [];
  return view.page === 'compare' ? [view.baseline, view.comparison] : [view.profile];
}

/** The view with its gaps filled; the same object when it has none that can be filled yet. */
function filled(
  view: ViewState,
  by: { profileType: ProfileType; matchers: readonly Matcher[] | undefined; range: TimeRange },
): ViewState {
  // Of a scope nothing has to be chosen.
  if (view.page === 'changes') return view;
  let next = view;
  if (view.profileType === undefined)
    next = { ...next, profileType: printProfileType(by.profileType) };
  if (view.page === 'profile') {
    if (!view.profile.matchers && by.matchers)
      next = { ...next, profile: { ...view.profile, matchers: by.matchers } };
    return next;
  }
  // A link that names one side is about that: against itself at another time.
  const [baseline, comparison] = [view.baseline.matchers, view.comparison.matchers];
  const selected = {
    baseline: { ...view.baseline, matchers: baseline ?? comparison ?? by.matchers },
    comparison: { ...view.comparison, matchers: comparison ?? baseline ?? by.matchers },
  };
  const windows = windowsFor(selected, by.range);
  for (const name of SIDES) {
    const { matchers } = selected[name];
    const side = view[name];
    if (matchers !== side.matchers || !side.window)
      next = { ...next, [name]: { matchers, window: windows[name] } };
  }
  return next;
}
