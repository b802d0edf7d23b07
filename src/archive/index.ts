export {
  ArchiveError,
  createReplay,
  createReplayTransport,
  type Archive,
  type Replay,
} from '#replay';
export { DiskError, writing } from './disk-error';
export { openArchive } from './open-archive';
export { recordArchive, type RecordProgress, type RecordResult } from './record/record-archive';
export { readInterrupted, type RecordRequest } from './record/journal';
/** @public scripts/make-demo.mjs takes it from the build. */
export { writeArchive } from './write-archive';
