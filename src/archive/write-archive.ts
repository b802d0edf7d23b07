import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import {
  createArchiveZip,
  MANIFEST_FILE,
  METRICS_FILE,
  printManifest,
  TARGETS_FILE,
  printMetrics,
  type ArchiveManifest,
  type ArchiveProfile,
  type RecordedMetrics,
} from '#replay';
import { writing } from './disk-error';

export interface ArchiveContents {
  readonly manifest: ArchiveManifest;
  /** Parca's ScrapeService.Targets as proto3 JSON; left out where nothing is scraped. */
  readonly targetsJson?: string;
  readonly metrics: RecordedMetrics;
  /** Called once for each profile of the manifest, in its order. */
  readonly readProfile: (profile: ArchiveProfile) => Promise<Uint8Array>;
}

/**
 * Writes an archive of docs/archive-format.md, one profile in memory at a time. The file appears under its name when it is whole:
 * until then it is `<path>.new`, which is removed when writing fails.
 */
export async function writeArchive(path: string, contents: ArchiveContents): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    await writing(unfinished, () => writeZip(unfinished, contents));
    await writing(path, () => rename(unfinished, path));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeZip(path: string, contents: ArchiveContents): Promise<void> {
  const { manifest } = contents;
  // On the disk before it has its name, also when the machine stops there.
  const output = createWriteStream(path, { flush: true });
  const done = finished(output);
  done.catch(() => undefined);
  const zip = createArchiveZip(manifest.created, (chunk) => output.write(chunk));
  const written = async () => {
    if (output.errored) await done;
    if (output.writableNeedDrain) await Promise.race([once(output, 'drain'), done]);
  };
  const addText = async (name: string, text: string) => {
    zip.addText(name, text);
    await written();
  };
  await addText(MANIFEST_FILE, printManifest(manifest));
  if (contents.targetsJson !== undefined) await addText(TARGETS_FILE, contents.targetsJson);
  await addText(METRICS_FILE, printMetrics(contents.metrics));
  for (const profile of manifest.profiles) {
    zip.addProfile(profile.file, await contents.readProfile(profile));
    await written();
  }
  zip.end();
  output.end();
  await done;
}
