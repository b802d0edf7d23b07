import type { CallTree, FrameTable } from './call-tree';
import { stableName } from './stable-name';

/** A function that two builds name differently, by a number or a hash alone. */
export interface RenamedFunction {
  readonly before: string;
  readonly after: string;
}

/**
 * Functions that only one of two trees has, whose names are the same without closure numbers, hashes and the like (`stableName`), one on each side:
 * of several it is not known which is which. In the order of `before`.
 */
export function renamedFunctions(before: CallTree, after: CallTree): readonly RenamedFunction[] {
  const [old, recent] = [namesOf(before.frames), namesOf(after.frames)];
  const gone = byStableName(old, recent);
  const come = byStableName(recent, old);
  return [...gone]
    .flatMap(([stable, [name, ...others]]) => {
      const [other, ...more] = come.get(stable) ?? [];
      const isOne = others.length === 0 && more.length === 0;
      return other !== undefined && isOne ? [{ before: name!, after: other }] : [];
    })
    .sort((a, b) => (a.before < b.before ? -1 : 1));
}

/** How many frames have each name; unsymbolised ones have none. */
function namesOf({ functionName }: FrameTable): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const name of functionName) if (name !== '') names.set(name, (names.get(name) ?? 0) + 1);
  return names;
}

/** Those that the other side lacks. A name of several functions is not one function. */
function byStableName(
  names: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, count] of names) {
    if (others.has(name)) continue;
    const stable = stableName(name);
    const same = found.get(stable) ?? [];
    same.push(...new Array<string>(count).fill(name));
    found.set(stable, same);
  }
  return found;
}
