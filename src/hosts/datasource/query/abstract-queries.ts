import { AbstractLabelOperator, type AbstractQuery } from '@grafana/data';
import type { ParcaQuery } from '#frames';
import {
  MATCHER_OPS,
  parseMatchers,
  printMatchers,
  SeriesError,
  type Matcher,
  type MatcherOp,
} from '#series';

const OPERATORS: Readonly<Record<MatcherOp, AbstractLabelOperator>> = {
  '=': AbstractLabelOperator.Equal,
  '!=': AbstractLabelOperator.NotEqual,
  '=~': AbstractLabelOperator.EqualRegEx,
  '!~': AbstractLabelOperator.NotEqualRegEx,
};
const OPS = new Map(MATCHER_OPS.map((op) => [OPERATORS[op], op]));

/** The conditions on labels, which is all that another datasource can make use of; none where the selector cannot be read. */
export function toAbstractQuery({ refId, labelSelector = '' }: ParcaQuery): AbstractQuery {
  const labelMatchers = readMatchers(labelSelector).map(({ name, op, value }) => ({
    name,
    value,
    operator: OPERATORS[op],
  }));
  return { refId, labelMatchers };
}

function readMatchers(selector: string): readonly Matcher[] {
  try {
    return parseMatchers(selector);
  } catch (error) {
    if (error instanceof SeriesError) return [];
    throw error;
  }
}

/** The same conditions here, without another source's metric name. The profile type is the editor's to choose. */
export function fromAbstractQuery({ refId, labelMatchers }: AbstractQuery): ParcaQuery {
  const matchers = labelMatchers
    .filter(({ name }) => name !== '__name__')
    .map(({ name, operator, value }): Matcher => ({ name, op: OPS.get(operator) ?? '=', value }));
  return { refId, queryType: 'both', labelSelector: printMatchers(matchers) };
}
