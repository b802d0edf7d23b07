import {
  commonLabels,
  HIERARCHY_KINDS,
  labelEntries,
  labelsOfTopology,
  labelValue,
  type HierarchyKind,
  type Labels,
  type LevelKind,
} from '#series';
import { addCounts, countsOfRows, NO_COUNTS, worstOf } from './row-counts';
import type { TopologyLevel } from '../topology/topology-path';
import type { TargetRow } from '../rows/target-row';
import type { RowCounts, TopologyNode, TopologyTree, TreeOptions } from './topology-node';

interface Growing {
  readonly level: TopologyLevel;
  readonly hierarchy: HierarchyKind;
  readonly children: Map<string, Growing>;
  readonly rows: TargetRow[];
}

/** The rows by their places: Juju's models first, then namespaces, machines and jobs; within, by name, or busiest first. Linear, but for sorting. */
export function topologyTree(rows: readonly TargetRow[], options: TreeOptions = {}): TopologyTree {
  const roots = new Map<string, Growing>();
  for (const row of rows) grow(roots, row);
  const titles = new Map<string, number>();
  for (const { level } of roots.values())
    titles.set(titleKey(level), (titles.get(titleKey(level)) ?? 0) + 1);
  const finisher = createFinisher(options);
  const finished = finisher.finishAll(roots, '', (level) => (titles.get(titleKey(level)) ?? 0) > 1);
  return treeOf(finished);
}

const titleKey = ({ kind, title }: TopologyLevel) => `${kind} ${title}`;

