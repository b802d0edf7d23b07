export { createBackendTransport } from './backend-transport';
export { shareConnections } from './connections';
export { dedupeRequests } from './dedupe-requests';
export { createFetchTransport } from './fetch-transport';
export { kindOfStatus } from './http-failure';
export { fetchProfileTypes } from './parca/fetch-labels';
export {
  decodeRequest,
  encodeAnswer,
  encodeError,
  GRPC,
  GrpcError,
} from './parca/protocol/grpc-web';
export { fetchPprof, fetchTotal } from './parca/profiles/merge';
export { METHODS as PARCA_METHODS, ParcaClient, type Method } from './parca/protocol/parca-client';
export { createParcaSource } from './parca/parca-source';
export { fetchScrapes } from './parca/profiles/scrapes';
export { mapConcurrently } from './scrapes/concurrently';
export { onlySeries } from './scrapes/merge-plan';
export { encodeNanoseconds } from './parca/protocol/wire';
export { SourceError, type SourceErrorKind } from './source-error';
export { createPrometheusSource } from './prometheus';
export { createPyroscopeSource } from './pyroscope/pyroscope-source';
export type {
  CallOptions,
  FetchedProfile,
  FetchedScrapes,
  MetricAnswer,
  MetricSource,
  /** @internal For the contract tests. */
  ProfilePart,
  ProfileSeries,
  /** @internal For tests of pages. */
  ProfileServer,
  ProfileSource,
  Transport,
  TransportRequest,
  TransportResponse,
} from './ports';
