import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ArchiveError, openFiles, refusedLines, type FileToOpen } from '#replay';
import { printable } from '#profile';
import type { ConsoleOptions } from '../../server/start-console';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';

import { isUrl, readInput, shownUrl, STDIN } from '../profiles/file-bytes';
import { openArchiveFile } from './archive-file';

type Given = Pick<ConsoleOptions, 'data' | 'title' | 'start'>;

/** What the command line names: one archive, or profiles in files, on stdin and behind URLs. Throws CliError. */
export async function openInputs(
  environment: CliEnvironment,
  inputs: readonly string[],
): Promise<Given> {
  const [first] = inputs as readonly [string];
  const archive = await firstZip(inputs);
  if (archive !== undefined && inputs.length > 1)
    throw new CliError(`${printable(archive)}: an archive is opened alone`);
  if (archive !== undefined) {
    const opened = await openArchiveFile(archive);
    const { view, notes } = opened.manifest;
    if (view) for (const note of notes) await environment.stderr(`${printable(note)}\n`);
    return {
      data: { mode: 'archive', archive: opened },
      title: basename(first),
      ...(view && { start: `/${view.path}${view.search}` }),
    };
  }
  if (inputs.filter((input) => input === STDIN).length > 1)
    throw new CliError(`${STDIN}: stdin can be read once`);
  const files: FileToOpen[] = [];
  const refused: string[] = [];
  for (const [i, name] of namesOf(inputs).entries()) {
    try {
      files.push(await readFileToOpen(environment, inputs[i]!, name));
    } catch (error) {
      if (!(error instanceof CliError) || inputs.length === 1) throw error;
      refused.push(error.message);
    }
  }
  return await opened(environment, { files, refused }, inputs);
}

interface ReadFiles {
  readonly files: readonly FileToOpen[];
  /** `path: reason` of each that could not be read. */
  readonly refused: readonly string[];
}

async function opened(
  environment: CliEnvironment,
  { files, refused: unread }: ReadFiles,
  inputs: readonly string[],
): Promise<Given> {
  try {
    const { archive, address, names, notes, refused } = openFiles(files, unread);
    for (const line of refusedLines(refused))
      await environment.stderr(`not opened: ${printable(line)}\n`);
    for (const note of notes) await environment.stderr(`${printable(note)}\n`);
    return {
      data: { mode: 'archive', archive },
      title: titleOf(names),
      start: `/${address.path}${address.search}`,
    };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const path = inputs[files.findIndex(({ name }) => name === error.entry)];
    if (path === undefined) throw new CliError(printable(error.message));
    throw new CliError(`${printable(shownUrl(path))}: ${printable(error.detail)}`);
  }
}

async function readFileToOpen(
  environment: CliEnvironment,
  input: string,
  name: string,
): Promise<FileToOpen> {
  const bytes = await readInput(environment, input);
  const isFile = input !== STDIN && !isUrl(input);
  return { name, bytes, modified: isFile ? await modifiedAt(input) : environment.now() };
}

async function modifiedAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}

async function firstZip(inputs: readonly string[]): Promise<string | undefined> {
  for (const input of inputs) if (await isZip(input)) return input;
  return undefined;
}

/** Whatever cannot be opened is none: reading it says why. */
async function isZip(path: string): Promise<boolean> {
  if (path === STDIN || isUrl(path)) return false;
  try {
    if (!(await stat(path)).isFile()) return false;
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return buffer.toString('latin1') === 'PK';
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

/** File names; where two are alike, the paths. */
function namesOf(inputs: readonly string[]): readonly string[] {
  const short = inputs.map((input) =>
    input === STDIN ? 'stdin' : isUrl(input) ? shownUrl(input) : basename(input),
  );
  return new Set(short).size === short.length
    ? short
    : short.map((name, i) => (inputs[i] === STDIN || isUrl(inputs[i]!) ? name : inputs[i]!));
}

function titleOf(names: readonly string[]): string {
  const [first = '', second] = names;
  if (names.length > 2) return `${names.length} files: ${first}, …`;
  return second === undefined ? first : `${first}, ${second}`;
}
