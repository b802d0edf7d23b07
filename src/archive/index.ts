export { openArchive, type Archive } from './archive';
export { ArchiveError } from './archive-error';
export type { ArchiveManifest, ArchiveProfile } from './manifest';
export type { RecordedMetrics, RecordedQuery, RecordedSeries } from './recorded-metrics';
export { createReplay, createReplayTransport, type Replay } from './replay/replay';
export {
  recordArchive,
  type RecordOptions,
  type RecordProgress,
  type RecordResult,
} from './record/record-archive';
export { readInterrupted, type RecordRequest } from './record/journal';
export { writeArchive, type ArchiveContents } from './write-archive';
export { printManifest } from './manifest';
