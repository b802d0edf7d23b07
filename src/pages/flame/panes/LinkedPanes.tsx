import { useState, type ComponentType } from 'react';
import type { CallTree, Search, TopTable as Table } from '#profile';
import type { Dividends, VerdictOf } from '#ui';
import type { CommandQuestion } from '../actions/use-frame-commands';
import { framesOfRow } from '../details/frames-of-row';
import type { FlameFit } from '../flame-fit';
import type { GraphPaneProps } from './GraphPane';
import { GraphPanes } from './GraphPanes';
import { PaneDivider } from './PaneDivider';
import type { MatchSteps } from '../search/use-match-steps';
import type { ScaledCallers } from '../view/scaled-view';
import { TablePane } from './TablePane';
import type { SetDisplay } from '../../state/view/use-view-state';
import type { DisplayState } from '../../state/view/view-state';

export interface LinkedPanesProps {
  readonly display: DisplayState;
  readonly setDisplay: SetDisplay;
  readonly tree: CallTree;
  /** Of what stands beside the callees of one function. */
  readonly callers?: ScaledCallers | undefined;
  readonly treePane?: ComponentType<GraphPaneProps> | undefined;
  readonly search: Search;
  readonly table: Table;
  readonly unit: string;
  readonly magnitudes: readonly number[];
  readonly fit?: FlameFit | undefined;
  readonly matches: MatchSteps;
  /** The node that fills the width. */
  readonly focus: number;
  readonly setFocus: (node: number) => void;
  /** The node that the keys are on. */
  readonly picked: number | undefined;
  readonly onPick: (node: number) => void;
  readonly selectedRow: number;
  readonly onSelectRow: (row: number) => void;
  readonly onCommand: (question: CommandQuestion) => void;
  readonly verdictOf?: VerdictOf | undefined;
  readonly dividends?: Dividends | undefined;
}

export interface PaneProps extends LinkedPanesProps {
  readonly onHover: (frame: number | undefined) => void;
}

/** Table and graph: what is under the pointer or selected in one is highlighted in the other. */
export function LinkedPanes(props: LinkedPanesProps) {
  const { display, table, selectedRow } = props;
  const [hovered, setHovered] = useState<number | undefined>(undefined);
  // Of a comparison the answer, its interval and its verdict stand beside the names.
  const [share, setShare] = useState(table.columns.length > 1 ? 52 : 48);
  const highlighted = hovered ?? (selectedRow < 0 ? undefined : framesOfRow(table, selectedRow)[0]);
  return (
    <>
      {(display.layout === 'table' || display.layout === 'both') && (
        <TablePane {...props} share={share} hovered={hovered} onHover={setHovered} />
      )}
      {display.layout === 'both' && <PaneDivider share={share} onShare={setShare} />}
      {display.layout !== 'table' && (
        <GraphPanes {...props} highlighted={highlighted} onHover={setHovered} />
      )}
    </>
  );
}
