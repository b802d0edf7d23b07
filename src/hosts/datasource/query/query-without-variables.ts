import type { AdHocVariableFilter } from '@grafana/data';
import type { Baseline, ParcaQuery } from '#frames';
import { printMatchers } from '#series';
import { matchersOfFilters, interpolateMatchers, interpolateNames } from './interpolate';
import type { Scope } from './templates';

/**
 * The query as it goes from a dashboard to Explore: variables filled in, filters among its conditions. What cannot be read stays
 * as it is written, for the user to correct there.
 */
export function withoutVariables(
  query: ParcaQuery,
  scope: Scope,
  filters: readonly AdHocVariableFilter[] = [],
): ParcaQuery {
  const plain = (text: string) => scope.templates.replace(text, scope.scopedVars);
  const selector = (text: string) => {
    try {
      const { matchers } = interpolateMatchers(text, scope);
      return printMatchers([...matchers, ...matchersOfFilters(filters)]);
    } catch {
      return plain(text);
    }
  };
  const { profileTypeId, groupBy, baseline, functionName } = query;
  return {
    ...query,
    labelSelector: selector(query.labelSelector ?? ''),
    ...(profileTypeId !== undefined && { profileTypeId: plain(profileTypeId) }),
    ...(functionName !== undefined && { functionName: plain(functionName) }),
    ...(groupBy && { groupBy: interpolateNames(groupBy, scope) }),
    ...(baseline && { baseline: baselineWithout(baseline, plain, selector) }),
  };
}

type Fill = (text: string) => string;

function baselineWithout(baseline: Baseline, plain: Fill, selector: Fill): Baseline {
  const { offset, range, labelSelector } = baseline;
  return {
    ...(offset !== undefined && { offset: plain(offset) }),
    ...(range && { range: { from: plain(range.from), to: plain(range.to) } }),
    ...(labelSelector !== undefined && { labelSelector: selector(labelSelector) }),
  };
}
