export { coverageOf, type Coverage, type CoveredProfile } from './coverage';
export {
  ALIASED_LABELS,
  DEFAULT_ALIASES,
  labelOfName,
  mergeAliases,
  nameFound,
  namesOf,
  readLabel,
  topologyNames,
  usualLabels,
  type GivenAliases,
  type TopologyAliases,
  type TopologyLabel,
} from './aliases';
export { formatAge, formatDuration, parseDuration, parseInterval, printDuration } from './duration';
export { groupBy } from './group-by';
export { labelEntries, labelsKey, labelValue, pickLabels, sameLabels, type Labels } from './labels';
export {
  compileMatcher,
  compileMatchers,
  MATCHER_OPS,
  matcherFault,
  matchersOf,
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
  rateOf,
  rateScale,
  rateUnit,
  readingsOf,
  storedTypeOf,
  valueUnit,
  type ProfileKind,
  type ProfileType,
} from './profile-type';
export { defaultProfileType } from './default-profile-type';
export { profileTypeHelp, profileTypeTitle } from './profile-type-title';
export { resolveEnd, resolveRange, type RawRange } from './range-end';
export { parseSelector, printSelector, type Selector } from './selector';
export { groupBySeries, type Scrape, type Series } from './series';
export { goesOn, increasesOf } from './increases';
export { SeriesError } from './series-error';
export { planSlices, type Slice } from './slices';
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
export {
  daysBefore,
  intlZone,
  isShownTwice,
  offsetAt,
  offsetChanges,
  printOffset,
  zoneName,
} from './time-zone';
export { commonUnit, inFinestUnit } from './unit';
export { windowAround } from './window-around';
export {
  applicationOfUnit,
  HIERARCHIES,
  HIERARCHY_KINDS,
  isPlacedIn,
  JUJU_LABELS,
  labelsOfHierarchy,
  labelsOfLevel,
  labelsOfTopology,
  membersOf,
  nameOfMember,
  normaliseUnit,
  topologyOf,
  type HierarchyKind,
  type HierarchyLevel,
  type JujuTopology,
  type LevelKind,
} from './topology';
