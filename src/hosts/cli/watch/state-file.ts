import { readFile, rename, writeFile } from 'node:fs/promises';
import { printable } from '#profile';
import { z } from 'zod';
import { CliError } from '../failure';
import { NOTHING_WATCHED, watchedSchema, type Watched, type WatchedServers } from './watched';

/** Of one server what is known of it, of several by their names. */
const stateSchema = z.union([
  watchedSchema,
  z.object({ version: z.literal(1), servers: z.record(z.string(), watchedSchema) }),
]);

/** The servers that are watched: one alone is kept without its name, which stands here for a file of several. */
export interface WatchedNames {
  readonly keys: readonly string[];
  readonly first: string;
}

/**
 * What an earlier run has left of each of the keys; where there is no file nothing. What a file has of one server alone is the first one's: a second one came beside it.
 * Throws CliError for a file that is something else.
 */
export async function readState(path: string, names: WatchedNames): Promise<WatchedServers> {
  const state = await readFileOf(path);
  const known = (key: string): Watched | undefined => {
    if (state === undefined) return undefined;
    if ('servers' in state) return state.servers[key === '' ? names.first : key];
    return key === '' || key === names.first ? state : undefined;
  };
  return Object.fromEntries(names.keys.map((key) => [key, known(key) ?? NOTHING_WATCHED]));
}

async function readFileOf(path: string): Promise<z.infer<typeof stateSchema> | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CliError(`--state: ${printable(path)} cannot be read (${error.code})`);
  });
  if (text === undefined) return undefined;
  const answer = stateSchema.safeParse(parseJson(text));
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
export async function writeState(path: string, servers: WatchedServers): Promise<void> {
  const part = `${path}.part`;
  const state = servers[''] ?? { version: 1, servers };
  await writeFile(part, `${JSON.stringify(state)}\n`);
  await rename(part, path);
}
