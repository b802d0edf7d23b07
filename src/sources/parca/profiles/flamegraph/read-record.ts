import {
  CompressionType,
  setCompressionCodec,
  tableFromIPC,
  type Column,
  type Table,
} from '@uwdata/flechette';
import { decompressFrame } from 'lz4js';
import { malformedAt } from '../../protocol/parca-client';
import { checkMessages } from './ipc-messages';

/** What the columns of a record may take; of what is asked for they are a few times as large as they are sent. */
const MOST_BYTES = 64 * 2 ** 20;
/** LZ4 makes nothing larger than so many times. */
const LZ4_RATIO = 256;
const PATH = 'Query.flamegraphArrow.record';

/** The frames of a flame graph, row by row. A caller is before what it calls, and row 0 is the root. */
export interface FlamegraphRows {
  readonly length: number;
  /** -1 of the root. */
  readonly parent: (row: number) => number;
  readonly cumulative: (row: number) => number;
  readonly flat: (row: number) => number;
  /** '' is none, or not the same in all that the row has. */
  readonly functionName: (row: number) => string;
  readonly systemName: (row: number) => string;
  readonly fileName: (row: number) => string;
  readonly mapping: (row: number) => string;
  readonly buildId: (row: number) => string;
  readonly startLine: (row: number) => number;
  readonly address: (row: number) => bigint;
  /** null: in some of its stacks. */
  readonly inlined: (row: number) => boolean | null;
}

/**
 * Reads FLAMEGRAPH_ARROW, which is a stream of one batch in LZ4. Rows have been told their callers since Parca 0.24. Throws SourceError of kind
 * malformed for what is none, and for what inflates to more than fits into memory.
 */
export function readRecord(record: Uint8Array): FlamegraphRows {
  const table = tableOf(record);
  const read = <T>(name: string, how: (column: Values, name: string) => T): T => {
    const column = table.getChild(name);
    if (!column) throw malformedAt(PATH, `no column ${name}`);
    return how(column, name);
  };
  const rows: FlamegraphRows = {
    length: table.numRows,
    parent: read('parent', numbers),
    cumulative: read('cumulative', numbers),
    flat: read('flat', numbers),
    functionName: read('function_name', texts),
    systemName: read('function_system_name', texts),
    fileName: read('function_file_name', texts),
    mapping: read('mapping_file', texts),
    buildId: read('mapping_build_id', texts),
    startLine: read('function_startline', numbers),
    address: read('location_address', addresses),
    inlined: read('inlined', flags),
  };
  checkCallers(rows);
  return rows;
}

let inflated = 0;
setCompressionCodec(CompressionType.LZ4_FRAME, {
  decode: inflate,
  encode: () => {
    throw new Error('nothing is written');
  },
});

function inflate(bytes: Uint8Array, length: number): Uint8Array {
  inflated += length;
  if (length > LZ4_RATIO * bytes.length)
    throw new Error(`${length} bytes packed in ${bytes.length}`);
  if (!(length >= 0) || inflated > MOST_BYTES)
    throw new Error(`more than ${MOST_BYTES} bytes when inflated`);
  const out = new Uint8Array(length);
  const written = decompressFrame(bytes, out);
  if (written !== length) throw new Error(`${written} bytes of LZ4, expected ${length}`);
  return out;
}

function tableOf(record: Uint8Array): Table {
  inflated = 0;
  try {
    checkMessages(record);
    return tableFromIPC(record, { useBigInt: true });
  } catch (error) {
    throw malformedAt(PATH, error instanceof Error ? error.message : String(error));
  }
}

type Values = Column<unknown>;

/** null, where rows are not alike, is 0. */
function numbers(column: Values, name: string): (row: number) => number {
  return (row) => {
    const value = column.at(row);
    if (value === null) return 0;
    if (typeof value !== 'number' && typeof value !== 'bigint')
      throw malformedAt(`${PATH}.${name}[${row}]`, `expected a number, got ${typeof value}`);
    return Number(value);
  };
}

/** Bytes, which many rows have in common: they are decoded once. */
function texts(column: Values, name: string): (row: number) => string {
  const decoder = new TextDecoder();
  const known = new WeakMap<Uint8Array, string>();
  return (row) => {
    const value = column.at(row);
    if (value === null) return '';
    if (!(value instanceof Uint8Array))
      throw malformedAt(`${PATH}.${name}[${row}]`, `expected bytes, got ${typeof value}`);
    const text = known.get(value) ?? decoder.decode(value);
    known.set(value, text);
    return text;
  };
}

function addresses(column: Values, name: string): (row: number) => bigint {
  return (row) => {
    const value = column.at(row);
    if (value === null) return 0n;
    if (typeof value !== 'bigint')
      throw malformedAt(`${PATH}.${name}[${row}]`, `expected 64 bits, got ${typeof value}`);
    return BigInt.asUintN(64, value);
  };
}

function flags(column: Values, name: string): (row: number) => boolean | null {
  return (row) => {
    const value = column.at(row);
    if (value !== null && typeof value !== 'boolean')
      throw malformedAt(`${PATH}.${name}[${row}]`, `expected true or false, got ${typeof value}`);
    return value;
  };
}

function checkCallers({ length, parent }: FlamegraphRows): void {
  if (length === 0) throw malformedAt(PATH, 'no rows');
  for (let row = 0; row < length; row++) {
    const caller = parent(row);
    const isCaller = row === 0 ? caller === -1 : caller >= 0 && caller < row;
    if (!isCaller)
      throw malformedAt(
        `${PATH}.parent[${row}]`,
        `expected ${row === 0 ? '-1' : `0 to ${row - 1}`}, got ${caller}`,
      );
  }
}
