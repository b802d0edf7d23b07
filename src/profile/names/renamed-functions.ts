import type { CallTree, FrameTable } from '../tree/call-tree';
import { cutShapes } from './cut-shapes';
import { stableName } from './stable-name';

/** A function that two sides name differently, by a number, a hash or a type argument alone. */
export interface RenamedFunction {
  readonly before: string;
  readonly after: string;
}

/**
 * Functions that only one of two trees has, whose names are the same without closure numbers, hashes and the like (`stableName`), one on each side:
 * of several it is not known which is which. Within one build, and where both sides have another such name, the numbers mean the same: one closure was
 * seen here and another one there. And those whose type arguments one side lacks altogether (`cutShapes`), whichever side it is. In the order of
 * `before`.
 */
export function renamedFunctions(before: CallTree, after: CallTree): readonly RenamedFunction[] {
  const [old, recent] = [namesOf(before.frames), namesOf(after.frames)];
  const cut = cutShapes(old.keys(), recent.keys());
  const areCut = new Set(cut.map((one) => one.before));
  const numbered = numberedAnew(old, recent).filter((one) => !areCut.has(one.before));
  return [...numbered, ...cut].sort((a, b) => (a.before < b.before ? -1 : 1));
}

function numberedAnew(
  old: ReadonlyMap<string, Named>,
  recent: ReadonlyMap<string, Named>,
): readonly RenamedFunction[] {
  const come = byStableName(recent, old);
  const found = [...byStableName(old, recent)].flatMap(([stable, [name, ...others]]) => {
    const [other, ...more] = come.get(stable) ?? [];
    if (!name || !other || others.length > 0 || more.length > 0) return [];
    return isOneBuild(old.get(name)!, recent.get(other)!) ? [] : [{ stable, name, other }];
  });
  if (found.length === 0) return [];
  const inBoth = new Set([...old.keys()].filter((name) => recent.has(name)).map(stableName));
  return found
    .filter(({ stable }) => !inBoth.has(stable))
    .map(({ name, other }) => ({ before: name, after: other }));
}

interface Named {
  /** Frames of the name: of several it is not one function. */
  readonly count: number;
  readonly buildId: string;
}

/** Unsymbolised frames have no name. */
function namesOf({ functionName, buildId }: FrameTable): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  functionName.forEach((name, row) => {
    if (name === '') return;
    names.set(name, { count: (names.get(name)?.count ?? 0) + 1, buildId: buildId[row]! });
  });
  return names;
}

function isOneBuild(a: Named, b: Named): boolean {
  return a.buildId !== '' && a.buildId === b.buildId;
}

/** Those that the other side lacks. */
function byStableName(
  names: ReadonlyMap<string, Named>,
  others: ReadonlyMap<string, Named>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, { count }] of names) {
    if (others.has(name)) continue;
    const stable = stableName(name);
    const same = found.get(stable) ?? [];
    for (let i = 0; i < count; i++) same.push(name);
    found.set(stable, same);
  }
  return found;
}
