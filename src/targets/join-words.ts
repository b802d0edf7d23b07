import { printMatchers, type Matcher } from '#series';
import type { MetricJoin } from './metric-join-types';

/** The join with the query that checks it. */
export function joinOf(join: Omit<MetricJoin, 'verify'>): MetricJoin {
  return join.matchers === '' ? join : { ...join, verify: `count by (job) (up${join.matchers})` };
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
