import { parseMatchers, parseProfileType, printProfileType } from '#series';
import {
  createParcaStore,
  createPyroscopeStore,
  type ProfileServer,
  type ProfileStore,
  type StoredProfile,
  type Transport,
} from '#sources';
import { MOST_TEXT_BYTES, NO_METRICS, type ArchiveProfile } from '#replay';
import { writeArchive } from '../write-archive';
import { askAgain } from './ask-again';
import { recordMetrics, type RecordedAnswers } from './record-metrics';
import { fetchWhole } from './fetch-whole';
import { openJournal, type RecordRequest, type Journal } from './journal';

export interface RecordOptions {
  readonly request: RecordRequest;
  /** The zip to write; `<out>.part` and `<out>.journal` stand beside it until it is whole. */
  readonly out: string;
  readonly profiles: { readonly server: ProfileServer['name']; readonly transport: Transport };
  readonly prometheus?: Transport;
  readonly queries: readonly string[];
  /** Milliseconds between the points of a metric. */
  readonly step: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
  readonly now: () => number;
  readonly onProgress: (progress: RecordProgress) => void;
  /** Hears, in a sentence, what goes wrong and is tried again. */
  readonly onProblem?: (sentence: string) => void;
}

export interface RecordProgress {
  readonly done: number;
  readonly total: number;
  /** Of the profiles so far. */
  readonly bytes: number;
}

export interface RecordResult {
  readonly profiles: number;
  /** How many were taken over from a recording that was cut off. */
  readonly resumed: number;
  /** What is left out, as the manifest says it. */
  readonly notes: readonly string[];
}

/** Few enough to leave the server for others. */
const AT_ONCE = 4;
/** Two zip headers, the journal-free share of the manifest, and a margin. */
const BYTES_AN_ENTRY = 400;
/** A zip without the zip64 extension. */
const MOST_ENTRIES = 65_000;
const MOST_BYTES = 4_000_000_000;
/** What a reader takes of a manifest, with room for its head and the last profile. */
const MOST_PRINTED = MOST_TEXT_BYTES - 1024 * 1024;

/**
 * Records every stored profile of the range, one file each, in time order, with the targets and the metrics. Profiles go to disk
 * as they come, so memory does not grow with the recording; a recording that was cut off goes on where it stopped. At `maxBytes`
 * it stops: the archive then holds the whole of a shorter range, and its notes say so. Rejects with SourceError or ArchiveError.
 */
export async function recordArchive(options: RecordOptions): Promise<RecordResult> {
  const journal = await openJournal(options.out, options.request);
  try {
    const resumed = journal.profiles.length;
    const store = openStore(options);
    const targetsJson = await store.fetchTargetsJson();
    const answers = await fetchMetrics(options);
    const scrapes = await listAll(store, options.request);
    const stop = await fetchAll(options, { journal, store, scrapes });
    const recording = { journal, targetsJson, answers, stop };
    await writeRecording(options, recording);
    await journal.close();
    await journal.remove();
    return { profiles: journal.profiles.length, resumed, notes: notesOf(recording) };
  } catch (error) {
    await journal.close();
    throw error;
  }
}

const STORES = { Parca: createParcaStore, Pyroscope: createPyroscopeStore };

function openStore(options: RecordOptions): ProfileStore {
  const { profiles, signal } = options;
  const transport = patiently(options, profiles.server, profiles.transport);
  return STORES[profiles.server]({ transport, ...(signal && { signal }) });
}

function patiently(options: RecordOptions, server: string, transport: Transport): Transport {
  const { signal, onProblem = () => undefined } = options;
  const onAgain = (reason: string) => onProblem(`${server}: ${reason}; asking again`);
  return askAgain(transport, { onAgain, signal });
}

async function listAll(
  store: ProfileStore,
  { start, end, types, match }: RecordRequest,
): Promise<StoredProfile[]> {
  const range = { start, end };
  const matchers = match === '' ? [] : parseMatchers(match);
  const wanted =
    types.length > 0 ? types.map(parseProfileType) : await store.fetchProfileTypes(range);
  const profiles: StoredProfile[] = [];
  for (const profileType of wanted) {
    for (const one of await store.listProfiles({ profileType, matchers }, range))
      profiles.push(one);
  }
  return profiles.sort((a, b) =>
    a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0,
  );
}

