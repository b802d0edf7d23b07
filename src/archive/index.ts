export { openArchive, type Archive } from './archive';
export { ArchiveError, DiskError } from './archive-error';
export { createReplay, createReplayTransport, type Replay } from './replay/replay';
export { recordArchive, type RecordProgress, type RecordResult } from './record/record-archive';
export { readInterrupted, type RecordRequest } from './record/journal';
/** @public scripts/make-demo.mjs takes it from the build. */
export { writeArchive } from './write-archive';