/** The tree of given roots, counted anew. */
function treeOf(roots: readonly TopologyNode[]): TopologyTree {
  const levels = new Map<LevelKind, number>();
  const visit = (node: TopologyNode): void => {
    if (node.worst === undefined) return;
    levels.set(node.kind, (levels.get(node.kind) ?? 0) + 1);
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  const counts = roots.map((root) => root.counts).reduce(addCounts, NO_COUNTS);
  const worst = worstOf(roots.map((root) => root.worst));
  return { roots, counts, worst, levels: Object.fromEntries(levels) };
}

function grow(roots: Map<string, Growing>, row: TargetRow): void {
  const { hierarchy, levels } = row.path;
  let siblings = roots;
  let at: Growing | undefined;
  for (const level of levels) {
    const key = JSON.stringify([hierarchy, level.kind, level.key]);
    at = siblings.get(key);
    if (!at) {
      at = { level, hierarchy, children: new Map(), rows: [] };
      siblings.set(key, at);
    }
    siblings = at.children;
  }
  at?.rows.push(row);
}

/** Natural order: unit 2 before unit 10. One collator, because making one costs more than using it. */
const collator = new Intl.Collator(undefined, { numeric: true });
const compareTitles = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

type IsAmbiguous = (level: TopologyLevel) => boolean;
const NEVER: IsAmbiguous = () => false;

function createFinisher({ cost }: TreeOptions) {
  const costOf = (row: TargetRow) => Math.max(0, cost?.(row) ?? 0) || 0;

  function finishAll(growing: Map<string, Growing>, path: string, isAmbiguous: IsAmbiguous) {
    const nodes = [...growing].map(([key, node]) => finish(node, path + key, isAmbiguous));
    return nodes.sort(compareNodes);
  }

  function compareNodes(a: TopologyNode, b: TopologyNode): number {
    return (
      HIERARCHY_KINDS.indexOf(a.hierarchy) - HIERARCHY_KINDS.indexOf(b.hierarchy) ||
      (cost ? b.cost - a.cost : 0) ||
      compareTitles(a.title, b.title) ||
      compareTitles(a.id, b.id)
    );
  }

  function compareRows(a: TargetRow, b: TargetRow): number {
    return (
      (cost ? costOf(b) - costOf(a) : 0) ||
      compareTitles(a.address ?? '', b.address ?? '') ||
      compareTitles(a.id, b.id)
    );
  }

  function finish(growing: Growing, id: string, isAmbiguous: IsAmbiguous): TopologyNode {
    const { level, hierarchy } = growing;
    const children = finishAll(growing.children, id, NEVER);
    const rows = growing.rows.length > 1 ? growing.rows.sort(compareRows) : growing.rows;
    return sumUp({
      id,
      hierarchy,
      kind: level.kind,
      title: level.title,
      detail: level.kind === 'model' && !level.key.startsWith('name:') ? level.key.slice(0, 8) : '',
      ambiguous: isAmbiguous(level),
      children,
      rows,
      cost:
        rows.reduce((sum, row) => sum + costOf(row), 0) +
        children.reduce((sum, child) => sum + child.cost, 0),
    });
  }
  return { finishAll };
}

/** Counts, worst state and common labels of what is in the node. */
function sumUp(
  node: Omit<TopologyNode, 'counts' | 'worst' | 'labels'> & { readonly labels?: Labels },
): TopologyNode {
  const { rows, children } = node;
  const own: RowCounts = countsOfRows(rows);
  return {
    ...node,
    counts: children.map((child) => child.counts).reduce(addCounts, own),
    worst: worstOf([
      ...rows.filter((row) => !isArtefact(row)).map((row) => row.state),
      ...children.map((child) => child.worst),
    ]),
    labels: node.labels ?? commonOf([...rows, ...children].map(({ labels }) => labels)),
  };
}

const isArtefact = ({ badges }: TargetRow) => badges.some(({ kind }) => kind === 'artefact');

function commonOf(labelSets: readonly Labels[]): Labels {
  const [first, ...rest] = labelSets;
  return rest.reduce(commonLabels, first ?? {});
}

/** Rows of a tree in the order in which it shows them. */
export function rowsOf(nodes: readonly TopologyNode[]): readonly TargetRow[] {
  return nodes.flatMap((node) => [...node.rows, ...rowsOf(node.children)]);
}

/**
 * The rows that have all the words, and the nodes that lead to them; an empty text keeps the tree as it is. `name:value` looks for a
 * label's exact value, `name:a|b` for either; Juju's labels also go by what was read of aliases and odd spellings.
 */
export function filterTree(tree: TopologyTree, text: string): TopologyTree {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return tree;
  return treeOf(filterNodes(tree.roots, (row) => words.every((word) => hasWord(row, word))));
}

/** The part of the tree whose rows are kept. */
export function filterRows(tree: TopologyTree, keep: (row: TargetRow) => boolean): TopologyTree {
  return treeOf(filterNodes(tree.roots, keep));
}

function hasWord(row: TargetRow, word: string): boolean {
  if (row.searchText.includes(word)) return true;
  const colon = word.indexOf(':');
  if (colon < 1) return false;
  const name = word.slice(0, colon);
  const values = new Set(word.slice(colon + 1).split('|'));
  const found = [
    row.topology ? labelValue(labelsOfTopology(row.topology), name) : '',
    ...labelEntries(row.labels).flatMap(([label, value]) =>
      label.toLowerCase() === name ? [value] : [],
    ),
  ];
  return found.some((value) => value !== '' && values.has(value.toLowerCase()));
}

function filterNodes(
  nodes: readonly TopologyNode[],
  keep: (row: TargetRow) => boolean,
): readonly TopologyNode[] {
  const kept: TopologyNode[] = [];
  for (const node of nodes) {
    const rows = node.rows.filter(keep);
    const children = filterNodes(node.children, keep);
    if (rows.length === 0 && children.length === 0) continue;
    kept.push(isWhole(node, rows, children) ? node : sumUp({ ...node, rows, children }));
  }
  return kept;
}

/** A place of which nothing is missing stays the same object: what was worked out for it holds. */
function isWhole(
  node: TopologyNode,
  rows: readonly TargetRow[],
  children: readonly TopologyNode[],
): boolean {
  return (
    rows.length === node.rows.length &&
    children.length === node.children.length &&
    children.every((child, i) => child === node.children[i])
  );
}
