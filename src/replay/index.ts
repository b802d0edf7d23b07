export { readArchive, type Archive, type ArchiveEntries } from './archive';
export { ArchiveError } from './archive-error';
export type { FileToOpen } from './files/file-profile';
export { openFiles } from './files/open-files';
export { noneOpened, refusedLines } from './files/refused-files';
export {
  MANIFEST_FILE,
  METRICS_FILE,
  MOST_TEXT_BYTES,
  parseProfile,
  printManifest,
  printProfile,
  TARGETS_FILE,
  type ArchiveManifest,
  type ArchiveProfile,
} from './manifest';
export {
  NO_METRICS,
  printMetrics,
  type RecordedMetrics,
  type RecordedQuery,
  type RecordedSeries,
} from './recorded-metrics';
export { entriesOfZip, isZip } from './zip-entries';
export { createReplay, createReplayTransport, type Replay } from './servers/replay';
export { createArchiveZip } from './write/archive-zip';
export {
  createViewArchive,
  type SavedFacts,
  type SavedProfile,
  type ViewArchive,
} from './write/view-archive';
