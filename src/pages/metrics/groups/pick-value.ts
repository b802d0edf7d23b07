import type { Matcher } from '#series';
import { pinnedValue } from '../../selection/topology-levels';

/** The conditions with one label set to a value, in the place of another that it was set to; without it where it is. */
export function withValue(
  matchers: readonly Matcher[],
  name: string,
  value: string,
): readonly Matcher[] {
  const rest = matchers.filter((one) => one.name !== name || one.op !== '=');
  if (pinnedValue(matchers, name) === value) return rest;
  const set: Matcher = { name, op: '=', value };
  const place = matchers.findIndex((one) => one.name === name && one.op === '=');
  return place < 0 ? [...matchers, set] : rest.toSpliced(place, 0, set);
}
