import { gunzipSync } from 'node:zlib';
import { BinaryReader } from '@protobuf-ts/runtime';
import { encodePprof, treeFromFolded } from '#profile';
import {
  compileMatchers,
  labelsKey,
  labelValue,
  parseMatchers,
  pickLabels,
  type Labels,
} from '#series';
import type { Transport, TransportRequest, TransportResponse } from '#sources';

/** A stored profile: `value` counts the samples with a stack, `noStack` the others. */
export interface StoredProfile {
  /** As Pyroscope writes it, `process_cpu:cpu:nanoseconds:cpu:nanoseconds`. */
  readonly type: string;
  readonly labels: Labels;
  /** Epoch nanoseconds. */
  readonly time: bigint;
  readonly value: number;
  readonly noStack?: number;
}

export interface FakePyroscope {
  readonly transport: Transport;
  /** Questions that were answered, in order: `SelectSeries {…}`. */
  readonly sent: readonly string[];
}

interface Question {
  readonly start: number;
  readonly end: number;
  readonly step?: number;
  readonly profileTypeID?: string;
  readonly labelSelector?: string;
  readonly groupBy?: readonly string[];
  readonly matchers?: readonly string[];
  readonly name?: string;
  readonly labelNames?: readonly string[];
}

const DAY_MS = 24 * 3600 * 1000;
const BLOCK_MS = 10 * 60_000;

/**
 * A Pyroscope of version 2 in its default storage, with what is odd about it: points at the ends of their steps, the first of before the
 * range; steps from the oldest profile on where a range begins before it, and an error where exactly there; labels by block; no
 * samples without a stack in merges, which all have one period; nothing longer than a day; four ways to say that there is no data.
 */
export function createFakePyroscope(stored: readonly StoredProfile[]): FakePyroscope {
  const sent: string[] = [];
  const oldest = Math.min(...stored.map(msOf));
  const answers: Record<string, (question: Question) => unknown> = {
    ProfileTypes: (question) => {
      const ids = [...new Set(inBlocks(stored, question).map(({ type }) => type))].sort();
      return ids.length === 0 ? {} : { profileTypes: ids.map(wireTypeOf) };
    },
    LabelNames: (question) => {
      const names = inBlocks(stored, question).flatMap(({ labels }) => Object.keys(labels));
      return { names: [...new Set([...names, '__profile_type__', '__session_id__'])].sort() };
    },
    LabelValues: (question) => {
      const all = inBlocks(stored, question).map(({ labels }) =>
        labelValue(labels, question.name!),
      );
      const values = [...new Set(all)].filter((value) => value !== '').sort();
      return values.length === 0 ? {} : { names: values };
    },
    Series: (question) => {
      const { labelNames = [] } = question;
      const sets = inBlocks(stored, question).map(({ labels, type }) => {
        const all: Labels = { ...labels, __profile_type__: type };
        return labelNames.flatMap((name) => (all[name] ? [{ name, value: all[name] }] : []));
      });
      const distinct = new Map(sets.map((set) => [JSON.stringify(set), { labels: set }]));
      return distinct.size === 0 ? {} : { labelsSet: [...distinct.values()] };
    },
    SelectSeries: (question) => selectSeries(stored, question, oldest),
  };
  return {
    sent,
    transport: {
      request: async ({ path, body, headers, signal }: TransportRequest) => {
        signal?.throwIfAborted();
        const method = path.slice(path.lastIndexOf('/') + 1);
        const question = body instanceof Uint8Array ? readMerge(body) : JSON.parse(body ?? '');
        sent.push(`${method} ${JSON.stringify(question)}`);
        const refused = refusalOf(question, oldest);
        if (refused !== undefined) return json(400, { code: 'invalid_argument', message: refused });
        if (method === 'SelectMergeProfile') {
          const type = headers?.['content-type'] ?? '';
          return { status: 200, headers: { 'content-type': type }, body: merge(stored, question) };
        }
        return json(200, answers[method]!(question));
      },
    },
  };
}

const msOf = ({ time }: StoredProfile) => Number(time / 1_000_000n);

