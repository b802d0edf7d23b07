export { coverageOf, type CoveredProfile, type Coverage } from './coverage';
export { groupBySeries } from './group-by-series';
export { labelEntries, labelsKey, labelValue, pickLabels, sameLabels, type Labels } from './labels';
export {
  compileMatcher,
  MATCHER_OPS,
  matchersOf,
  matchesLabels,
  parseMatchers,
  printLabels,
  printMatchers,
  type Matcher,
  type MatcherOp,
} from './matcher';
export {
  kindOf,
  parseProfileType,
  printProfileType,
  rateUnit,
  valueUnit,
  type ProfileKind,
  type ProfileType,
} from './profile-type';
export { defaultProfileType } from './default-profile-type';
export { profileTypeHelp, profileTypeTitle } from './profile-type-title';
export { resolveEnd, resolveRange } from './range-end';
export { escapeRegex } from './regex';
export { parseSelector, printSelector, type Selector } from './selector';
export type { Scrape, Series } from './series';
export { SeriesError } from './series-error';
export type { Agent, Target } from './target';
export {
  clampRange,
  millisecondsFromNanoseconds,
  nanosecondsFromMilliseconds,
  printNanoseconds,
  type Milliseconds,
  type Nanoseconds,
  type Seconds,
  type TimeRange,
} from './time';
export { windowAround } from './window-around';
export { normaliseUnit, topologyOf, type JujuTopology } from './topology';
