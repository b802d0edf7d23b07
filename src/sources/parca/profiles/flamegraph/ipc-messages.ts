const CONTINUATION = 0xffffffff;
/** Of flatbuffers, behind a message's vtable: where its body's length stands. */
const BODY_LENGTH = 10;

/**
 * Throws RangeError unless the bytes are messages of Arrow's IPC one after the other, each longer than nothing: who reads a stream with a length
 * below 0 reads for ever. https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
 */
export function checkMessages(stream: Uint8Array): void {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = 0; at < stream.length;) {
    const prefix = view.getUint32(at, true) === CONTINUATION ? 8 : 4;
    const metadata = view.getInt32(at + prefix - 4, true);
    if (metadata === 0) return;
    const start = at + prefix;
    const root = start + view.getUint32(start, true);
    const vtable = root - view.getInt32(root, true);
    const field =
      view.getUint16(vtable, true) > BODY_LENGTH ? view.getUint16(vtable + BODY_LENGTH, true) : 0;
    const body = field === 0 ? 0 : Number(view.getBigInt64(root + field, true));
    const end = start + metadata + body;
    if (metadata < 0 || body < 0 || end > stream.length)
      throw new RangeError(`message at byte ${at}: ${metadata} and ${body} bytes long`);
    at = end;
  }
}
