export { FrameError } from './frame-error';
export { type FrameFacts, type SideFacts } from './frame-facts';
export {
  DEFAULT_MAX_NODES,
  DEFAULT_TOP_LIMIT,
  QUERY_TYPES,
  type Baseline,
  type ParcaQuery,
  type QueryType,
} from './parca-query';
export { APP_ID, CORE_DATASOURCE_ID, DATASOURCE_ID, PANEL_ID } from './plugin-ids';
