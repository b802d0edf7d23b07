import { CoreApp } from '@grafana/data';
import {
  DEFAULT_BASELINE,
  QUERY_TYPES,
  type Baseline,
  type ParcaQuery,
  type QueryType,
} from '#frames';
import { parseProfileType, profileTypeTitle } from '#series';

/** A new query: the editor fills in the profile type from what the server has. */
export function defaultQuery(app: CoreApp | string | undefined): Partial<ParcaQuery> {
  // Explore never runs a query without a field of its own.
  return { queryType: defaultQueryType(app), labelSelector: '{}' };
}

function defaultQueryType(app: CoreApp | string | undefined): QueryType {
  return app === CoreApp.Explore ? 'both' : 'profile';
}

/** Outside Explore `both` is the profile alone, as in Grafana's own Parca datasource; so is a type that is not known. */
export function queryTypeOf(query: ParcaQuery, app: CoreApp | string | undefined): QueryType {
  const type = QUERY_TYPES.find((known) => known === query.queryType) ?? defaultQueryType(app);
  return type === 'both' && app !== CoreApp.Explore ? 'profile' : type;
}

/** False for what is hidden, and for what is not yet a question. */
export function isRunnable(query: ParcaQuery): boolean {
  if (query.hide) return false;
  if (query.queryType === 'targets' || query.queryType === 'changes') return true;
  const isNamed = query.queryType !== 'function' || (query.functionName ?? '').trim() !== '';
  return isNamed && (query.profileTypeId ?? '').trim() !== '';
}

const TYPE_LABELS: Readonly<Record<QueryType, string>> = {
  profile: 'profile',
  metrics: 'rate over time',
  both: 'profile and rate over time',
  diff: 'comparison',
  top: 'top functions',
  function: 'over time',
  changes: 'Changes',
  targets: 'Targets',
};

/** One line for a collapsed query row: `CPU time {juju_unit="a/0"}, comparison with 1d before`. */
export function displayText(query: ParcaQuery): string {
  const type = TYPE_LABELS[query.queryType ?? 'profile'] ?? TYPE_LABELS.profile;
  const selector = query.labelSelector ?? '';
  const labels = selector === '' || selector === '{}' ? '' : ` ${selector}`;
  if (query.queryType === 'targets') return `${type}${labels}`;
  const title = titleOf(query.profileTypeId ?? '');
  if (query.queryType === 'changes') {
    const of = (query.profileTypeId ?? '') === '' ? '' : ` of ${title}`;
    return `${type}${of}${labels}, against ${AGAINST_LABELS[query.against ?? 'previous']}`;
  }
  if (query.queryType === 'function') return `${title}${labels}, ${query.functionName} ${type}`;
  const baseline = comparesWith(query)
    ? ` with ${baselineLabel(query.baseline ?? DEFAULT_BASELINE)}`
    : '';
  return `${title}${labels}, ${type}${baseline}`;
}

const AGAINST_LABELS: Readonly<Record<NonNullable<ParcaQuery['against']>, string>> = {
  previous: 'earlier in the range',
  yesterday: 'yesterday',
  week: 'a week before',
  build: 'before the last build',
};

export const comparesWith = (query: Pick<ParcaQuery, 'queryType' | 'baseline'>): boolean =>
  query.queryType === 'diff' || (query.queryType === 'top' && query.baseline !== undefined);

function titleOf(profileTypeId: string): string {
  try {
    return profileTypeTitle(parseProfileType(profileTypeId));
  } catch {
    return profileTypeId === '' ? 'No profile type' : profileTypeId;
  }
}

function baselineLabel({ offset, range, labelSelector }: Baseline): string {
  const time = range
    ? `${range.from} to ${range.to}`
    : offset === 'previous'
      ? 'the previous period'
      : offset
        ? `${offset} before`
        : '';
  const label = [labelSelector ?? '', time].filter((part) => part !== '').join(', ');
  return label === '' ? 'itself' : label;
}
