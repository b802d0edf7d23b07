import { ROW_STATES, type RowState, type TargetRow } from '../rows/target-row';
import type { RowCounts } from './topology-node';

const NO_STATES: Readonly<Record<RowState, number>> = {
  failing: 0,
  stale: 0,
  neverScraped: 0,
  empty: 0,
  notProfiled: 0,
  profiling: 0,
};

export const NO_COUNTS: RowCounts = {
  rows: 0,
  counted: 0,
  states: NO_STATES,
  artefacts: 0,
  collisions: 0,
};

export function countsOfRows(rows: readonly TargetRow[]): RowCounts {
  if (rows.length === 0) return NO_COUNTS;
  const states = { ...NO_STATES };
  let [counted, artefacts, collisions] = [0, 0, 0];
  for (const { state, counted: counts, badges } of rows) {
    if (counts) {
      counted++;
      states[state]++;
    }
    for (const { kind } of badges) {
      if (kind === 'artefact') artefacts++;
      if (kind === 'collision') collisions++;
    }
  }
  return { rows: rows.length, counted, states, artefacts, collisions };
}

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  const states = { ...NO_STATES };
  for (const state of ROW_STATES) states[state] = a.states[state] + b.states[state];
  return {
    rows: a.rows + b.rows,
    counted: a.counted + b.counted,
    states,
    artefacts: a.artefacts + b.artefacts,
    collisions: a.collisions + b.collisions,
  };
}

export function worstOf(states: readonly (RowState | undefined)[]): RowState | undefined {
  return ROW_STATES.find((state) => states.includes(state));
}
