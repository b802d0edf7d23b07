import type { ShownFrame } from './frame-tree';

/** `2 functions, 12.8 % of baseline, 16.9 % of comparison`: of stacks with a match, each counted once. */
export function foundText(
  root: ShownFrame,
  columns: readonly string[],
  matches: (name: string) => boolean,
): string {
  const names = new Set<string>();
  const sums = columns.map(() => 0);
  const walk = (frame: ShownFrame, isCounted: boolean) => {
    const isMatch = frame !== root && frame.mark !== 'gathered' && matches(frame.name);
    if (isMatch) names.add(frame.name);
    if (isMatch && !isCounted) frame.totals.forEach((total, k) => (sums[k]! += total));
    for (const callee of frame.children) walk(callee, isCounted || isMatch);
  };
  walk(root, false);
  const shares = columns.map((column, k) => {
    const share = sums[k]! / (root.totals[k]! || 1);
    return `${Number((share * 100).toPrecision(3))} % of ${column}`;
  });
  const count = names.size === 1 ? '1 function' : `${names.size} functions`;
  return [count, ...(names.size > 0 ? shares : [])].join(', ');
}
