import type { Milliseconds } from '#series';
import type { TargetRow } from '#targets';
import type { PointerPlace } from '../../floating-card/FloatingCard';
import type { TreeLine } from './tree-lines';

/** What a line can do, and what the page knows of it. */
export interface LineActions {
  /** Opens or closes a place, or opens a row's details. */
  readonly onActivate: (line: TreeLine) => void;
  /** Takes a row for a comparison, or puts it back. */
  readonly onChoose: (row: TargetRow) => void;
  readonly onProfile: (line: TreeLine) => void;
  /** Of the line alone. */
  readonly hasProfile: (line: TreeLine) => boolean;
  readonly onOddUnit: (line: TreeLine) => void;
  /** Opens all that can be done with the line, at a place in the window. */
  readonly onMenu: (line: TreeLine, at: PointerPlace) => void;
  /** What is below the line is alike, and more than one. */
  readonly hasUnits: (line: TreeLine) => boolean;
  readonly now: () => Milliseconds;
}
