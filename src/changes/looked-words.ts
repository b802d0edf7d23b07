import type { Looked } from './looked';

/** `41 units × 5 profile types, 30 of 41 in depth, expected false findings at most 0.12`. */
export function lookedText({ units, types, inDepth, expectedFalse }: Looked): string {
  // While the first type's totals are all that is known, the others are not counted yet.
  const all = count(units, 'unit') + (types === 0 ? '' : ` × ${count(types, 'profile type')}`);
  // Stopped, or failed, before anything: nothing was looked into, not all of nothing.
  if (units === 0) return all;
  return [
    all,
    inDepth === units ? 'all in depth' : `${inDepth} of ${units} in depth`,
    `expected false findings at most ${Number(expectedFalse.toPrecision(2))}`,
  ].join(', ');
}

/** What would have been seen where nothing was; undefined where no function was tested. */
export function smallestText({ smallest }: Looked): string | undefined {
  if (smallest === undefined) return undefined;
  return `A function with 5 % of a unit would have been seen from ${Math.ceil(smallest * 100)} % more on.`;
}

/** `1 unit`, `2 units`. */
export function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
