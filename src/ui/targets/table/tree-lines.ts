import { HIERARCHY_KINDS } from '#series';
import { ROW_STATES, type RowState, type TargetRow, type TopologyNode } from '#targets';

/** Busiest first, by name, or the worst state first. */
export type TargetOrder = 'cost' | 'name' | 'state';

/** One line of the table: a place, a row, or a place that has nothing but one row and is drawn as one with it. */
export interface TreeLine {
  readonly id: string;
  readonly title: string;
  /** From 1. */
  readonly level: number;
  readonly node: TopologyNode | undefined;
  readonly row: TargetRow | undefined;
  /** undefined: nothing can be opened. */
  readonly isOpen: boolean | undefined;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Index of the line that it is below of; -1 at the top. */
  readonly parent: number;
}

export interface LineOptions {
  readonly order: TargetOrder;
  /** What a row costs; undefined comes last. */
  readonly cost: (row: TargetRow) => number | undefined;
  readonly isOpen: (node: TopologyNode, level: number) => boolean;
}

/** The lines that are to be seen, from top to bottom. */
export function linesOf(roots: readonly TopologyNode[], options: LineOptions): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  addAll(lines, itemsOf(roots, []), { ...options, level: 1, parent: -1 });
  return lines;
}

interface Item {
  readonly title: string;
  readonly node: TopologyNode | undefined;
  readonly row: TargetRow | undefined;
}

interface Below extends LineOptions {
  readonly level: number;
  readonly parent: number;
}

function itemsOf(nodes: readonly TopologyNode[], rows: readonly TargetRow[]): readonly Item[] {
  return [
    ...nodes.map((node) => ({ title: node.title, node, row: onlyRow(node) })),
    ...rows.map((row) => ({ title: rowTitle(row), node: undefined, row })),
  ];
}

function onlyRow(node: TopologyNode): TargetRow | undefined {
  return node.children.length === 0 && node.rows.length === 1 ? node.rows[0] : undefined;
}

/** What tells rows of one place apart. */
function rowTitle(row: TargetRow): string {
  return row.address || row.job || (row.path.levels.at(-1)?.title ?? '');
}

function addAll(lines: TreeLine[], items: readonly Item[], below: Below): void {
  const inOrder = comparator(below);
  // Models before namespaces before machines, in whatever order they are inside.
  const rank = ({ node }: Item) => (node ? HIERARCHY_KINDS.indexOf(node.hierarchy) : -1);
  const sorted = [...items].sort(
    (a, b) => (below.level === 1 ? rank(a) - rank(b) : 0) || inOrder(a, b),
  );
  sorted.forEach((item, i) => {
    const { node, row } = item;
    const isOpen = node && !row ? below.isOpen(node, below.level) : undefined;
    lines.push({
      ...item,
      id: row ? row.id : node!.id,
      level: below.level,
      isOpen,
      position: i + 1,
      siblings: sorted.length,
      parent: below.parent,
    });
    if (isOpen && node) {
      const inside = itemsOf(node.children, node.rows);
      addAll(lines, inside, { ...below, level: below.level + 1, parent: lines.length - 1 });
    }
  });
}

const NAMES = new Intl.Collator('en', { numeric: true });
const RANKS = new Map<RowState | undefined, number>(ROW_STATES.map((state, i) => [state, i]));

function comparator({ order, cost }: LineOptions): (a: Item, b: Item) => number {
  const byName = (a: Item, b: Item) => NAMES.compare(a.title, b.title);
  if (order === 'name') return byName;
  // What is no process of its own comes after everything that is.
  const rank = ({ node, row }: Item) => {
    const state = row ? (row.counted ? row.state : undefined) : node!.worst;
    return RANKS.get(state) ?? ROW_STATES.length;
  };
  if (order === 'state') return (a, b) => rank(a) - rank(b) || byName(a, b);
  const costOf = ({ node, row }: Item) => (row ? (cost(row) ?? -1) : node!.cost);
  return (a, b) => costOf(b) - costOf(a) || byName(a, b);
}
