import { ProfileError } from '../profile-error';
import { StringTable } from './string-table';
import { type WireReader } from './wire-reader';

export type Id = number | bigint;

/**
 * profile.proto (github.com/google/pprof/blob/main/proto/profile.proto) as it is on the wire: texts are indexes into `strings`.
 * Samples are only counted: they may come before the tables that they refer to, so they are read afterwards, one at a time.
 */
export interface PprofMessage {
  readonly sampleTypes: ValueTypeMessage[];
  samples: number;
  /** Of all locations. */
  lines: number;
  readonly mappings: MappingMessage[];
  readonly locations: LocationMessage[];
  readonly functions: FunctionMessage[];
  readonly strings: StringTable;
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

export interface MappingMessage {
  id: Id;
  /** [start, limit): where the binary was loaded; `offset` is that of `start` in its file. */
  start: bigint;
  limit: bigint;
  offset: bigint;
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

export const SAMPLE_FIELD = 2;
/** Of each table; a profile that has more would not fit into memory. */
const MAX_ROWS = 2 ** 19;
/** Inlined calls of all locations. */
const MAX_LINES = 2 ** 22;

/** What to do with the value of each field, by its number. Other fields are passed over. */
type Fields<T> = ReadonlyMap<number, (reader: WireReader, message: T) => void>;

const VALUE_TYPE: Fields<ValueTypeMessage> = new Map([
  [1, (reader, message) => (message.type = reader.count('.type'))],
  [2, (reader, message) => (message.unit = reader.count('.unit'))],
]);

const MAPPING: Fields<MappingMessage> = new Map([
  [1, (reader, message) => (message.id = reader.id('.id'))],
  [2, (reader, message) => (message.start = reader.bigUint('.memory_start'))],
  [3, (reader, message) => (message.limit = reader.bigUint('.memory_limit'))],
  [4, (reader, message) => (message.offset = reader.bigUint('.file_offset'))],
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
  [
    4,
    (reader, message) => {
      if (message.lines.length === MAX_LINES) reader.fail(`more than ${MAX_LINES} lines`, '.line');
      message.lines.push(readLine(reader));
    },
  ],
]);

const FUNCTION: Fields<FunctionMessage> = new Map([
  [1, (reader, message) => (message.id = reader.id('.id'))],
  [2, (reader, message) => (message.name = reader.count('.name'))],
  [3, (reader, message) => (message.systemName = reader.count('.system_name'))],
  [4, (reader, message) => (message.fileName = reader.count('.filename'))],
  [5, (reader, message) => (message.startLine = reader.count('.start_line'))],
]);

const PROFILE: Fields<PprofMessage> = new Map([
  [
    1,
    (reader, message) =>
      addRow(reader, 'sample_type', message.sampleTypes, () =>
        readMessage(reader, VALUE_TYPE, { type: 0, unit: 0 }),
      ),
  ],
  [
    SAMPLE_FIELD,
    (reader, message) => {
      reader.at('sample', message.samples++);
      reader.leave(reader.enter());
    },
  ],
  [
    3,
    (reader, message) =>
      addRow(reader, 'mapping', message.mappings, () => {
        const empty = { id: 0, start: 0n, limit: 0n, offset: 0n, fileName: 0, buildId: 0 };
        return readMessage<MappingMessage>(reader, MAPPING, empty);
      }),
  ],
  [
    4,
    (reader, message) =>
      addRow(reader, 'location', message.locations, () => {
        const empty = { id: 0, mapping: 0, address: 0n, lines: [] };
        const location = readMessage<LocationMessage>(reader, LOCATION, empty);
        message.lines += location.lines.length;
        if (message.lines > MAX_LINES) reader.fail(`more than ${MAX_LINES} lines`);
        return location;
      }),
  ],
  [
    5,
    (reader, message) =>
      addRow(reader, 'function', message.functions, () => {
        const empty = { id: 0, name: 0, systemName: 0, fileName: 0, startLine: 0 };
        return readMessage<FunctionMessage>(reader, FUNCTION, empty);
      }),
  ],
  [
    6,
    (reader, message) => {
      reader.at('string_table', message.strings.length);
      const outer = reader.enter();
      message.strings.add(reader.pos, reader.limit);
      reader.leave(outer);
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
      reader.repeated(() => {
        if (message.comments.length === MAX_ROWS) reader.fail(`more than ${MAX_ROWS}`, '.comment');
        message.comments.push(reader.lastCount());
      }, '.comment'),
  ],
  [14, (reader, message) => (message.defaultSampleType = reader.count('.default_sample_type'))],
]);

/** Reads everything but what is in the samples. Throws `ProfileError`. */
export function readPprofMessage(reader: WireReader): PprofMessage {
  const message: PprofMessage = {
    sampleTypes: [],
    samples: 0,
    mappings: [],
    locations: [],
    functions: [],
    strings: new StringTable(reader.source),
    lines: 0,
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
  const first = message.strings.at(0, 'string_table[0]');
  if (first !== '')
    throw new ProfileError('string_table[0]', `"${first.slice(0, 80)}" instead of ""`);
  return message;
}

function addRow<T>(reader: WireReader, section: string, rows: T[], read: () => T): void {
  reader.at(section, rows.length);
  if (rows.length === MAX_ROWS)
    throw new ProfileError(section, `more than the ${MAX_ROWS} that fit into memory`);
  rows.push(read());
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

/** The text with this index. Throws `ProfileError` at `path`. */
export function textAt(message: PprofMessage, index: number, path: string): string {
  return message.strings.at(index, path);
}
