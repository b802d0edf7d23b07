import type { DataFrame, DataQuery, RawTimeRange, ScopedVars } from '@grafana/data';
import { z } from 'zod';
import { CORE_DATASOURCE_ID, DATASOURCE_ID } from '#frames';
import { DEFAULT_VIEW, printView } from '#pages';
import { labelEntries, matchersOf, type Labels, type Matcher } from '#series';
import { APP_PATH, routeTo, withSources } from './app-location';
import { endOf, interpolated, replaced } from '../dashboard-variables';
import type { LinkContext } from './extension-links';
import { isOfPlace, placeOfExpression, placeOfSeries } from './place-of-metrics';

export const CHANGES_LINK = {
  title: 'What changed here',
  description: 'Which functions of the same units changed in the same time range',
  icon: 'exchange-alt',
  /** Required by Grafana, also where `configure` always returns another one. */
  path: `${APP_PATH}/changes`,
} as const;

/**
 * Where a panel, Explore, an alert rule or one of its alerts leads: Changes of the units that their labels name, in their range. undefined
 * where no label is of Juju or Kubernetes. Grafana calls it on every menu, and does not say what it gives beyond a type of its own.
 */
export function configureChangesLink(context: unknown): { path: string } | undefined {
  if (typeof context !== 'object' || context === null) return undefined;
  const asked = 'targets' in context ? ofPanel(context as LinkContext) : ofAlert(context);
  if (!asked || asked.matchers.length === 0) return undefined;
  const { matchers, range, ...sources } = asked;
  const changes = { ...DEFAULT_VIEW.changes, matchers };
  const { path, search } = printView({ ...DEFAULT_VIEW, page: 'changes', range, changes });
  return { path: routeTo({ path, search: withSources(search, sources) }) };
}

interface Asked {
  readonly matchers: readonly Matcher[];
  readonly range: { readonly from: string; readonly to: string } | undefined;
  readonly parca?: string | undefined;
  readonly prometheus?: string | undefined;
}

const querySchema = z.object({
  refId: z.string(),
  datasource: z.object({ uid: z.string().optional() }),
  expr: z.string().optional().catch(undefined),
  labelSelector: z.string().optional().catch(undefined),
});

/** Of its first query that says a place: of ours the conditions, of Prometheus what the answer's labels say, and else the expression. */
function ofPanel({ targets, timeRange, scopedVars = {}, data }: LinkContext): Asked | undefined {
  const shown = targets.filter(({ hide }) => hide !== true);
  for (const target of shown) {
    const query = querySchema.safeParse(target).data;
    if (!query) continue;
    const frames = data?.series.filter(({ refId }) => refId === query.refId) ?? [];
    const matchers = matchersOfQuery(target, query, { frames, scopedVars });
    if (matchers.length === 0) continue;
    const uid = replaced(query.datasource.uid, scopedVars);
    const sources = isPrometheus(target) ? { prometheus: uid } : { parca: uid };
    return { matchers, range: rangeOf(timeRange), ...sources };
  }
  return undefined;
}

const isPrometheus = ({ datasource }: DataQuery) => datasource?.type === 'prometheus';
const isParca = ({ datasource }: DataQuery) =>
  datasource?.type === DATASOURCE_ID || datasource?.type === CORE_DATASOURCE_ID;

function matchersOfQuery(
  target: DataQuery,
  { expr = '', labelSelector }: z.infer<typeof querySchema>,
  { frames, scopedVars }: { frames: readonly DataFrame[]; scopedVars: ScopedVars },
): readonly Matcher[] {
  if (isParca(target))
    return (interpolated(labelSelector, scopedVars) ?? []).filter(({ name }) => isOfPlace(name));
  if (!isPrometheus(target)) return [];
  const ofAnswer = placeOfSeries(frames.flatMap(labelsOfFrame));
  const known = new Set(ofAnswer.map(({ name }) => name));
  const ofQuery = placeOfExpression(expr, (text) => interpolated(text, scopedVars));
  return [...ofQuery.filter(({ name }) => !known.has(name)), ...ofAnswer];
}

const labelsOfFrame = ({ fields }: DataFrame): readonly Labels[] =>
  fields.flatMap(({ labels: own }) => (own ? [own] : []));

const rangeOf = ({ from, to }: RawTimeRange) => ({ from: endOf(from), to: endOf(to) });

const labels = z.record(z.string(), z.string()).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
/** A rule of Grafana's alerting, or an alert of one. */
const alertSchema = z.object({
  expression: text,
  labels,
  instance: z.object({ labels }).optional().catch(undefined),
  rule: z.object({ query: text }).optional().catch(undefined),
});

/** What an alert is of says more than what its rule asks for. Neither has a range. */
function ofAlert(context: object): Asked | undefined {
  const alert = alertSchema.safeParse(context).data;
  if (!alert) return undefined;
  const own = labelEntries(alert.instance?.labels ?? alert.labels ?? {});
  const ofLabels = matchersOf(Object.fromEntries(own)).filter(({ name }) => isOfPlace(name));
  const known = new Set(ofLabels.map(({ name }) => name));
  const asked = alert.expression ?? alert.rule?.query ?? '';
  const ofQuery = placeOfExpression(asked, (selector) => interpolated(selector, {}));
  return {
    matchers: [...ofQuery.filter(({ name }) => !known.has(name)), ...ofLabels],
    range: undefined,
  };
}
