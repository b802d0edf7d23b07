import { JUJU_LABELS, labelsOfHierarchy, printMatchers, type Matcher } from '#series';
import type { MetricJoin } from './metric-join-types';

// Archives hold the expressions that these are part of, in this order.
const JUJU_BY = JUJU_LABELS.join(', ');
const OTHER_BY = [...labelsOfHierarchy('kubernetes'), ...labelsOfHierarchy('job')].join(', ');
/** What a sum may keep, by whether the join is by Juju's labels or not. */
export const joinLabels: readonly string[] = [JUJU_BY, OTHER_BY];

const BY: Readonly<Record<MetricJoin['level'], string>> = {
  unit: JUJU_BY,
  application: JUJU_BY,
  model: JUJU_BY,
  host: OTHER_BY,
  instance: OTHER_BY,
  any: `${JUJU_BY}, ${OTHER_BY}`,
};

/** The join with what follows from it. */
export function joinOf(join: Omit<MetricJoin, 'verify' | 'by'>): MetricJoin {
  const by = BY[join.level];
  return join.matchers === '' ? { ...join, by } : { ...join, by, verify: `up${join.matchers}` };
}

/** True for a condition that a series without the label does not meet. */
export function isPositive({ op, value }: Matcher): boolean {
  return (op === '=' || op === '=~') && value !== '' && value !== '.*';
}

export function ignoredNote(ignored: readonly Matcher[]): string | undefined {
  if (ignored.length === 0) return undefined;
  return `Not applied to metrics: ${printMatchers(ignored)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const last = distinct.at(-1) ?? '';
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}

export function sentences(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
