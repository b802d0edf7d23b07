export { biggestChange } from './baselines/biggest-change';
export { baselinePresets, overlaps, previousPeriod } from './baselines/baseline-presets';
export { medianWeek, sameWeekdays } from './baselines/median-week';
export { columnShares } from './column-shares';
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
  chooseNormalisation,
  divided,
  divideTable,
  divisionOf,
  formulaOf,
  magnitudesOf,
  NORMALISATIONS,
  normalisationsFor,
  type NormalisationsKnown,
  normalise,
  scalingOf,
  usualOfFiles,
  type Normalisation,
  type ScalingFacts,
} from './normalise';
export { loadOrCost, type LoadOrCost } from './load-or-cost';
export { applyPreset, presetOf, type OwnPreset } from './baselines/own-preset';
export {
  answerText,
  awaitedText,
  differsFromItself,
  isJudged,
  sizeText,
  stepText,
  type AnswerFormat,
} from './verdicts/words/answer';
export { minutesText, qText, relativeText } from './verdicts/words/numbers-as-text';
export { judgeSlices, type SliceFacts } from './verdicts/judge-slices';
export { findMovedSubtree } from './moved-subtree';
export { judgeFunctions, judgeRows, type Judgement } from './verdicts/judgement';
export { movedSubtrees, type Moved } from './verdicts/moved-subtrees';
export { judgeProfiles } from './verdicts/judge-profiles';
export {
  fewSlicesText,
  noiseMessage,
  noiseSummary,
  ONE_SLICE,
} from './verdicts/words/noise-message';
export { shownInterval, type ShownAs } from './verdicts/words/shown-interval';
export { verdictName } from './verdicts/words/verdict-name';
export { sliceKindOf } from './verdicts/slice-kind';
export {
  MOST_BYTES,
  mostBytesOf,
  sliceFactsOf,
  sliceSecondsOf,
  slicesToJudge,
  isTimeBefore,
  timeBefore,
} from './verdicts/slice-plan';
export { buildSlicedTable, quantumFinder, type SlicedRun } from './verdicts/sliced-table';
export { stepsWithin, type StepWithin } from './verdicts/steps-within';
export {
  BEING_JUDGED,
  isFlagged,
  isNoise,
  isUnclaimed,
  VERDICTS,
  verdictsByName,
  type RowVerdict,
  type Verdicts,
} from './verdicts/verdict';
export { renamedText } from './renamed-text';
export { summarise, type Summary } from './summary';
