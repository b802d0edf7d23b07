import { readArchive, type Archive } from '#replay';
import { openZip } from './zip-reader';

/**
 * Opens a zip of docs/archive-format.md. Reads manifest, targets and metrics; profiles are read from disk when they are asked
 * for. ArchiveError for a foreign or damaged zip, with the entry's name.
 */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await openZip(path);
  try {
    return await readArchive(zip);
  } catch (error) {
    await zip.close();
    throw error;
  }
}
