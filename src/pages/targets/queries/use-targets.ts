import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { TimeRange } from '#series';
import {
  discover,
  filterRows,
  filterTree,
  topologyTree,
  type TargetRow,
  type TopologyNode,
  type TopologyTree,
} from '#targets';
import { linesOf, type StateFilter, type TreeLine } from '#ui';
import type { TargetsState } from '../../state/view/view-state';
import { indexTrends, type TrendIndex } from './trends';
import { useDiscoveryInputs, type Asked } from './use-discovery-inputs';

export interface Found extends Asked {
  readonly rows: ReadonlyMap<string, TargetRow>;
  /** Of everything, busiest first. */
  readonly tree: TopologyTree;
  readonly trends: TrendIndex;
}

/** All that is known of what is profiled, as rows and as a tree of their places. */
export function useTargets(range: TimeRange): Found {
  const asked = useDiscoveryInputs(range);
  const rows = useMemo(() => discover(asked.inputs), [asked.inputs]);
  const trends = useMemo(() => indexTrends(asked.activities), [asked.activities]);
  const tree = useMemo(() => topologyTree(rows, { cost: trends.cost }), [rows, trends]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  return { ...asked, rows: byId, tree, trends };
}

/** With more rows than this only the outermost places are open at first. */
const ALL_OPEN = 200;

export interface Lines {
  readonly lines: readonly TreeLine[];
  readonly toggle: (line: TreeLine) => void;
}

/** The lines of what is searched for, in the order that is chosen, with the places that are open. */
export function useLines(
  { tree, trends }: Pick<Found, 'tree' | 'trends'>,
  { search, state, order }: TargetsState,
): Lines {
  // While the user types, the old lines stay until the new ones are there.
  const words = useDeferredValue(search);
  const shown = useMemo(
    () => filterTree(state === '' ? tree : filterRows(tree, (row) => isIn(row, state)), words),
    [tree, state, words],
  );
  const isNarrowed = words.trim() !== '' || state !== '';
  const isSmall = shown.counts.rows <= ALL_OPEN;
  const [turned, setTurned] = useState<ReadonlySet<string>>(() => new Set());
  const isOpen = useCallback(
    (node: TopologyNode, level: number) =>
      turned.has(turnKey(node, isNarrowed)) !== (isNarrowed || isSmall || level === 1),
    [turned, isNarrowed, isSmall],
  );
  const lines = useMemo(
    () => linesOf(shown.roots, { order, cost: trends.cost, isOpen }),
    [shown, order, trends, isOpen],
  );
  const toggle = useCallback(
    ({ node }: TreeLine) => {
      if (node) setTurned((before) => flipped(before, turnKey(node, isNarrowed)));
    },
    [isNarrowed],
  );
  return { lines, toggle };
}

/** What is closed among few hits is not closed among all. */
const turnKey = ({ id }: TopologyNode, isNarrowed: boolean) => `${isNarrowed} ${id}`;

function flipped(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(key)) after.add(key);
  return after;
}

function isIn({ badges, counted, state }: TargetRow, filter: StateFilter): boolean {
  if (filter === 'artefact' || filter === 'collision')
    return badges.some(({ kind }) => kind === filter);
  return counted && state === filter;
}
