import { sumTrees } from '../transform/sum-trees';
import type { CallTree, FrameTable } from '../tree/call-tree';
import { isMangled } from './mangled';

/**
 * A tree of one column with its mangled names readable: `functionName` is what `demangle` gives, `systemName` what was there. A name that `demangle`
 * returns as it is stays. Two mangled names with one readable one stay two functions: they are two symbols.
 */
export function demangleTree(tree: CallTree, demangle: (name: string) => string): CallTree {
  const { functionName, systemName } = tree.frames;
  const readable = functionName.map((name) => (isMangled(name) ? demangle(name) : name));
  if (readable.every((name, row) => name === functionName[row])) return tree;
  const frames: FrameTable = {
    ...tree.frames,
    functionName: readable,
    systemName: readable.map((name, row) =>
      name === functionName[row] ? systemName[row]! : functionName[row]!,
    ),
  };
  // The order of frames is by name: a sum makes it anew.
  return sumTrees([{ ...tree, frames }]);
}
