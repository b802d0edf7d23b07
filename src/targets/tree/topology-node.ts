import type { HierarchyKind, Labels, LevelKind } from '#series';
import type { RowState, TargetRow } from '../rows/target-row';

/** How many rows are in which state. `states` counts what `counted` counts; artefacts and collisions are told apart from it. */
export interface RowCounts {
  readonly rows: number;
  readonly counted: number;
  readonly states: Readonly<Record<RowState, number>>;
  readonly artefacts: number;
  readonly collisions: number;
}

/** A step of a way to units: `children` below, and the rows that end here. */
export interface TopologyNode {
  /** The same for the same place at the next refresh; unique in the tree. */
  readonly id: string;
  readonly hierarchy: HierarchyKind;
  readonly kind: LevelKind;
  readonly title: string;
  /** First 8 of a model's UUID; '' elsewhere. */
  readonly detail: string;
  /** Another root has this title too: `detail` must be shown. */
  readonly ambiguous: boolean;
  readonly children: readonly TopologyNode[];
  readonly rows: readonly TargetRow[];
  /** Of this node and all below. */
  readonly counts: RowCounts;
  /** Worst state below, of artefacts not; undefined: artefacts only. */
  readonly worst: RowState | undefined;
  /** Sum of the rows' costs. */
  readonly cost: number;
  /** Labels that the rows below have in common, of this level: for a link to the whole level. */
  readonly labels: Labels;
}

export interface TopologyTree {
  readonly roots: readonly TopologyNode[];
  readonly counts: RowCounts;
  readonly worst: RowState | undefined;
  /** Nodes of each kind; those that hold artefacts only are left out. */
  readonly levels: Readonly<Partial<Record<LevelKind, number>>>;
}

export interface TreeOptions {
  /** What a row costs, in one unit for all; rows without cost come last. Undefined: in order of name. */
  readonly cost?: (row: TargetRow) => number | undefined;
}
