import { escapeRegex } from '#pattern';
import { labelsOfHierarchy, membersOf, parseMatchers, printMatchers, type Matcher } from '#series';
import type { MetricJoin } from './join/metric-join-types';

/** Alerts of a wider place hold for what is in it: a label that an alert lacks does not contradict. */
const MAY_LACK: ReadonlySet<string> = new Set([
  membersOf('juju').member!.label,
  ...labelsOfHierarchy('kubernetes').slice(1),
  ...labelsOfHierarchy('job'),
]);

/**
 * Alerts that fired for what a join selects, or for all of its application: `ALERTS{…}`. undefined where the join does not say enough:
 * without a label that every alert of the place has, all alerts there are would be shown.
 */
export function alertQuery({ tier, matchers }: MetricJoin): string | undefined {
  if (tier === 'none' || matchers === '') return undefined;
  const all = parseMatchers(matchers);
  const pinned = all.some(({ name, op }) => !MAY_LACK.has(name) && op === '=');
  const kept = pinned ? all.map(orAbsent) : all;
  const firing: Matcher = { name: 'alertstate', op: '=', value: 'firing' };
  return `ALERTS${printMatchers([firing, ...kept])}`;
}

function orAbsent(matcher: Matcher): Matcher {
  const { name, op, value } = matcher;
  if (!MAY_LACK.has(name) || value === '' || (op !== '=' && op !== '=~')) return matcher;
  return { name, op: '=~', value: `|${op === '=' ? escapeRegex(value) : value}` };
}