interface Work {
  readonly journal: Journal;
  readonly store: ProfileStore;
  readonly scrapes: readonly StoredProfile[];
}

/** What did not fit, as a note; undefined when all did. */
async function fetchAll(
  { maxBytes = MOST_BYTES, signal, onProgress }: RecordOptions,
  { journal, store, scrapes }: Work,
): Promise<string | undefined> {
  const missing = scrapes.filter(
    ({ type, labels, timestamp }) => !journal.has(printProfileType(type), labels, timestamp),
  );
  const report = () =>
    onProgress({ done: journal.profiles.length, total: scrapes.length, bytes: journal.size });
  report();
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const batch = missing.slice(at, at + AT_ONCE);
    const fetched = await Promise.all(batch.map((one) => fetchWhole(store, one)));
    for (const [i, { pprof, value, noStackValue }] of fetched.entries()) {
      const { labels, timestamp, duration } = batch[i]!;
      const type = printProfileType(batch[i]!.type);
      const limit = limitAfter(journal, pprof.length, maxBytes);
      if (limit) return stopNote(limit, journal, scrapes);
      const file = `profiles/${journal.profiles.length}.pb.gz`;
      const profile: ArchiveProfile = {
        ...{ type, labels, timestamp, duration, value, noStackValue, file },
      };
      await journal.append(profile, pprof);
    }
    report();
  }
  return undefined;
}

/** Which limit one more profile would pass. */
function limitAfter(journal: Journal, bytes: number, maxBytes: number): string | undefined {
  const entries = journal.profiles.length + 1;
  if (entries > MOST_ENTRIES) return `${MOST_ENTRIES} profiles`;
  if (journal.printed > MOST_PRINTED) return `${MOST_PRINTED} bytes of labels`;
  const size = journal.size + bytes + entries * BYTES_AN_ENTRY;
  return size > Math.min(maxBytes, MOST_BYTES) ? `${maxBytes} bytes` : undefined;
}

function stopNote(limit: string, journal: Journal, scrapes: readonly StoredProfile[]): string {
  const last = journal.profiles.at(-1)?.timestamp;
  const until = last === undefined ? 'nothing fits' : `complete until ${printTime(last)}`;
  return `stopped at the limit of ${limit}: ${journal.profiles.length} of ${scrapes.length} profiles, ${until}`;
}

function printTime(timestamp: bigint): string {
  return new Date(Number(timestamp / 1_000_000n)).toISOString();
}

async function fetchMetrics(options: RecordOptions): Promise<RecordedAnswers> {
  const { prometheus, queries, step, signal, request } = options;
  if (!prometheus) return { metrics: NO_METRICS, version: '', notes: [] };
  const range = { start: request.start, end: request.end };
  const transport = patiently(options, 'Prometheus', prometheus);
  return recordMetrics({ transport, queries, range, step, signal });
}

interface Recording {
  readonly journal: Journal;
  readonly targetsJson: string | undefined;
  readonly answers: RecordedAnswers;
  readonly stop: string | undefined;
}

function notesOf({ stop, answers }: Recording): readonly string[] {
  return stop === undefined ? answers.notes : [stop, ...answers.notes];
}

/** Neither a Parca nor a Pyroscope is asked for its version: the one has no question for it, the other's does not pass every proxy. */
async function writeRecording(
  { out, profiles, request, now }: RecordOptions,
  recording: Recording,
): Promise<void> {
  const { journal, targetsJson, answers, stop } = recording;
  const last = journal.profiles.at(-1);
  const stopped = stop !== undefined && last !== undefined;
  const end = stopped ? Number(last.timestamp / 1_000_000n) : request.end;
  await writeArchive(out, {
    manifest: {
      created: new Date(now()).toISOString(),
      start: new Date(request.start),
      end: new Date(end),
      source: profiles.server,
      servers: { parca: '', prometheus: answers.version },
      notes: notesOf(recording),
      profiles: journal.profiles,
    },
    ...(targetsJson !== undefined && { targetsJson }),
    metrics: answers.metrics,
    readProfile: (profile) => journal.read(profile),
  });
}
