import { useMemo, useRef } from 'react';
import type { CallTree, SearchResult, TopTable } from '#profile';
import { matchingNodes, matchingRows, stepPlace } from './match-steps';

export interface MatchQuestion {
  readonly tree: CallTree;
  readonly table: TopTable;
  readonly found: SearchResult | undefined;
  /** The table alone is shown: steps are over its rows. */
  readonly isTable: boolean;
  readonly node: number | undefined;
  readonly row: number;
  readonly onNode: (node: number) => void;
  readonly onRow: (row: number) => void;
}

export interface MatchSteps {
  /** One byte a row of the frame table, of the table; undefined while nothing is looked for. */
  readonly frames: Uint8Array | undefined;
  readonly rows: Uint8Array | undefined;
  /** `3 of 12`: where the last step led; '' nowhere. */
  readonly place: string;
  readonly canStep: boolean;
  readonly step: (by: 1 | -1) => void;
  /** Told by the table: what it shows, in its order. */
  readonly onRows: (rows: readonly number[]) => void;
}

/** From match to match, round the ends: over the frames of the graph, or over the rows of a table that stands alone. */
export function useMatchSteps(question: MatchQuestion): MatchSteps {
  const { tree, table, found, isTable, node, row } = question;
  const frames = found?.kind === 'matches' ? found.frames : undefined;
  const rows = useMemo(() => frames && matchingRows(table, frames), [table, frames]);
  const nodes = useMemo(() => (frames ? matchingNodes(tree, frames) : []), [tree, frames]);
  const shown = useRef<readonly number[]>([]);
  const onRows = useRef((now: readonly number[]) => void (shown.current = now)).current;

  function step(by: 1 | -1): void {
    const matching = isTable ? shown.current.filter((one) => rows?.[one] === 1) : nodes;
    // Rows are in the order of the sort: where one stands that does not match says nothing of what is nearest.
    const listed = matching.includes(row) ? row : undefined;
    const from = isTable ? listed : node;
    const place = stepPlace(matching, from, by);
    if (place >= 0) (isTable ? question.onRow : question.onNode)(matching[place]!);
  }

  const at = !isTable && node !== undefined ? nodes.indexOf(node) : -1;
  const count = nodes.length.toLocaleString('en-US');
  return {
    frames,
    rows,
    place: at < 0 ? '' : `${(at + 1).toLocaleString('en-US')} of ${count}`,
    canStep: nodes.length > 0,
    step,
    onRows,
  };
}
