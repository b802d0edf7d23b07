import { ProfileError } from './profile-error';
import { type WireReader } from './wire-reader';

export type Id = number | bigint;

/**
 * profile.proto (github.com/google/pprof/blob/main/proto/profile.proto) as it is on the wire: texts are indexes into `strings`.
 * Samples are left as ranges of bytes, because they may come before the tables that they refer to.
 */
export interface PprofMessage {
  readonly sampleTypes: ValueTypeMessage[];
  /** [start, end) of each sample, one after the other. */
  readonly samples: number[];
  readonly mappings: MappingMessage[];
  readonly locations: LocationMessage[];
  readonly functions: FunctionMessage[];
  readonly strings: string[];
  readonly comments: number[];
  periodType?: ValueTypeMessage;
  period: number;
  dropFrames: number;
  keepFrames: number;
  defaultSampleType: number;
  timeNanos: bigint;
  durationNanos: bigint;
}

export interface ValueTypeMessage {
  type: number;
  unit: number;
}

interface MappingMessage {
  id: Id;
  fileName: number;
  buildId: number;
}

export interface LocationMessage {
  id: Id;
  mapping: Id;
  address: bigint;
  /** Function ids, the innermost inlined call first. */
  readonly lines: Id[];
}

export interface FunctionMessage {
  id: Id;
  name: number;
  systemName: number;
  fileName: number;
  startLine: number;
}

/** What to do with the value of each field, by its number. Other fields are passed over. */
type Fields<T> = ReadonlyMap<number, (reader: WireReader, message: T) => void>;

const VALUE_TYPE: Fields<ValueTypeMessage> = new Map([
  [1, (reader, message) => (message.type = reader.count('.type'))],
  [2, (reader, message) => (message.unit = reader.count('.unit'))],
]);

const MAPPING: Fields<MappingMessage> = new Map([
  [1, (reader, message) => (message.id = reader.id('.id'))],
  [5, (reader, message) => (message.fileName = reader.count('.filename'))],
  [6, (reader, message) => (message.buildId = reader.count('.build_id'))],
]);

const LINE: Fields<{ function: Id }> = new Map([
  [1, (reader, message) => (message.function = reader.id('.line.function'))],
]);

const LOCATION: Fields<LocationMessage> = new Map([
  [1, (reader, message) => (message.id = reader.id('.id'))],
  [2, (reader, message) => (message.mapping = reader.id('.mapping'))],
  [3, (reader, message) => (message.address = reader.bigUint('.address'))],
  [4, (reader, message) => message.lines.push(readLine(reader))],
]);

const FUNCTION: Fields<FunctionMessage> = new Map([
  [1, (reader, message) => (message.id = reader.id('.id'))],
  [2, (reader, message) => (message.name = reader.count('.name'))],
  [3, (reader, message) => (message.systemName = reader.count('.system_name'))],
  [4, (reader, message) => (message.fileName = reader.count('.filename'))],
  [5, (reader, message) => (message.startLine = reader.count('.start_line'))],
]);

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const PROFILE: Fields<PprofMessage> = new Map([
  [
    1,
    (reader, message) => {
      reader.at('sample_type', message.sampleTypes.length);
      message.sampleTypes.push(readMessage(reader, VALUE_TYPE, { type: 0, unit: 0 }));
    },
  ],
  [
    2,
    (reader, message) => {
      reader.at('sample', message.samples.length / 2);
      const outer = reader.enter();
      message.samples.push(reader.pos, reader.limit);
      reader.leave(outer);
    },
  ],
  [
    3,
    (reader, message) => {
      reader.at('mapping', message.mappings.length);
      message.mappings.push(readMessage(reader, MAPPING, { id: 0, fileName: 0, buildId: 0 }));
    },
  ],
  [
    4,
    (reader, message) => {
      reader.at('location', message.locations.length);
      const empty = { id: 0, mapping: 0, address: 0n, lines: [] };
      message.locations.push(readMessage<LocationMessage>(reader, LOCATION, empty));
    },
  ],
  [
    5,
    (reader, message) => {
      reader.at('function', message.functions.length);
      const empty = { id: 0, name: 0, systemName: 0, fileName: 0, startLine: 0 };
      message.functions.push(readMessage<FunctionMessage>(reader, FUNCTION, empty));
    },
  ],
  [
    6,
    (reader, message) => {
      reader.at('string_table', message.strings.length);
      message.strings.push(readText(reader));
    },
  ],
  [7, (reader, message) => (message.dropFrames = reader.count('.drop_frames'))],
  [8, (reader, message) => (message.keepFrames = reader.count('.keep_frames'))],
  [9, (reader, message) => (message.timeNanos = reader.bigInt('.time_nanos'))],
  [10, (reader, message) => (message.durationNanos = reader.bigInt('.duration_nanos'))],
  [
    11,
    (reader, message) => {
      reader.at('period_type');
      message.periodType = readMessage(reader, VALUE_TYPE, { type: 0, unit: 0 });
    },
  ],
  [12, (reader, message) => (message.period = reader.int('.period'))],
  [
    13,
    (reader, message) =>
      reader.repeated(() => message.comments.push(reader.lastCount()), '.comment'),
  ],
  [14, (reader, message) => (message.defaultSampleType = reader.count('.default_sample_type'))],
]);

/** Reads everything but what is in the samples. Throws `ProfileError`. */
export function readPprofMessage(reader: WireReader): PprofMessage {
  const message: PprofMessage = {
    sampleTypes: [],
    samples: [],
    mappings: [],
    locations: [],
    functions: [],
    strings: [],
    comments: [],
    period: 0,
    dropFrames: 0,
    keepFrames: 0,
    defaultSampleType: 0,
    timeNanos: 0n,
    durationNanos: 0n,
  };
  while (reader.pos < reader.limit) {
    reader.at('profile');
    readField(reader, PROFILE, message);
  }
  if (message.strings.length > 0 && message.strings[0] !== '')
    throw new ProfileError('string_table[0]', `"${message.strings[0]}" instead of ""`);
  return message;
}

function readField<T>(reader: WireReader, fields: Fields<T>, message: T): void {
  const read = fields.get(reader.tag());
  if (read) read(reader, message);
  else reader.skip();
}

function readLine(reader: WireReader): Id {
  return readMessage(reader, LINE, { function: 0 }).function;
}

function readMessage<T>(reader: WireReader, fields: Fields<T>, empty: T): T {
  const outer = reader.enter();
  while (reader.pos < reader.limit) readField(reader, fields, empty);
  reader.leave(outer);
  return empty;
}

function readText(reader: WireReader): string {
  const bytes = reader.bytes();
  try {
    return UTF8.decode(bytes);
  } catch {
    return reader.fail('not UTF-8');
  }
}

/** The text with this index. Throws `ProfileError` at `path`. */
export function textAt(message: PprofMessage, index: number, path: string): string {
  const text = message.strings[index];
  // Text 0 is "" even in a profile that has no table.
  if (text === undefined && index !== 0) throw new ProfileError(path, `no string ${index}`);
  return text ?? '';
}
