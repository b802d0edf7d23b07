import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FIXTURES = 'tests/fixtures';
/** Larger ones are as wrong in the same ways, only slower. */
const MOST_BYTES = 64 * 1024;

/** The recorded inputs in a folder of the fixtures, whose names end so. */
export function recorded(folder: string, ending: RegExp): Uint8Array[] {
  const root = join(FIXTURES, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= MOST_BYTES)
    .sort()
    .map((path) => new Uint8Array(readFileSync(path)));
}

export function textBytes(texts: readonly string[]): Uint8Array[] {
  return texts.map((text) => new TextEncoder().encode(text));
}
