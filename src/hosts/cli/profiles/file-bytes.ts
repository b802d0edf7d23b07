import { createReadStream } from 'node:fs';
import { MAX_PROFILE_BYTES, printable } from '#profile';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { withoutCredentials } from '../output';

const CHUNK_BYTES = 2 ** 20;
/** In the place of a path: what is piped into the program. */
export const STDIN = '-';

/** For messages and titles: without a user, and without a query, which may hold a token. */
export function shownUrl(url: string): string {
  if (!isUrl(url) || !URL.canParse(url)) return withoutCredentials(url);
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}${search === '' ? '' : '?…'}`;
}

export function isUrl(input: string): boolean {
  return /^https?:\/\//i.test(input);
}

/** What a file, stdin or a URL holds. Throws what `readBytes` and `fetchProfile` throw. */
export async function readInput(environment: CliEnvironment, input: string): Promise<Uint8Array> {
  if (!isUrl(input)) return readBytes(input, () => environment.stdin());
  // A file needs no network.
  const { fetchProfile } = await import('./profile-url');
  return fetchProfile(environment, input);
}

/** A file's bytes, of `-` those of stdin. CliError that begins with the path. */
export async function readBytes(
  path: string,
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  try {
    const chunks =
      path === STDIN ? stdin() : createReadStream(path, { highWaterMark: CHUNK_BYTES });
    return await readAtMost(chunks, MAX_PROFILE_BYTES + 1);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`;
    throw new CliError(`${printable(path)}: ${reason}`);
  }
}

/** A pipe or a device need not end. */
async function readAtMost(from: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of from) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= limit) break;
  }
  return Buffer.concat(chunks, Math.min(length, limit));
}
