import { z } from 'zod';
import { parseProfileType, SeriesError, type Labels, type Nanoseconds } from '#series';
import { jsonText } from '#profile';
import type { ProfileServer } from '#sources';
import { ArchiveError } from './archive-error';

/** docs/archive-format.md */
const ARCHIVE_FORMAT = 'parcascope-archive';
const ARCHIVE_VERSION = 1;
export const MANIFEST_FILE = 'manifest.json';
export const TARGETS_FILE = 'targets.json';
export const METRICS_FILE = 'metrics.json';
/** Of each of these; a text is read whole and checked whole. 65,000 profiles with twenty labels are 60 MB. */
export const MOST_TEXT_BYTES = 64 * 1024 * 1024;

export interface ArchiveManifest {
  /** When the archive was written, RFC 3339. */
  readonly created: string;
  /** The range that was recorded. */
  readonly start: Date;
  readonly end: Date;
  /** Whose profiles these are; replayed as a Parca all the same. */
  readonly source: ProfileServer['name'];
  /** What the servers call themselves; '' unknown. */
  readonly servers: { readonly parca: string; readonly prometheus: string };
  /** Sentences for the user on what is left out. */
  readonly notes: readonly string[];
  /** What of the pages was saved, and where they begin; undefined: a range was recorded. */
  readonly view?: ArchiveView | undefined;
  readonly profiles: readonly ArchiveProfile[];
}

/** A view of the pages, as they print it. */
interface ArchiveView {
  readonly path: 'profile' | 'compare';
  /** With `?`; '' without a query. */
  readonly search: string;
}

/** One stored profile of one series: one scrape. */
export interface ArchiveProfile {
  /** `name:sampleType:sampleUnit:periodType:periodUnit[:delta]` */
  readonly type: string;
  readonly labels: Labels;
  /** Start of the profile; the file's own time fields mean nothing. */
  readonly timestamp: Nanoseconds;
  /** 0 for types that are not delta. */
  readonly duration: Nanoseconds;
  /** Sum of the samples in the file. */
  readonly value: bigint;
  /** What the server counts in addition, for samples without a stack. */
  readonly noStackValue: bigint;
  /** Entry in the zip: a pprof with one sample type; '' where no more than its total is known, which `noStackValue` is then. */
  readonly file: string;
}

const digits = z.custom<string>(
  (value) => typeof value === 'string' && /^-?\d{1,19}$/.test(value),
  { error: (issue) => `expected digits, got ${printGot(issue.input)}` },
);
const time = z.custom<string>(
  (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  { error: (issue) => `expected an RFC 3339 time, got ${printGot(issue.input)}` },
);
const text = z.custom<string>((value) => typeof value === 'string', {
  error: (issue) => `expected a string, got ${printGot(issue.input)}`,
});
const typeName = z.custom<string>((value) => typeof value === 'string' && isProfileType(value), {
  error: (issue) =>
    `expected name:sampleType:sampleUnit:periodType:periodUnit[:delta], got ${printGot(issue.input)}`,
});
/** Not z.record, which loses a label that is called `__proto__`. */
export const labelsSchema = z
  .custom<object>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      Object.values(value).every((v) => typeof v === 'string'),
    { error: (issue) => `expected label names to strings, got ${printGot(issue.input)}` },
  )
  .transform((value): Labels => Object.fromEntries(Object.entries(value)));

const profileSchema = z
  .object({
    type: typeName,
    labels: labelsSchema,
    timestampNs: digits,
    durationNs: digits,
    value: digits,
    noStackValue: digits,
    file: text,
  })
  .transform((p): ArchiveProfile => ({
    type: p.type,
    labels: p.labels,
    timestamp: BigInt(p.timestampNs),
    duration: BigInt(p.durationNs),
    value: BigInt(p.value),
    noStackValue: BigInt(p.noStackValue),
    file: p.file,
  }));

