import type {
  DataQuery,
  PluginExtensionPanelContext,
  RawTimeRange,
  ScopedVars,
} from '@grafana/data';
import { z } from 'zod';
import {
  CORE_DATASOURCE_ID,
  DATASOURCE_ID,
  DEFAULT_BASELINE,
  factsOfFrame,
  type FrameFacts,
} from '#frames';
import { DEFAULT_VIEW, printView, resolveRange, type ViewState } from '#pages';
import { AGAINST } from '#scan';
import { parseSelector, type Matcher, type TimeRange } from '#series';
import { baselineRange } from '../../baseline-range';
import { APP_PATH, routeTo, withSources } from './app-location';
import { endOf, interpolated, replaced } from '../dashboard-variables';

/** What a panel and Explore both give a link. */
export type LinkContext = Pick<
  PluginExtensionPanelContext,
  'targets' | 'timeRange' | 'scopedVars' | 'data'
>;

export const LINK = {
  title: 'Open in Parcascope',
  description: 'The same labels and time range in Parcascope',
  icon: 'fire',
  /** Required by Grafana, also where `configure` always returns another one. */
  path: `${APP_PATH}/profile`,
} as const;

/** Where the first profile query of a panel or of Explore leads; undefined when there is none. Grafana calls it on every menu. */
export function configureLink(context: LinkContext | undefined): { path: string } | undefined {
  const target = context?.targets.find(isParcaTarget);
  const query = querySchema.safeParse(target).data;
  if (!context || !query) return undefined;
  const { scopedVars = {} } = context;
  const facts = context.data?.series
    .filter((frame) => frame.refId === query.refId)
    .map(factsOfFrame)
    .find((found) => found !== undefined);
  const view = viewOf({ query, facts, scopedVars, raw: context.timeRange });
  const { path, search } = printView(view);
  const parca = replaced(query.datasource.uid, scopedVars);
  return { path: routeTo({ path, search: withSources(search, { parca }) }) };
}

function isParcaTarget({ datasource, hide, queryType }: DataQuery): boolean {
  const ours = datasource?.type === DATASOURCE_ID || datasource?.type === CORE_DATASOURCE_ID;
  return ours && hide !== true && queryType !== 'targets';
}

/** As a dashboard stores it; a field of another type counts as missing. */
const text = z.string().optional().catch(undefined);
const querySchema = z.object({
  refId: z.string(),
  datasource: z.object({ uid: text }),
  queryType: text,
  profileTypeId: text,
  labelSelector: text,
  functionName: text,
  against: z.enum(AGAINST).optional().catch(undefined),
  baseline: z
    .object({
      offset: text,
      labelSelector: text,
      range: z.object({ from: z.string(), to: z.string() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type StoredQuery = z.infer<typeof querySchema>;

interface Asked {
  readonly query: StoredQuery;
  /** What the answer says of itself, variables filled in; only answers of our datasource do. */
  readonly facts: FrameFacts | undefined;
  readonly scopedVars: ScopedVars;
  readonly raw: RawTimeRange;
}

function viewOf(asked: Asked): ViewState {
  const { query, facts, scopedVars, raw } = asked;
  const profileType = facts?.profileType ?? replaced(query.profileTypeId, scopedVars) ?? '';
  const range = { from: endOf(raw.from), to: endOf(raw.to) };
  const selected = replaced(query.functionName, scopedVars);
  const display = { ...DEFAULT_VIEW.display, selected };
  const view = { ...DEFAULT_VIEW, profileType, range, display };
  if (query.queryType === 'changes') {
    const matchers = interpolated(query.labelSelector, scopedVars) ?? [];
    const changes = { ...view.changes, matchers, against: query.against ?? view.changes.against };
    return { ...view, page: 'changes', profileType: undefined, changes };
  }
  if (!query.baseline && query.queryType !== 'diff') {
    const matchers = matchersOfFacts(facts, 0) ?? interpolated(query.labelSelector, scopedVars);
    return { ...view, profile: { matchers, window: undefined } };
  }
  return { ...view, page: 'compare', ...sidesOf(asked, resolveRange(range, Date.now())) };
}

function sidesOf(
  { query, facts, scopedVars }: Asked,
  range: TimeRange | undefined,
): Pick<ViewState, 'baseline' | 'comparison'> {
  const { baseline, labelSelector } = query;
  // An answer of one side is of the comparison alone.
  const known = facts?.sides.length === 2 ? facts : undefined;
  const side = (index: 0 | 1, selector: string | undefined, window: TimeRange | undefined) => ({
    matchers: matchersOfFacts(known, index) ?? interpolated(selector, scopedVars),
    window: known?.sides[index]?.range ?? window,
  });
  return {
    baseline: side(
      0,
      baseline?.labelSelector ?? labelSelector,
      range && baselineWindow(baseline, range),
    ),
    comparison: side(1, labelSelector, range),
  };
}

/** undefined: not understood, and the page takes its default. */
function baselineWindow(
  baseline: StoredQuery['baseline'],
  range: TimeRange,
): TimeRange | undefined {
  try {
    return baselineRange(baseline ?? DEFAULT_BASELINE, range, { now: Date.now() });
  } catch {
    return undefined;
  }
}

function matchersOfFacts(
  facts: FrameFacts | undefined,
  side: number,
): readonly Matcher[] | undefined {
  const selector = facts?.sides[side]?.selector;
  if (selector === undefined) return undefined;
  try {
    return parseSelector(selector).matchers;
  } catch {
    return undefined;
  }
}
