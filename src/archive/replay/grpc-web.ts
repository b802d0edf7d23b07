import type { TransportRequest, TransportResponse } from '#sources';

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html, those that a replay answers with. */
export const GRPC = { invalidArgument: 3, notFound: 5, unimplemented: 12, internal: 13 } as const;

/** A call that ends with a status instead of a message. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';

  constructor(
    readonly code: number,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

const CONTENT_TYPE = 'application/grpc-web+proto';
const FRAME_HEADER = 5;
const COMPRESSED = 0x01;
const TRAILER = 0x80;
const OK_TRAILER = new TextEncoder().encode('grpc-status: 0\r\n');

/** The message of a unary gRPC-Web request: one data frame. */
export function decodeRequest(request: TransportRequest): Uint8Array {
  const body = request.body;
  if (!(body instanceof Uint8Array) || body.length < FRAME_HEADER)
    throw new GrpcError(GRPC.internal, 'request has no gRPC-Web frame');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (view.getUint8(0) & COMPRESSED)
    throw new GrpcError(GRPC.unimplemented, 'compressed requests are not answered by a replay');
  const length = view.getUint32(1);
  if (body.length !== FRAME_HEADER + length)
    throw new GrpcError(
      GRPC.internal,
      `request frame has ${body.length - FRAME_HEADER} bytes, its header says ${length}`,
    );
  return body.subarray(FRAME_HEADER);
}

/** A data frame, then the trailer frame, as Parca sends them. */
export function encodeAnswer(message: Uint8Array): TransportResponse {
  const body = new Uint8Array(2 * FRAME_HEADER + message.length + OK_TRAILER.length);
  const view = new DataView(body.buffer);
  view.setUint32(1, message.length);
  body.set(message, FRAME_HEADER);
  const trailer = FRAME_HEADER + message.length;
  view.setUint8(trailer, TRAILER);
  view.setUint32(trailer + 1, OK_TRAILER.length);
  body.set(OK_TRAILER, trailer + FRAME_HEADER);
  return { status: 200, headers: { 'content-type': CONTENT_TYPE }, body };
}

/** Trailers only: HTTP 200, an empty body, the status in headers, as Parca sends errors. */
export function encodeError(error: GrpcError): TransportResponse {
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPE,
      'grpc-status': String(error.code),
      'grpc-message': encodeStatusMessage(error.message),
    },
    body: new Uint8Array(0),
  };
}

/** Percent-encodes what is not printable ASCII, and `%` itself. */
export function encodeStatusMessage(message: string): string {
  return Array.from(new TextEncoder().encode(message), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x25
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  ).join('');
}
