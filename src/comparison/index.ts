export { biggestChange } from './biggest-change';
export { baselinePresets, overlaps, previousPeriod } from './baseline-presets';
export {
  comparability,
  comparabilityMessage,
  type ComparabilityFact,
  type ComparedSide,
} from './comparability';
export {
  buildComparisonRows,
  byDelta,
  compareAt,
  compareTotals,
  oneSided,
  totalsOf,
  type ComparisonRow,
  type NamedComparisonRow,
  type OneSided,
  type Pair,
  type SelfAndTotal,
} from './comparison-row';
export {
  divided,
  divideTable,
  formulaOf,
  magnitudesOf,
  normalisationsFor,
  normalise,
  scalingOf,
  type Normalisation,
  type NormalisationFacts,
} from './normalise';
export { applyPreset, presetOf, type OwnPreset } from './own-preset';
export { summarise, type Mover, type Summary } from './summary';
