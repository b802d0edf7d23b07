import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ArchiveError, readInterrupted, type RecordRequest } from '#archive';
import {
  compileMatchers,
  parseMatchers,
  parseProfileType,
  printMatchers,
  printProfileType,
  SeriesError,
  type Matcher,
} from '#series';
import { printable } from '#profile';
import { CliError } from '../failure';

/** What was asked on the command line; times are epoch milliseconds. */
export interface AskedRecording {
  readonly out: string;
  /** As they are printed; '' none. */
  readonly servers: Pick<RecordRequest, 'parca' | 'pyroscope' | 'prometheus'>;
  readonly start?: number;
  readonly end?: number;
  /** Milliseconds up to `now`. */
  readonly last: number;
  readonly now: number;
  readonly types: readonly string[];
  readonly match: string;
}

/** Throws CliError. `--last` of a recording that was cut off is the range that it was begun with. */
export async function chooseRequest(asked: AskedRecording): Promise<RecordRequest> {
  const { out, servers, types, match } = asked;
  const parsed = asBadInput(() => ({
    types: types.map((type) => printProfileType(parseProfileType(type))),
    match: match === '' ? '' : printMatchers(readMatch(match)),
  }));
  const range = givenRange(asked);
  await refuseUnwritable(out);
  const { start, end } = range ?? (await readInterrupted(out).catch(rethrow)) ?? lastRange(asked);
  return { ...servers, ...parsed, start, end };
}

function readMatch(text: string): readonly Matcher[] {
  const matchers = parseMatchers(text);
  compileMatchers(matchers);
  return matchers;
}

type Range = Pick<RecordRequest, 'start' | 'end'>;

function givenRange({ start, end }: AskedRecording): Range | undefined {
  if (start === undefined && end === undefined) return undefined;
  if (start === undefined || end === undefined) throw new CliError('--start and --end go together');
  if (end <= start) throw new CliError('--end must be after --start');
  return { start, end };
}

function lastRange({ now, last }: AskedRecording): Range {
  if (last > now) throw new CliError('--last: reaches back before 1970');
  return { start: now - last, end: now };
}

/** Before the servers are asked, not an hour later. */
async function refuseUnwritable(out: string): Promise<void> {
  if (out === '') throw new CliError('--out: expected a file');
  const folder = dirname(out);
  if (!(await isFolder(folder))) throw new CliError(`--out: no folder ${printable(folder)}`);
  if (await isFolder(out)) throw new CliError(`--out: ${printable(out)} is a folder`);
  await access(folder, constants.W_OK).catch(() => {
    throw new CliError(`--out: cannot write to ${printable(folder)}`);
  });
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
}

function asBadInput<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return rethrow(error);
  }
}

/** The unfinished recording beside `--out`, or an option's text, is not what it should be: the user has to act. */
export function rethrow(error: unknown): never {
  if (error instanceof SeriesError) throw new CliError(error.message, { cause: error });
  if (error instanceof ArchiveError && error.entry === '')
    throw new CliError(error.message, { cause: error });
  throw error;
}
