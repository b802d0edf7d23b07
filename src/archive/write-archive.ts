import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { MANIFEST_FILE, METRICS_FILE, printManifest, TARGETS_FILE } from './manifest';
import type { ArchiveManifest, ArchiveProfile } from './manifest';
import { printMetrics, type RecordedMetrics } from './recorded-metrics';

export interface ArchiveContents {
  readonly manifest: ArchiveManifest;
  /** Parca's ScrapeService.Targets as proto3 JSON. */
  readonly targetsJson: string;
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
    await writeZip(unfinished, contents);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeZip(path: string, contents: ArchiveContents): Promise<void> {
  const { manifest } = contents;
  const output = createWriteStream(path);
  const done = finished(output);
  done.catch(() => undefined);
  const mtime = Date.parse(manifest.created);
  let failed: Error | undefined;
  const zip = new Zip((error, chunk, final) => {
    if (error) failed = error;
    else output.write(chunk);
    if (final) output.end();
  });
  const add = async (entry: ZipDeflate | ZipPassThrough, bytes: Uint8Array) => {
    entry.mtime = mtime;
    zip.add(entry);
    entry.push(bytes, true);
    if (failed) throw failed;
    if (output.writableNeedDrain) await Promise.race([once(output, 'drain'), done]);
  };
  const text = new TextEncoder();
  await add(new ZipDeflate(MANIFEST_FILE, { level: 9 }), text.encode(printManifest(manifest)));
  await add(new ZipDeflate(TARGETS_FILE, { level: 9 }), text.encode(contents.targetsJson));
  await add(
    new ZipDeflate(METRICS_FILE, { level: 9 }),
    text.encode(printMetrics(contents.metrics)),
  );
  for (const profile of manifest.profiles)
    await add(new ZipPassThrough(profile.file), await contents.readProfile(profile));
  zip.end();
  await done;
}
