import { frameName, type CallTree } from '#profile';

/**
 * A short name for a stack that stays the same when the data is refreshed, filtered or compared: a 64 bit hash of its frames'
 * names from the root, in base 36; undefined is the root. Links carry it where a path of fifty names would not fit.
 */
export function stackId(tree: CallTree, node: number): string | undefined {
  if (node <= 0) return undefined;
  const names = frameHashes(tree);
  let found: string | undefined;
  walk(tree, names, (n, a, b) => {
    if (n === node) found = print(a, b);
    return n < node;
  });
  return found;
}

/** The node of a stack; 0, the whole graph, when this tree does not have it. */
export function findStack(tree: CallTree, id: string | undefined): number {
  if (id === undefined) return 0;
  const names = frameHashes(tree);
  let found = 0;
  walk(tree, names, (n, a, b) => {
    if (print(a, b) === id) found = n;
    return found === 0;
  });
  return found;
}

function print(a: number, b: number): string {
  return `${a.toString(36)}-${b.toString(36)}`;
}

/** Two FNV-1a lanes with different offsets; together 64 bits. */
const OFFSETS = [0x811c9dc5, 0x9dc5811c] as const;
const PRIME = 0x01000193;

function frameHashes({ frames }: CallTree): readonly [Uint32Array, Uint32Array] {
  const count = frames.functionName.length;
  const lanes = [new Uint32Array(count), new Uint32Array(count)] as const;
  for (let row = 0; row < count; row++) {
    const name = frameName(frames, row);
    lanes.forEach((lane, at) => {
      let hash: number = OFFSETS[at]!;
      for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), PRIME);
      lane[row] = hash >>> 0;
    });
  }
  return lanes;
}

/** Visits nodes in pre-order with the two lanes of their stack's hash, until `visit` says false. */
function walk(
  { frame, depth }: CallTree,
  [first, second]: readonly [Uint32Array, Uint32Array],
  visit: (node: number, a: number, b: number) => boolean,
): void {
  const a: number[] = [OFFSETS[0]];
  const b: number[] = [OFFSETS[1]];
  for (let n = 1; n < frame.length; n++) {
    const level = depth[n]!;
    const row = frame[n]!;
    a[level] = Math.imul(Math.imul(a[level - 1]!, PRIME) ^ first[row]!, PRIME) >>> 0;
    b[level] = Math.imul(Math.imul(b[level - 1]!, PRIME) ^ second[row]!, PRIME) >>> 0;
    if (!visit(n, a[level]!, b[level]!)) return;
  }
}
