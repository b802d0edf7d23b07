import { stat } from 'node:fs/promises';
import { ArchiveError, openArchive, type Archive } from '#archive';
import { decodeProfile, printable } from '#profile';
import { CliError } from '../failure';
import { readBytes } from '../profiles/file-bytes';

/** No profile is larger; a damaged archive, which may be, is not read as one. */
const MOST_PPROF_BYTES = 256 * 1024 * 1024;

/** Throws CliError that begins with the path: no such file, no archive, a damaged one. */
export async function openArchiveFile(path: string): Promise<Archive> {
  try {
    return await openArchive(path);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const name = printable(path);
    if (await isProfile(path))
      throw new CliError(`${name}: this is a profile: parcascope top ${quote(name)}`);
    throw new CliError(`${name}: ${error.message}`);
  }
}

async function isProfile(path: string): Promise<boolean> {
  try {
    const about = await stat(path);
    if (!about.isFile() || about.size > MOST_PPROF_BYTES) return false;
    decodeProfile(await readBytes(path, nothing));
    return true;
  } catch {
    return false;
  }
}

async function* nothing() {}

/** For a POSIX shell, where it is needed. */
function quote(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
