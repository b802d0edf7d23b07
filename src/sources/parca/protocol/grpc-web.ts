import { failureOfStatus, readProxyFailure } from '../../transport/http-failure';
import type { TransportRequest, TransportResponse } from '../../ports';
import { SourceError, type SourceErrorKind } from '../../source-error';

/**
 * gRPC-Web from both ends: what a client sends and reads, what a server reads and sends.
 * https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md: one flag byte, four bytes of length, the message.
 */
const HEADER_BYTES = 5;
const DATA = 0;
const COMPRESSED = 1;
const TRAILER = 0x80;

const CONTENT_TYPE = 'application/grpc-web+proto';
export const GRPC_WEB_HEADERS = {
  'content-type': CONTENT_TYPE,
  accept: CONTENT_TYPE,
  'x-grpc-web': '1',
} as const;

/** The frame around a message; a request is one. */
export function encodeFrame(message: Uint8Array, flag = DATA): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + message.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, flag);
  view.setUint32(1, message.length);
  frame.set(message, HEADER_BYTES);
  return frame;
}

/**
 * The message of an answer. Throws SourceError, of kind notFound for NOT_FOUND, which is how some methods of Parca say that there is no
 * data.
 */
export function decodeAnswer(method: string, response: TransportResponse): Uint8Array {
  const wrong = (detail: string) => malformed(response, `${method}: ${detail}`);
  const early = readStatus(response.headers);
  if (early === undefined) refuseForeign(method, response);
  if (early !== undefined && early.code !== '0') throw failureOf(early, response, wrong);
  const { messages, trailer } = decodeFrames(response.body, wrong);
  const status = trailer ?? early;
  if (status === undefined)
    throw wrong(
      response.body.length === 0
        ? 'the answer is empty'
        : `the answer ends without a status, after ${response.body.length} bytes`,
    );
  if (status.code !== '0') throw failureOf(status, response, wrong);
  const message = messages[0];
  if (messages.length !== 1 || message === undefined)
    throw wrong(`expected 1 message, got ${messages.length}`);
  return message;
}

interface Status {
  readonly code: string;
  readonly message: string;
}

interface Frames {
  readonly messages: readonly Uint8Array[];
  readonly trailer: Status | undefined;
}

function decodeFrames(body: Uint8Array, wrong: (detail: string) => Error): Frames {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const messages: Uint8Array[] = [];
  let trailer: Status | undefined;
  for (let at = 0; at < body.length;) {
    const place = `frame at byte ${at}`;
    if (body.length - at < HEADER_BYTES) throw wrong(`${place}: cut off within its header`);
    const [flag, length] = [view.getUint8(at), view.getUint32(at + 1)];
    const start = at + HEADER_BYTES;
    if (flag !== DATA && flag !== TRAILER)
      throw wrong(`${place}: expected flag 0 or 128, got ${flag}`);
    if (body.length - start < length)
      throw wrong(`${place}: expected ${length} bytes, got ${body.length - start}`);
    const content = body.subarray(start, start + length);
    if (flag === DATA) messages.push(content);
    else trailer = readStatus(readTrailer(content));
    at = start + length;
  }
  return { messages, trailer };
}

function readTrailer(content: Uint8Array): Readonly<Record<string, string>> {
  const lines = new TextDecoder().decode(content).split('\r\n');
  const pairs = lines.filter((line) => line.includes(':')).map((line) => splitAtColon(line));
  return Object.fromEntries(pairs);
}

