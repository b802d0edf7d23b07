import type { AdHocVariableFilter } from '@grafana/data';
import { escapeRegex, MATCHER_OPS, type Matcher } from '#series';
import { QueryError } from '../../query-error';

/** Grafana's ad-hoc filters as matchers; "one of" and its opposite become escaped alternatives. Throws QueryError. */
export function matchersOfFilters(filters: readonly AdHocVariableFilter[]): readonly Matcher[] {
  return filters.filter(({ key }) => key !== '').map(matcherOf);
}

function matcherOf({ key, operator, value, values = [value] }: AdHocVariableFilter): Matcher {
  const oneOf = () => values.map(escapeRegex).join('|');
  if (operator === '=|') return { name: key, op: '=~', value: oneOf() };
  if (operator === '!=|') return { name: key, op: '!~', value: oneOf() };
  const op = MATCHER_OPS.find((known) => known === operator);
  if (op) return { name: key, op, value };
  throw new QueryError(`filter on ${key}: the operator ${operator} is not one of labels`);
}
