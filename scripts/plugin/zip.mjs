import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

/** The earliest day that a zip can say; in local time, as the format has it. */
const NO_TIME = new Date(1980, 0, 1);
const UNIX = 3;
const MODE = 0o644;

/** A zip with all files of a folder below one root. The same files give the same bytes, on any day and machine. */
export async function zipFolder(folder, root) {
  const files = {};
  for (const path of await listFiles(folder))
    files[`${root}/${path}`] = [
      new Uint8Array(await readFile(join(folder, path))),
      { mtime: NO_TIME, os: UNIX, attrs: MODE << 16 },
    ];
  return zipSync(files, { level: 9 });
}

/** Sorted by code units, with `/`. */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** In the form of `sha256sum`. */
export function checksumLine(bytes, name) {
  return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
}
