export {
  baselinePresets,
  overlaps,
  type BaselinePreset,
  type BaselinePresetId,
} from './baseline-presets';
export { comparability, type ComparabilityFact, type ComparedSide } from './comparability';
export {
  buildComparisonRows,
  byDelta,
  compareAt,
  compareTotals,
  compareValues,
  oneSided,
  totalsOf,
  type ComparisonRow,
  type NamedComparisonRow,
  type OneSided,
  type Pair,
  type Presence,
  type SelfAndTotal,
} from './comparison-row';
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
