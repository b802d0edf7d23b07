import { readFile, rename, writeFile } from 'node:fs/promises';
import { printable } from '#profile';
import { CliError } from '../failure';
import { NOTHING_WATCHED, watchedSchema, type Watched } from './watched';

/** What an earlier run has left; where there is no file nothing. Throws CliError for a file that is something else. */
export async function readState(path: string): Promise<Watched> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CliError(`--state: ${printable(path)} cannot be read (${error.code})`);
  });
  if (text === undefined) return NOTHING_WATCHED;
  const answer = watchedSchema.safeParse(parseJson(text));
  if (answer.success) return answer.data;
  throw new CliError(
    `--state: ${printable(path)} is no state of parcascope watch: remove it to begin anew`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All of it or nothing: a run that ends meanwhile leaves the state before. */
export async function writeState(path: string, watched: Watched): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, `${JSON.stringify(watched)}\n`);
  await rename(part, path);
}
