export type {
  JoinTier,
  JoinVerification,
  MetricJoin,
  MetricJoinOptions,
} from './metrics/metric-join-types';
export { alertQuery } from './metrics/alert-matchers';
export { choosePanels, type ChosenPanel, type KnownMetrics } from './metrics/choose-panels';
export { COMMON_METRICS, METRIC_PANEL_TEXTS, metricPanels } from './metrics/default-panels';
export { discover } from './rows/discover';
export { printDuration } from './rows/freshness';
export { externalLabelsCommand, relationsChecklist, setupMatrix } from './setup/setup-advice';
export type {
  ChecklistItem,
  Instrumentation,
  SetupCell,
  SetupNames,
  Substrate,
} from './setup/setup-advice';
export { integrateCommand, type ParcaPlace } from './setup/juju-commands';
export {
  annotationWindows,
  type AnnotationNeighbours,
  type AnnotationWindows,
} from './metrics/annotation-windows';
export { metricJoin, widerJoin } from './metrics/metric-join';
export {
  metricPanelsOf,
  STATUS_LABELS,
  type MeasuredKind,
  type MetricPanel,
  type MetricPanelText,
} from './metrics/metric-panels';
export { recordedQueries } from './metrics/recorded-queries';
export { readVerification } from './metrics/verify-join';
export { matchersOfNode, profileTypeOf, siblingMatchers, siblingsOf } from './tree/row-actions';
export { pprofCommand, pprofFileCommand } from './setup/pprof-commands';
export { failureKindOf, type FailureKind } from './rows/scrape-failure';
export { SOURCE_TITLES, STATE_TITLES } from './rows/search-text';
export {
  alertAnnotations,
  deployAnnotations,
  restartAnnotations,
  withBuilds,
  type SeenBuilds,
  type Annotation,
} from './metrics/annotations';
export { compareTitles, filterRows, filterTree, rowsOf, topologyTree } from './tree/topology-tree';
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
} from './rows/target-row';
export type { RowCounts, TopologyNode, TopologyTree, TreeOptions } from './tree/topology-node';
export {
  activityLabels,
  activityOf,
  upOf,
  type ActiveSeries,
  type ActivityAnswer,
  type ActivityQuestion,
  type AgentInput,
  type UpInput,
  type DiscoveryInputs,
} from './rows/discovery-inputs';
