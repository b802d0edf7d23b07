import { FlatTable } from './flatbuffer';

const CONTINUATION = 0xffffffff;
/** Kinds of messages. */
const SCHEMA = 1;
const DICTIONARY = 2;
const BATCH = 3;
/** Columns, and what is within them; Parca has some thirty. */
const MOST_FIELDS = 1000;
/** Int, Binary, Utf8, Bool, List. */
const TYPES = [2, 4, 5, 6, 12];
/** Before, a batch was laid out otherwise. */
const V4 = 3;
/** The least that a row takes: its caller, or where its text ends. */
const ROW_BYTES = 4;

/**
 * Throws RangeError unless the bytes are messages of Arrow's IPC (https://arrow.apache.org/docs/format/Columnar.html) one after the other whose
 * lengths fit to what they hold: who reads a stream believes them, for ever or until memory is full.
 */
export function checkMessages(stream: Uint8Array): void {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = 0; at < stream.length;) {
    const start = at + (view.getUint32(at, true) === CONTINUATION ? 8 : 4);
    const length = view.getInt32(start - 4, true);
    if (length === 0) return;
    const metadata = part(view, start, length);
    const message = FlatTable.rootOf(metadata);
    const body = part(view, start + length, message.long(3));
    checkHeader(message, body);
    at = start + length + body.byteLength;
  }
}

function part(view: DataView, start: number, length: number): DataView {
  if (length < 0 || start + length > view.byteLength)
    throw new RangeError(`message at byte ${start}: ${length} bytes of ${view.byteLength}`);
  return new DataView(view.buffer, view.byteOffset + start, length);
}

function checkHeader(message: FlatTable, body: DataView): void {
  message.tables(4);
  if (message.byte(0) < V4) throw new RangeError(`version ${message.byte(0)} of the format`);
  const kind = message.byte(1);
  const header = message.table(2);
  if (!header) throw new RangeError('a message without a header');
  const batch = kind === DICTIONARY ? header.table(1) : header;
  if (kind === SCHEMA) checkFields(header.tables(1), header);
  else if ((kind === DICTIONARY || kind === BATCH) && batch) checkBatch(batch, body);
  else throw new RangeError(`a message of kind ${kind}`);
}

/** Level by level, so that one that is its own child is seen. */
function checkFields(fields: readonly FlatTable[], schema: FlatTable): void {
  schema.tables(2);
  let count = fields.length;
  for (let level = fields; level.length > 0;) {
    if (count > MOST_FIELDS) throw new RangeError(`more than ${MOST_FIELDS} fields`);
    level = level.flatMap((field) => {
      field.tables(6);
      const type = field.byte(2);
      if (!TYPES.includes(type)) throw new RangeError(`a column of type ${type}`);
      return field.tables(5);
    });
    count += level.length;
  }
}

function checkBatch(batch: FlatTable, body: DataView): void {
  batch.pairs(4);
  const inflated = batch
    .pairs(2)
    .reduce((sum, [at, length]) => sum + inflatedBytes(body, at, length), 0);
  const lengths = [batch.long(0), ...batch.pairs(1).map(([length]) => length)];
  for (const rows of lengths)
    if (rows < 0 || rows * ROW_BYTES > inflated)
      throw new RangeError(`${rows} rows in ${inflated} bytes`);
}

/** A packed buffer begins with the length of what is packed; -1 is none. */
function inflatedBytes(body: DataView, at: number, length: number): number {
  if (length === 0) return 0;
  const packed = Number(body.getBigInt64(at, true));
  return packed < 0 ? length : packed;
}
