import { TargetsResponse } from '@parca/client';
import { ArchiveError } from './archive-error';
import {
  MANIFEST_FILE,
  METRICS_FILE,
  MOST_TEXT_BYTES,
  parseManifest,
  TARGETS_FILE,
  type ArchiveManifest,
  type ArchiveProfile,
} from './manifest';
import { NO_METRICS, parseMetrics, type RecordedMetrics } from './recorded-metrics';

/** A recording: profiles, the targets they came from, and Prometheus' answers for the same range. */
export interface Archive {
  readonly manifest: ArchiveManifest;
  /** What Parca's ScrapeService.Targets answered. */
  readonly targets: TargetsResponse;
  readonly metrics: RecordedMetrics;
  /** The profile's pprof as it was stored. ArchiveError when the entry is damaged. */
  readProfile(profile: ArchiveProfile): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The entries of a zip, wherever it lies. */
export interface ArchiveEntries {
  has(name: string): boolean;
  /** ArchiveError with the entry's name when it is damaged, or larger than that. */
  read(name: string, mostBytes?: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * The archive in a zip of docs/archive-format.md. Reads manifest, targets and metrics; profiles are read when they are asked for.
 * ArchiveError for a foreign or damaged one, with the entry's name.
 */
export async function readArchive(zip: ArchiveEntries): Promise<Archive> {
  if (!zip.has(MANIFEST_FILE))
    throw new ArchiveError(MANIFEST_FILE, 'missing: this zip is no parcascope archive');
  const manifest = parseManifest(await readText(zip, MANIFEST_FILE));
  for (const { file } of manifest.profiles)
    if (file !== '' && !zip.has(file)) throw new ArchiveError(file, 'missing');
  return {
    manifest,
    targets: await readTargets(zip),
    metrics: zip.has(METRICS_FILE) ? parseMetrics(await readText(zip, METRICS_FILE)) : NO_METRICS,
    readProfile: (profile) => zip.read(profile.file),
    close: () => zip.close(),
  };
}

async function readTargets(zip: ArchiveEntries): Promise<TargetsResponse> {
  if (!zip.has(TARGETS_FILE)) return TargetsResponse.create();
  const json = await readText(zip, TARGETS_FILE);
  try {
    return TargetsResponse.fromJsonString(json, { ignoreUnknownFields: true });
  } catch (error) {
    throw new ArchiveError(TARGETS_FILE, error instanceof Error ? error.message : '', error);
  }
}

async function readText(zip: ArchiveEntries, name: string): Promise<string> {
  return new TextDecoder().decode(await zip.read(name, MOST_TEXT_BYTES));
}