const exactly = <T extends string | number>(value: T) =>
  z.literal(value, {
    error: (issue) => `expected ${JSON.stringify(value)}, got ${printGot(issue.input)}`,
  });

/** More than any address that a browser takes. */
const LONGEST_SEARCH = 64 * 1024;
const viewSchema = z.object({
  path: z.enum(['profile', 'compare'], {
    error: (issue) => `expected profile or compare, got ${printGot(issue.input)}`,
  }),
  // Printed anew: it becomes a part of an address.
  search: text
    .refine((search) => search.length <= LONGEST_SEARCH, {
      error: `expected at most ${LONGEST_SEARCH} characters`,
    })
    .transform((search) => {
      const query = new URLSearchParams(search).toString();
      return query === '' ? '' : `?${query}`;
    }),
});

const manifestSchema = z.object({
  format: exactly(ARCHIVE_FORMAT),
  version: exactly(ARCHIVE_VERSION),
  created: time,
  start: time,
  end: time,
  source: z
    .enum(['Parca', 'Pyroscope'], {
      error: (issue) => `expected "Parca" or "Pyroscope", got ${printGot(issue.input)}`,
    })
    .default('Parca'),
  servers: z.object({ parca: text, prometheus: text }),
  notes: z.array(text),
  view: viewSchema.optional(),
  profiles: z.array(profileSchema),
});

/** ArchiveError with the path of the first thing that is wrong: `profiles[3].timestampNs: expected digits, got "x"`. */
export function parseManifest(json: string): ArchiveManifest {
  const { start, end, ...facts } = parseEntry(MANIFEST_FILE, json, manifestSchema);
  if (Date.parse(end) < Date.parse(start))
    throw new ArchiveError(MANIFEST_FILE, `end: expected a time from ${start} on, got "${end}"`);
  const { created, source, servers, notes, view, profiles } = facts;
  const range = { start: new Date(start), end: new Date(end) };
  return { created, ...range, source, servers, notes, ...(view && { view }), profiles };
}

/** Inverse of parseManifest. */
export function printManifest(manifest: ArchiveManifest): string {
  return JSON.stringify({
    format: ARCHIVE_FORMAT,
    version: ARCHIVE_VERSION,
    created: manifest.created,
    start: manifest.start.toISOString(),
    end: manifest.end.toISOString(),
    source: manifest.source,
    servers: manifest.servers,
    notes: manifest.notes,
    view: manifest.view,
    profiles: manifest.profiles.map(printProfile),
  });
}

/** A profile as it stands in the manifest. */
export function printProfile(p: ArchiveProfile) {
  return {
    type: p.type,
    labels: p.labels,
    timestampNs: String(p.timestamp),
    durationNs: String(p.duration),
    value: String(p.value),
    noStackValue: String(p.noStackValue),
    file: p.file,
  };
}

/** Inverse of printProfile; ArchiveError names `entry` and the path. */
export function parseProfile(entry: string, value: unknown): ArchiveProfile {
  return validate(entry, value, profileSchema);
}

/** A JSON entry of the zip, validated; ArchiveError names the entry and the path. */
export function parseEntry<T>(entry: string, json: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ArchiveError(
      entry,
      `not JSON: ${error instanceof Error ? error.message : ''}`,
      error,
    );
  }
  return validate(entry, value, schema);
}

function validate<T>(entry: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = printPath(issue?.path ?? []);
  throw new ArchiveError(entry, path ? `${path}: ${issue?.message}` : `${issue?.message}`);
}

function isProfileType(text: string): boolean {
  try {
    parseProfileType(text);
    return true;
  } catch (error) {
    if (error instanceof SeriesError) return false;
    throw error;
  }
}

function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : text === ''
          ? String(key)
          : `${text}.${String(key)}`,
    '',
  );
}

/** The wrong value, short enough for one line. */
export function printGot(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = jsonText(value);
  return json.length > 60 ? `${json.slice(0, 57)}…` : json;
}
