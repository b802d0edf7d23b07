export type {
  JoinTier,
  JoinVerification,
  MetricJoin,
  MetricJoinOptions,
} from './metrics/join/metric-join-types';
export { alertQuery } from './metrics/alert-matchers';
export { choosePanels, type ChosenPanel, type KnownMetrics } from './metrics/choose-panels';
export {
  COMMON_METRICS,
  METRIC_PANEL_TEXTS,
  metricPanels,
  recordedQueries,
} from './metrics/default-panels';
export { discover } from './rows/discover';
export { pyroscopeSetup } from './setup/pyroscope-setup';
export { relationsChecklist, setupMatrix } from './setup/setup-advice';
export type { ChecklistItem, SetupCell } from './setup/setup-advice';
/** @internal For tests of other rooms. */
export { externalLabelsCommand } from './setup/setup-advice';
/** @internal For tests of other rooms. */
export { integrateCommand } from './setup/juju-commands';
export { annotationWindows, type AnnotationNeighbours } from './metrics/annotation-windows';
export { compileMetricNames } from './metrics/metric-names';
export { isMetricName, requestMetricsAmong, requestRateQuery } from './metrics/request-metrics';
export { metricJoin, readVerification, widerJoin } from './metrics/join/metric-join';
export {
  metricPanelsOf,
  STATUS_LABELS,
  type MeasuredKind,
  type MetricPanel,
  type MetricPanelText,
} from './metrics/metric-panels';
export { matchersOfNode, siblingMatchers, siblingsOf } from './tree/row-actions';
export { pprofCommand, pprofFileCommand } from './setup/pprof-commands';
export { failureKindOf, type FailureKind } from './rows/scrape-failure';
export {
  alertAnnotations,
  restartAnnotations,
  withBuilds,
  type SeenBuilds,
  type Annotation,
} from './metrics/annotations';
export { filterRows, filterTree, topologyTree } from './tree/topology-tree';
export {
  ROW_STATES,
  SOURCE_TITLES,
  STATE_TITLES,
  type BadgeKind,
  type ProfileStatus,
  type RowBadge,
  type RowState,
  type Statement,
  type TargetRow,
} from './rows/target-row';
export type { RowCounts, TopologyNode, TopologyTree } from './tree/topology-node';
export {
  activityLabels,
  activityOf,
  upOf,
  type ActiveSeries,
  type ActivityAnswer,
  type UpInput,
  type DiscoveryInputs,
} from './rows/discovery-inputs';
