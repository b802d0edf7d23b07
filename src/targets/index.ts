export type {
  JoinTier,
  JoinVerification,
  MetricJoin,
  MetricJoinOptions,
} from './metric-join-types';
export { alertQuery } from './alert-matchers';
export { choosePanels, type ChosenPanel, type KnownMetrics } from './choose-panels';
export { COMMON_METRICS, METRIC_PANEL_TEXTS, metricPanels } from './default-panels';
export { discover } from './discover';
export { printDuration } from './freshness';
export { externalLabelsCommand, relationsChecklist, setupMatrix } from './setup-advice';
export type {
  ChecklistItem,
  Instrumentation,
  SetupCell,
  SetupNames,
  Substrate,
} from './setup-advice';
export { integrateCommand, type ParcaPlace } from './juju-commands';
export {
  annotationWindows,
  type AnnotationNeighbours,
  type AnnotationWindows,
} from './annotation-windows';
export { metricJoin, widerJoin } from './metric-join';
export {
  metricPanelsOf,
  STATUS_LABELS,
  type MeasuredKind,
  type MetricPanel,
  type MetricPanelText,
} from './metric-panels';
export { recordedQueries } from './recorded-queries';
export { readVerification } from './verify-join';
export {
  matchersOfNode,
  pprofCommand,
  pprofFileCommand,
  profileTypeOf,
  siblingMatchers,
  siblingsOf,
} from './row-actions';
export { failureKindOf, type FailureKind } from './scrape-failure';
export { SOURCE_TITLES, STATE_TITLES } from './search-text';
export {
  alertAnnotations,
  deployAnnotations,
  restartAnnotations,
  withBuilds,
  type SeenBuilds,
  type Annotation,
} from './annotations';
export { compareTitles, filterRows, filterTree, rowsOf, topologyTree } from './topology-tree';
export {
  ROW_STATES,
  type ProfileState,
  type BadgeKind,
  type NextStep,
  type ProfileStatus,
  type RowBadge,
  type RowSource,
  type RowState,
  type Statement,
  type TargetRow,
  type UpCount,
} from './target-row';
export type { RowCounts, TopologyNode, TopologyTree, TreeOptions } from './topology-node';
export {
  activityLabels,
  activityOf,
  upOf,
  type ActiveSeries,
  type ActivityAnswer,
  type ActivityQuestion,
  type AgentWitness,
  type UpWitness,
  type Witnesses,
} from './witnesses';
