export { createBackendTransport } from './transport/backend-transport';
export { shareConnections } from './transport/connections';
export { dedupeRequests } from './transport/dedupe-requests';
export { createFetchTransport } from './transport/fetch-transport';
export { joinSources, type NamedSource } from './join-sources';
export { kindOfStatus } from './transport/http-failure';
export {
  decodeRequest,
  encodeAnswer,
  encodeError,
  GRPC,
  GrpcError,
} from './parca/protocol/grpc-web';
export { METHODS as PARCA_METHODS, type Method } from './parca/protocol/parca-client';
export { createParcaStore } from './parca/profiles/parca-store';
export { createParcaSource } from './parca/parca-source';
export { mapConcurrently } from './scrapes/concurrently';
export { scrapeInterval } from './scrapes/intervals';
export { encodeNanoseconds } from './parca/protocol/wire';
export type { ProfileStore, StoredProfile } from './profile-store';
export { sourcesBeside } from './sources-beside';
export { SourceError, type SourceErrorKind } from './source-error';
export { createPrometheusSource } from './prometheus';
export { onlySeries } from './scrapes/merge-plan';
export { createPyroscopeStore } from './pyroscope/profiles/pyroscope-store';
export { createPyroscopeSource } from './pyroscope/pyroscope-source';
export type {
  CallOptions,
  FetchedProfile,
  FetchedScrapes,
  LabelSetsOfType,
  MetricAnswer,
  MetricSource,
  /** @internal For the contract tests. */
  ProfilePart,
  ProfileSeries,
  ProfileServer,
  ProfileSource,
  Transport,
  TransportRequest,
  TransportResponse,
} from './ports';
