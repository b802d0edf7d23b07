export {
  baselinePresets,
  overlaps,
  type BaselinePreset,
  type BaselinePresetId,
} from './baseline-presets';
export { comparability, type ComparabilityFact, type ComparedSide } from './comparability';
export {
  buildComparisonRows,
  byChange,
  byDelta,
  byName,
  byRatio,
  type ComparisonRow,
  type RowOrder,
} from './comparison-rows';
export {
  BASELINE,
  COMPARISON,
  deltaOf,
  deltas,
  presenceOf,
  ratioOf,
  totalsOf,
  type Deltas,
  type Pair,
  type Presence,
  type SelfAndTotal,
} from './deltas';
export {
  divided,
  divideTable,
  formulaOf,
  normalisationsFor,
  normalise,
  scalingOf,
  type Normalisation,
  type NormalisationFacts,
  type NormalisedTree,
  type Scaling,
} from './normalise';
export { summarise, type Mover, type Summary } from './summary';