function splitAtColon(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

function readStatus(headers: Readonly<Record<string, string>>): Status | undefined {
  const code = headers['grpc-status'];
  if (code === undefined) return undefined;
  return { code, message: percentDecoded(headers['grpc-message'] ?? '') };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** https://grpc.io/docs/guides/status-codes/ */
const STATUS: ReadonlyMap<string, readonly [string, SourceErrorKind]> = new Map([
  ['1', ['CANCELLED', 'server']],
  ['2', ['UNKNOWN', 'server']],
  ['3', ['INVALID_ARGUMENT', 'badQuery']],
  ['4', ['DEADLINE_EXCEEDED', 'timeout']],
  ['5', ['NOT_FOUND', 'notFound']],
  ['7', ['PERMISSION_DENIED', 'forbidden']],
  ['8', ['RESOURCE_EXHAUSTED', 'busy']],
  ['11', ['OUT_OF_RANGE', 'badQuery']],
  ['12', ['UNIMPLEMENTED', 'server']],
  ['13', ['INTERNAL', 'server']],
  ['14', ['UNAVAILABLE', 'unreachable']],
  ['16', ['UNAUTHENTICATED', 'unauthorized']],
]);

/** gRPC for Go, when an answer passes the limit of its client or server. */
const LARGER_THAN_MAX = /message larger than max/;

function failureOf(
  { code, message }: Status,
  { status }: TransportResponse,
  wrong: (detail: string) => SourceError,
): SourceError {
  if (!/^\d{1,9}$/.test(code))
    return wrong(`grpc-status: expected a number, got ${JSON.stringify(code.slice(0, 80))}`);
  const [name, usualKind] = STATUS.get(code) ?? [`gRPC status ${code}`, 'server'];
  const kind = LARGER_THAN_MAX.test(message) ? 'tooLarge' : usualKind;
  const detail = message === '' ? name : `${message} (${name})`;
  return new SourceError({ kind, source: 'Parca', detail, status });
}

/** Answers that are not Parca's: a proxy's error, a login page, another server. */
function refuseForeign(method: string, response: TransportResponse): void {
  const { status, headers } = response;
  const type = headers['content-type'];
  const text = new TextDecoder().decode(response.body.subarray(0, OPENING_BYTES));
  const proxy = readProxyFailure(text);
  const found = `${type ?? 'no content-type'}: ${proxy?.error ?? (text === '' ? 'empty' : JSON.stringify(text.slice(0, 80)))}`;
  if (status !== 200) throw failureOfStatus({ source: 'Parca', status, proxy, found });
  if (type === undefined || /^application\/grpc-web(\+proto)?\s*(;|$)/i.test(type)) return;
  throw malformed(response, `${method}: expected application/grpc-web+proto, got ${found}`);
}

const OPENING_BYTES = 4096;

function malformed(response: TransportResponse, detail: string): SourceError {
  return new SourceError({ kind: 'malformed', source: 'Parca', detail, status: response.status });
}

/** https://grpc.github.io/grpc/core/md_doc_statuscodes.html, those that a server of ours answers with. */
export const GRPC = {
  ...{ cancelled: 1, invalidArgument: 3, notFound: 5, failedPrecondition: 9 },
  ...{ unimplemented: 12, internal: 13 },
} as const;

/** A call that a server ends with a status instead of a message. */
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

/** The message of a unary request. Throws GrpcError. */
export function decodeRequest({ body }: TransportRequest): Uint8Array {
  const wrong = (detail: string) => new GrpcError(GRPC.internal, `request: ${detail}`);
  if (!(body instanceof Uint8Array)) throw wrong('no gRPC-Web frame');
  if (body[0] === COMPRESSED)
    throw new GrpcError(GRPC.unimplemented, 'compressed requests are not answered');
  const { messages } = decodeFrames(body, wrong);
  const [message] = messages;
  if (messages.length !== 1 || message === undefined)
    throw wrong(`expected 1 message, got ${messages.length}`);
  return message;
}

/** A data frame, then the trailer frame, as Parca sends them. */
export function encodeAnswer(message: Uint8Array): TransportResponse {
  const data = encodeFrame(message);
  const trailer = encodeFrame(new TextEncoder().encode('grpc-status: 0\r\n'), TRAILER);
  const body = new Uint8Array(data.length + trailer.length);
  body.set(data);
  body.set(trailer, data.length);
  return { status: 200, headers: { 'content-type': CONTENT_TYPE }, body };
}

/** HTTP 200, an empty body and the status in headers, as Parca sends errors. */
export function encodeError({ code, message }: GrpcError): TransportResponse {
  return {
    status: 200,
    headers: {
      'content-type': CONTENT_TYPE,
      'grpc-status': String(code),
      'grpc-message': percentEncoded(message),
    },
    body: new Uint8Array(0),
  };
}

/** What is not printable ASCII, and `%` itself. */
function percentEncoded(message: string): string {
  return Array.from(new TextEncoder().encode(message), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x25
      ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte),
  ).join('');
}
