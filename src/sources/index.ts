export { SourceError, type SourceErrorKind } from './source-error';
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
  Target,
  Transport,
  TransportRequest,
  TransportResponse,
} from './ports';
