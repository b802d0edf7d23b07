import { gzipSync } from 'fflate';
import { decodePprof, encodePprof, ProfileError, sumTrees } from '#profile';
import { labelsKey, parseProfileType, printNanoseconds, type Labels, type Target } from '#series';
import { ArchiveError } from '../archive-error';
import {
  MANIFEST_FILE,
  METRICS_FILE,
  printManifest,
  TARGETS_FILE,
  type ArchiveManifest,
  type ArchiveProfile,
} from '../manifest';
import { printMetrics, type RecordedMetrics } from '../recorded-metrics';
import { answeredSampleType } from '../servers/profile-query';
import { createArchiveZip } from './archive-zip';
import { printTargets } from './targets-json';

/** A stored profile of a view. */
export interface SavedProfile {
  /** As a server stores it, printed. */
  readonly type: string;
  readonly labels: Labels;
  readonly timestamp: bigint;
  readonly duration: bigint;
  /** What the server counts in all. */
  readonly total: number;
  /** gzip or plain, with one sample type; length 0: no sample has a stack. undefined: no more than the total is known. */
  readonly pprof: Uint8Array | undefined;
}

/** What a view is besides its profiles. */
export interface SavedFacts extends Pick<ArchiveManifest, 'source' | 'notes' | 'view'> {
  /** The page's, epoch ms. */
  readonly range: { readonly start: number; readonly end: number };
  readonly targets: readonly Target[];
  readonly metrics: RecordedMetrics;
}

/** An archive of what a page shows, as it is gathered, in memory. */
export interface ViewArchive {
  /** How many bytes there are by now. ArchiveError for a profile that cannot be in an archive, or one too many. */
  add(profile: SavedProfile): number;
  size(): number;
  /** The zip. */
  finish(facts: SavedFacts): Blob;
}

/** In memory here and where it is opened in a page, which takes no more than twice as much. */
const MOST_BYTES = 512 * 2 ** 20;

/** A zip without the zip64 extension has fewer than 65,536 entries; what has no file costs a reader less. */
const MOST_FILES = 65_000;

export function createViewArchive(created: string, mostBytes = MOST_BYTES): ViewArchive {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const zip = createArchiveZip(created, (chunk) => {
    chunks.push(new Uint8Array(chunk));
    size += chunk.length;
  });
  const profiles = new Map<string, ArchiveProfile>();
  let files = 0;
  return {
    size: () => size,
    add: (saved) => {
      const { type, labels, timestamp, duration, pprof } = saved;
      const key = `${type} ${timestamp} ${labelsKey(labels)}`;
      if (profiles.has(key)) return size;
      const total = wholeNumber(saved);
      const facts = { type, labels, timestamp, duration };
      if (pprof === undefined) {
        profiles.set(key, { ...facts, value: 0n, noStackValue: total, file: '' });
        return size;
      }
      const bytes = pprof.length === 0 ? emptyPprof(type) : pprof;
      if (files >= MOST_FILES) throw new ArchiveError('', `more than ${MOST_FILES} profiles`);
      if (size + bytes.length > mostBytes)
        throw new ArchiveError(
          '',
          `more than ${mostBytes / 2 ** 20} MiB after ${files} profiles: choose shorter windows or fewer units`,
        );
      const value = sumOf(saved, bytes);
      const file = `profiles/${files}.pb.gz`;
      zip.addProfile(file, isGzip(bytes) ? bytes : gzipSync(bytes, { mtime: 0 }));
      files += 1;
      profiles.set(key, { ...facts, value, noStackValue: total - value, file });
      return size;
    },
    finish: ({ range, source, notes, view, targets, metrics }) => {
      const inOrder = [...profiles.values()].sort((a, b) => Number(a.timestamp - b.timestamp));
      zip.addText(
        MANIFEST_FILE,
        printManifest({
          ...{ created, source, notes, view, profiles: inOrder },
          ...{ start: new Date(range.start), end: new Date(range.end) },
          servers: { parca: '', prometheus: '' },
        }),
      );
      zip.addText(TARGETS_FILE, printTargets(targets));
      zip.addText(METRICS_FILE, printMetrics(metrics));
      zip.end();
      return new Blob(chunks, { type: 'application/zip' });
    },
  };
}

/** A total past 2^53 was rounded when it was listed. */
function wholeNumber({ total, timestamp }: SavedProfile): bigint {
  if (Number.isSafeInteger(total)) return BigInt(total);
  throw new ArchiveError(
    '',
    `the profile of ${printNanoseconds(timestamp)}: a total of ${total} is not known exactly`,
  );
}

function sumOf({ timestamp }: SavedProfile, bytes: Uint8Array): bigint {
  try {
    return decodePprof(bytes).sum;
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const when = `the profile of ${printNanoseconds(timestamp)}`;
    throw new ArchiveError('', `${when}: ${error.message}`, error);
  }
}

function emptyPprof(printed: string): Uint8Array {
  const type = parseProfileType(printed);
  return encodePprof(sumTrees([]), {
    sampleType: answeredSampleType(type),
    periodType: { type: type.periodType, unit: type.periodUnit },
  });
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
