import { frameName, type CallTree } from '#profile';

/**
 * What `delta` adds up to over the stacks that hold both a function and another one, by that one's name. `delta` is of a node's total, by node.
 *
 *     main;serve;quote;hash  +3
 *     main;serve;hash        +1      with serve: main 4, quote 3, hash 4
 */
export function commonDeltas(
  { frames, frame, end, depth }: CallTree,
  delta: ArrayLike<number>,
  name: string,
): ReadonlyMap<string, number> {
  const names = frames.functionName.map((_, row) => frameName(frames, row));
  const sums = new Map<string, number>();
  const add = (other: string, value: number) => sums.set(other, (sums.get(other) ?? 0) + value);
  const path: number[] = [];
  let until = 0;
  /** By function: the end of its outermost node on the path below the function. */
  const inside = new Map<string, number>();
  for (let n = 1; n < frame.length; n++) {
    const other = names[frame[n]!]!;
    path.length = depth[n]! - 1;
    path.push(n);
    if (n >= until) {
      if (other !== name) continue;
      until = end[n]!;
      inside.clear();
      const above = new Set(path.slice(0, -1).map((node) => names[frame[node]!]!));
      for (const caller of above) {
        add(caller, delta[n]!);
        inside.set(caller, until);
      }
      add(name, delta[n]!);
      inside.set(name, until);
    } else if (n >= (inside.get(other) ?? 0)) {
      add(other, delta[n]!);
      inside.set(other, end[n]!);
    }
  }
  return sums;
}
