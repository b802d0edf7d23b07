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
} from './topology/aliases';
export {
  formatAge,
  formatDuration,
  parseDuration,
  parseInterval,
  printDuration,
} from './time/duration';
export { groupBy } from './group-by';
export { atDatasource, DATASOURCE, datasourcesOf } from './labels/datasource';
export { FILE_LABEL, filesOf } from './labels/file-label';
export {
  commonLabels,
  labelEntries,
  distinctLabels,
  labelsKey,
  labelValue,
  pickLabels,
  sameLabels,
  type Labels,
} from './labels/labels';
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
} from './labels/matcher';
export {
  kindOf,
  measuresSame,
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
} from './types/profile-type';
export { defaultProfileType } from './types/default-profile-type';
export { profileTypeHelp, knownTypeTitle, profileTypeTitle } from './types/profile-type-title';
export { resolveEnd, resolveRange, type RawRange } from './time/range-end';
export { parseSelector, printSelector, type Selector } from './labels/selector';
export { groupBySeries, labelsInCommon, type Scrape, type Series } from './labels/series';
export { goesOn, increasesOf } from './increases';
export { SeriesError } from './labels/series-error';
export { planSlices, type Slice } from './slices';
export type { Agent, Target } from './topology/target';
export {
  clampRange,
  millisecondsFromNanoseconds,
  nanosecondsFromMilliseconds,
  printNanoseconds,
  type Milliseconds,
  type Nanoseconds,
  type Seconds,
  type TimeRange,
} from './time/time';
export {
  clockAt,
  daysBefore,
  intlZone,
  isShownTwice,
  offsetAt,
  offsetChanges,
  printOffset,
  timeOnClock,
  zoneName,
} from './time/time-zone';
export { scaleOf, stepOf } from './types/scale';
export { columnFormat, type ColumnFormat } from './types/column-format';
export { commonUnit, inFinestUnit, unitParts } from './types/unit';
export { windowAround } from './time/window-around';
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
  rootLevelOf,
  topologyOf,
  type HierarchyKind,
  type HierarchyLevel,
  type JujuTopology,
  type LevelKind,
} from './topology/topology';
