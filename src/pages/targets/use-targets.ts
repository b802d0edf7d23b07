import { useMemo } from 'react';
import { discover, topologyTree, type TargetRow, type TopologyTree } from '#targets';
import type { TimeRange } from '#series';
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
