import { ownModules, packageOf, withinModules, type CallTree, type FrameTable } from '#profile';

export interface Colouring {
  readonly by: 'package' | 'file' | 'binary';
  /** Frames are called as what they are coloured by is: they stand for all of it. */
  readonly rolledUp: boolean;
  /** Paths of packages that are the reader's own, empty: all are; undefined: the main module's. */
  readonly own: readonly string[] | undefined;
}

/** What frames are coloured by. */
export interface Categories {
  /** Of each row of the frame table; '' where the profile does not tell. */
  readonly names: readonly string[];
  /** Whether code is the reader's own: of packages alone, all else is. */
  readonly isOwn: (name: string) => boolean;
  /** The paths that decide it. */
  readonly modules: readonly string[];
}

/** A package, or the binary where the name tells no package; a file; a binary by its name without a path. */
export function categoriesOf(frames: FrameTable, { by, rolledUp, own }: Colouring): Categories {
  const names = frames.functionName.map((name, row) => {
    if (rolledUp) return name;
    const binary = baseName(frames.mapping[row]!);
    if (by === 'package') return packageOf(name) || binary;
    return by === 'file' ? frames.fileName[row]! : binary;
  });
  if (by !== 'package') return { names, isOwn: () => true, modules: [] };
  const modules = own ?? ownModules(frames, rolledUp ? names : undefined);
  const isWithin = withinModules(modules);
  const isOwn = (name: string) => modules.length === 0 || isWithin(name);
  return { names, isOwn, modules };
}

/**
 * What each row of the frame table cost itself, in the first column. Upside down a function's self is the total of its frame under the
 * root.
 */
export function selfOfFrames(tree: CallTree, isInverted: boolean): Float64Array {
  const { frame, end, frames } = tree;
  const { self, total } = tree.columns[0]!;
  const values = new Float64Array(frames.functionName.length);
  if (isInverted) for (let n = 1; n < frame.length; n = end[n]!) values[frame[n]!]! += total[n]!;
  else for (let n = 1; n < frame.length; n++) values[frame[n]!]! += self[n]!;
  return values;
}

export interface CategoryShare {
  readonly name: string;
  /** Of the sum of all magnitudes. */
  readonly share: number;
}

/** The largest first; those of nothing are left out. */
export function categoryShares(
  names: readonly string[],
  self: Float64Array,
): readonly CategoryShare[] {
  const sums = new Map<string, number>();
  let whole = 0;
  names.forEach((name, row) => {
    sums.set(name, (sums.get(name) ?? 0) + Math.abs(self[row]!));
    whole += Math.abs(self[row]!);
  });
  return [...sums]
    .filter(([, sum]) => sum > 0)
    .map(([name, sum]) => ({ name, share: sum / whole }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
