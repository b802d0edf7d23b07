import { frameName, type CallTree } from '#profile';
import type { ColumnKey, TopTableSort } from '../top-table/table-columns';

/** How callees of one caller are in order, and how much one weighs beside its caller. */
export interface SiblingOrder {
  readonly key: ColumnKey;
  readonly descending: boolean;
  readonly compare: (a: number, b: number) => number;
  /** Not under 0. */
  readonly weightOf: (node: number) => number;
}

/** By a column of the table of functions; where nodes have no such column, or none is asked for, by `usual`, which is one that they have. */
export function siblingOrder(
  tree: CallTree,
  usual: TopTableSort,
  sort: TopTableSort = usual,
): SiblingOrder {
  const isKnown = sort.key === 'name' || valueOfNode(tree, sort.key) !== undefined;
  const { key, descending } = isKnown ? sort : usual;
  const direction = descending ? -1 : 1;
  const weight = valueOfNode(tree, key) ?? valueOfNode(tree, usual.key)!;
  const weightOf = (node: number) => Math.abs(weight(node));
  if (key === 'name') {
    const nameOf = (node: number) => frameName(tree.frames, tree.frame[node]!);
    return {
      key,
      descending,
      compare: (a, b) => direction * inOrder(nameOf(a), nameOf(b)) || a - b,
      weightOf,
    };
  }
  return {
    key,
    descending,
    compare: (a, b) => direction * inOrder(weight(a), weight(b)) || a - b,
    weightOf,
  };
}

/** What a column has of a node; undefined where nodes have no such value. */
function valueOfNode(
  { columns }: Pick<CallTree, 'columns'>,
  key: ColumnKey,
): ((node: number) => number) | undefined {
  const [first, second] = columns;
  if (!second) {
    if (key === 'self' || key === 'selfShare') return (node) => first!.self[node]!;
    if (key === 'total' || key === 'totalShare') return (node) => first!.total[node]!;
    return undefined;
  }
  const delta = (kind: 'self' | 'total') => (node: number) =>
    second[kind][node]! - first![kind][node]!;
  if (key === 'baseline') return (node) => first!.total[node]!;
  if (key === 'comparison') return (node) => second.total[node]!;
  if (key === 'deltaSelf') return delta('self');
  if (key === 'deltaTotal') return delta('total');
  if (key !== 'change') return undefined;
  return (node) => {
    const change = delta('total')(node);
    const before = first!.total[node]!;
    return change === 0 ? 0 : before === 0 ? Infinity * change : change / Math.abs(before);
  };
}

function inOrder<T extends string | number>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