function refusalOf({ start, end, step }: Question, oldest: number): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'invalid value for int64';
  if (step !== undefined && step < 0.001) return 'step must be >= 1ms';
  if (end - start > DAY_MS) return 'the query time range exceeds the limit (max_query_length)';
  return start === oldest || start > end ? 'query start time is after end time' : undefined;
}

function inBlocks(stored: readonly StoredProfile[], { start, end, matchers }: Question) {
  const fits = compileMatchers(parseMatchers(matchers?.[0] ?? '{}'));
  return stored.filter((profile) => {
    const time = msOf(profile);
    const labels = { ...profile.labels, __profile_type__: profile.type };
    return time >= start - BLOCK_MS && time <= end + BLOCK_MS && fits(labels);
  });
}

const select = (stored: readonly StoredProfile[], { profileTypeID, labelSelector }: Question) => {
  const fits = compileMatchers(parseMatchers(labelSelector ?? ''));
  return stored.filter(({ type, labels }) => type === profileTypeID && fits(labels));
};

const wholeValue = ({ value, noStack = 0 }: StoredProfile) => value + noStack;

function selectSeries(stored: readonly StoredProfile[], question: Question, oldest: number) {
  const { start, end, groupBy = [] } = question;
  const step = Math.round(question.step! * 1000);
  const first = start < oldest ? oldest : start;
  const series = new Map<string, { labels: Labels; points: Map<number, number> }>();
  for (const profile of select(stored, question)) {
    const time = msOf(profile);
    if (time < first - step || profile.time > BigInt(end) * 1_000_000n) continue;
    const at = time <= first ? first : first + Math.ceil((time - first) / step) * step;
    if (at > end) continue;
    const labels = pickLabels(profile.labels, groupBy);
    const one = series.get(labelsKey(labels)) ?? { labels, points: new Map<number, number>() };
    series.set(labelsKey(labels), one);
    one.points.set(at, (one.points.get(at) ?? 0) + wholeValue(profile));
  }
  if (series.size === 0) return {};
  return {
    series: [...series.values()].map(({ labels, points }) => ({
      labels: Object.entries(labels).map(([name, value]) => ({ name, value })),
      points: [...points]
        .sort(([a], [b]) => a - b)
        .map(([time, value]) => ({ ...(value !== 0 && { value }), timestamp: String(time) })),
    })),
  };
}

/** A pprof without a type and without samples. */
const NOTHING = Uint8Array.from([0x0a, 0x00, 0x32, 0x00, 0x5a, 0x00]);

function merge(stored: readonly StoredProfile[], question: Question): Uint8Array {
  const [start, end] = [question.start, question.end].map((time) => BigInt(time) * 1_000_000n);
  if (!stored.some(({ type }) => type === question.profileTypeID)) return NOTHING;
  const lines = select(stored, question)
    .filter(({ time, value }) => time >= start! && time <= end! && value !== 0)
    .map(({ value }) => `main ${value}`);
  if (lines.length === 0) return new Uint8Array(0);
  const pprof = encodePprof(treeFromFolded(lines), {
    ...{ sampleType: { type: 'value', unit: 'count' }, period: 1_000_000_000 },
  });
  return gunzipSync(pprof);
}

function wireTypeOf(ID: string) {
  const [name, sampleType, sampleUnit, periodType, periodUnit] = ID.split(':');
  return { ID, name, sampleType, sampleUnit, periodType, periodUnit };
}

function readMerge(body: Uint8Array): Question {
  const reader = new BinaryReader(body);
  const fields: Record<number, string> = {};
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    fields[field] = wireType === 2 ? reader.string() : String(reader.int64());
  }
  const { 1: profileTypeID = '', 2: labelSelector = '', 3: start, 4: end } = fields;
  return { profileTypeID, labelSelector, start: Number(start), end: Number(end) };
}

function json(status: number, answer: unknown): TransportResponse {
  const body = new TextEncoder().encode(JSON.stringify(answer));
  return { status, headers: { 'content-type': 'application/json' }, body };
}
