export { FrameError } from './field-values';
export { factsOfFrame, type FrameFacts, type SideFacts } from './tree/frame-facts';
export {
  annotationsFromFindings,
  frameFromFindings,
  type FindingWords,
} from './frame-from-findings';
export { frameFromTargets } from './frame-from-targets';
export { frameFromTopTable } from './tree/frame-from-top-table';
export { frameFromTree } from './tree/frame-from-tree';
export { framesFromSeries } from './frames-from-series';
export { grafanaUnit, unitOfGrafana } from './grafana-unit';
export {
  DEFAULT_BASELINE,
  DEFAULT_MAX_NODES,
  DEFAULT_MOST_MERGES,
  DEFAULT_TOP_LIMIT,
  QUERY_TYPES,
  type Baseline,
  type ParcaQuery,
  type QueryType,
} from './parca-query';
export { APP_ID, CORE_DATASOURCE_ID, DATASOURCE_ID, isPyroscopeType, PANEL_ID } from './plugin-ids';
export { isProfileFrame, treeFromFrame, type ProfileOfFrame } from './tree/tree-from-frame';
