export {
  createBackendTransport,
  type Backend,
  type BackendTransportOptions,
} from './backend-transport';
export { createFetchTransport, type FetchTransportOptions } from './fetch-transport';
export { createParcaSource, type ParcaSourceOptions } from './parca/parca-source';
export { SourceError, type SourceErrorKind } from './source-error';
export { createPrometheusSource } from './prometheus';
export type {
  CallOptions,
  FetchedProfile,
  LabelQuestion,
  MetricAnswer,
  MetricQuestion,
  MetricSource,
  ProfilePart,
  ProfileSeries,
  ProfileSource,
  SeriesQuestion,
  Transport,
  TransportRequest,
  TransportResponse,
} from './ports';
