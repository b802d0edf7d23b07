import { open, readFile, rm, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { labelsKey, type Labels } from '#series';
import { ArchiveError, parseProfile, printProfile, type ArchiveProfile } from '#replay';
import { writing } from '../disk-error';

/** What a recording was asked for; a recording that was cut off goes on only with the same request. */
export interface RecordRequest {
  /** As they are printed, '' none. Profiles come from one of the first two. */
  readonly parca: string;
  readonly pyroscope: string;
  readonly prometheus: string;
  /** Epoch milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Profile types by their printed names; empty: all. */
  readonly types: readonly string[];
  /** `{a="b"}` or ''. */
  readonly match: string;
}

/**
 * Where profiles wait until the zip is written: `<out>.part` holds their bytes one after the other, `<out>.journal` one line each
 * with its extent. A line is written after its bytes, so whatever the journal names is whole, also after a crash.
 */
export interface Journal {
  readonly profiles: readonly ArchiveProfile[];
  /** Bytes of all profiles. */
  readonly size: number;
  /** Of their lines, which are longer than what the manifest says of them. */
  readonly printed: number;
  has(type: string, labels: Labels, timestamp: bigint): boolean;
  append(profile: ArchiveProfile, bytes: Uint8Array): Promise<void>;
  read(profile: ArchiveProfile): Promise<Uint8Array>;
  close(): Promise<void>;
  /** Deletes both files. */
  remove(): Promise<void>;
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

const requestSchema = z.object({
  parca: z.string(),
  pyroscope: z.string().default(''),
  prometheus: z.string(),
  start: z.number(),
  end: z.number(),
  types: z.array(z.string()),
  match: z.string(),
});
const lineSchema = z.object({
  profile: z.unknown(),
  offset: z.number().int().nonnegative(),
  length: z.number().int().nonnegative(),
});

/** What the recording that was cut off at this file was asked for; undefined when there is none. */
export async function readInterrupted(out: string): Promise<RecordRequest | undefined> {
  const [first] = await readLines(`${out}.journal`);
  return first === undefined ? undefined : parseRequest(out, first);
}

/** Begins a journal, or goes on with the one that was cut off. ArchiveError when that one was asked for something else. */
export async function openJournal(out: string, request: RecordRequest): Promise<Journal> {
  const lines = await readLines(`${out}.journal`);
  if (lines[0] === undefined) return createJournal(out, request);
  const begun = parseRequest(out, lines[0]);
  if (JSON.stringify(begun) !== JSON.stringify(requestSchema.parse(request)))
    throw new ArchiveError(
      '',
      `${out}.journal belongs to another recording (${describe(begun)}); remove it and ${out}.part to begin anew`,
    );
  return resumeJournal(out, lines);
}

function describe({ parca, pyroscope, start, end }: RecordRequest): string {
  return `${parca || pyroscope} ${new Date(start).toISOString()} to ${new Date(end).toISOString()}`;
}

async function createJournal(out: string, request: RecordRequest): Promise<Journal> {
  const part = await writing(`${out}.part`, () => open(`${out}.part`, 'w+'));
  try {
    const first = `${JSON.stringify(request)}\n`;
    await writing(`${out}.journal`, () => writeFile(`${out}.journal`, first));
    return await journalOver(out, part, new Map());
  } catch (error) {
    await part.close();
    throw error;
  }
}

/** Both files are cut to what both of them know; nothing is written anew, so that a recording killed here loses nothing. */
async function resumeJournal(out: string, lines: readonly string[]): Promise<Journal> {
  const part = await open(`${out}.part`, 'a+').catch((error: unknown) => {
    throw new ArchiveError('', `${out}.part cannot be read`, error);
  });
  try {
    const { size } = await part.stat();
    const kept = new Map<ArchiveProfile, Extent>();
    let [journalEnd, end] = [lengthOf(lines[0]!), 0];
    for (const line of lines.slice(1)) {
      const { profile, extent } = parseLine(out, kept.size + 1, line);
      if (extent.offset !== end || end + extent.length > size) break;
      kept.set(profile, extent);
      journalEnd += lengthOf(line);
      end += extent.length;
    }
    await writing(`${out}.journal`, () => truncate(`${out}.journal`, journalEnd));
    await writing(`${out}.part`, () => part.truncate(end));
    return await journalOver(out, part, kept);
  } catch (error) {
    await part.close();
    throw error;
  }
}

/** Of a line with its end, in bytes. */
function lengthOf(line: string): number {
  return Buffer.byteLength(line) + 1;
}

async function journalOver(
  out: string,
  part: FileHandle,
  extents: Map<ArchiveProfile, Extent>,
): Promise<Journal> {
  const lines = await writing(`${out}.journal`, () => open(`${out}.journal`, 'a'));
  const keys = new Set([...extents.keys()].map((p) => keyOf(p.type, p.labels, p.timestamp)));
  let size = [...extents.values()].reduce((sum, extent) => sum + extent.length, 0);
  let printed = (await lines.stat()).size;
  const close = async () => {
    await part.close();
    await lines.close();
  };
  return {
    get profiles() {
      return [...extents.keys()];
    },
    get size() {
      return size;
    },
    get printed() {
      return printed;
    },
    has: (type, labels, timestamp) => keys.has(keyOf(type, labels, timestamp)),
    append: async (profile, bytes) => {
      const extent = { offset: size, length: bytes.length };
      // Unlike `write`, it goes on until all of it is written or nothing more can be.
      await writing(`${out}.part`, () => part.appendFile(bytes));
      const line = `${JSON.stringify({ profile: printProfile(profile), ...extent })}\n`;
      await writing(`${out}.journal`, () => lines.appendFile(line));
      printed += line.length;
      size += bytes.length;
      extents.set(profile, extent);
      keys.add(keyOf(profile.type, profile.labels, profile.timestamp));
    },
    read: (profile) => readAt(part, profile, extents.get(profile)),
    close,
    // Without its journal the other one is nothing; the other way round a recording would seem unfinished.
    remove: async () => {
      await rm(`${out}.journal`);
      await rm(`${out}.part`);
    },
  };
}

async function readAt(
  part: FileHandle,
  profile: ArchiveProfile,
  extent: Extent | undefined,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(extent?.length ?? 0);
  const { bytesRead } = await part.read(bytes, 0, bytes.length, extent?.offset ?? 0);
  if (extent && bytesRead === bytes.length) return bytes;
  throw new ArchiveError(profile.file, 'cut off while the archive was written');
}

function keyOf(type: string, labels: Labels, timestamp: bigint): string {
  return `${type} ${timestamp} ${labelsKey(labels)}`;
}

/** Whole lines only: the last one may have been cut off. */
async function readLines(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw new ArchiveError('', `cannot read ${path}`, error);
  });
  return text.split('\n').slice(0, -1);
}

function parseRequest(out: string, line: string): RecordRequest {
  return parseJson(`${out}.journal: line 1`, line, requestSchema);
}

function parseLine(out: string, index: number, line: string) {
  const place = `${out}.journal: line ${index + 1}`;
  const { profile, offset, length } = parseJson(place, line, lineSchema);
  return { profile: parseProfile(place, profile), extent: { offset, length } };
}

function parseJson<T>(place: string, line: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(line));
  } catch (error) {
    throw new ArchiveError('', `${place}: cannot be read; remove the journal to begin anew`, error);
  }
}
