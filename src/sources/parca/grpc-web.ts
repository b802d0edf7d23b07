import type { TransportResponse } from '../ports';
import { SourceError, type SourceErrorKind } from '../source-error';

/** https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md: one flag byte, four bytes of length, the message. */
const HEADER_BYTES = 5;
const DATA = 0;
const TRAILER = 0x80;

export const GRPC_WEB_HEADERS = {
  'content-type': 'application/grpc-web+proto',
  accept: 'application/grpc-web+proto',
  'x-grpc-web': '1',
} as const;

/** The frame around a request. */
export function encodeFrame(message: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, HEADER_BYTES);
  return frame;
}

/** The message of an answer, or undefined for NOT_FOUND, which is how Parca says that there is no data. Throws SourceError. */
export function decodeAnswer(method: string, response: TransportResponse): Uint8Array | undefined {
  const wrong = (detail: string) => malformed(response, `${method}: ${detail}`);
  const early = readStatus(response.headers);
  if (early === undefined) refuseForeign(method, response);
  if (early !== undefined && early.code !== '0') return refuseStatus(early, response);
  const { messages, trailer } = decodeFrames(response.body, wrong);
  const status = trailer ?? early;
  if (status === undefined) throw wrong('the answer ends without a status');
  if (status.code !== '0') return refuseStatus(status, response);
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

function decodeFrames(body: Uint8Array, wrong: (detail: string) => SourceError): Frames {
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
const STATUS: Readonly<Record<string, readonly [string, SourceErrorKind]>> = {
  '1': ['CANCELLED', 'server'],
  '3': ['INVALID_ARGUMENT', 'badQuery'],
  '4': ['DEADLINE_EXCEEDED', 'timeout'],
  '7': ['PERMISSION_DENIED', 'unauthorized'],
  '8': ['RESOURCE_EXHAUSTED', 'server'],
  '11': ['OUT_OF_RANGE', 'badQuery'],
  '12': ['UNIMPLEMENTED', 'server'],
  '13': ['INTERNAL', 'server'],
  '14': ['UNAVAILABLE', 'unreachable'],
  '16': ['UNAUTHENTICATED', 'unauthorized'],
};
const NOT_FOUND = '5';

function refuseStatus({ code, message }: Status, response: TransportResponse): undefined {
  if (code === NOT_FOUND) return undefined;
  const [name, kind] = STATUS[code] ?? [`gRPC status ${code}`, 'server'];
  const detail = message === '' ? name : `${message} (${name})`;
  throw new SourceError({ kind, source: 'Parca', detail, status: response.status });
}

const HTTP_KINDS: Readonly<Record<number, SourceErrorKind>> = {
  400: 'badQuery',
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'notFound',
  408: 'timeout',
  502: 'unreachable',
  503: 'unreachable',
  504: 'timeout',
};

/** Answers that are not Parca's: a proxy's error, a login page, another server. */
function refuseForeign(method: string, response: TransportResponse): void {
  const { status, headers } = response;
  const type = headers['content-type'];
  const words = `${type ?? 'no content-type'}: ${opening(response.body)}`;
  if (status !== 200) {
    const kind = HTTP_KINDS[status] ?? 'server';
    throw new SourceError({ kind, source: 'Parca', status, detail: `HTTP ${status}, ${words}` });
  }
  if (type === undefined || /^application\/grpc-web(\+proto)?\s*(;|$)/i.test(type)) return;
  throw malformed(response, `${method}: expected application/grpc-web+proto, got ${words}`);
}

function malformed(response: TransportResponse, detail: string): SourceError {
  return new SourceError({ kind: 'malformed', source: 'Parca', detail, status: response.status });
}

function opening(body: Uint8Array): string {
  if (body.length === 0) return 'empty';
  const text = new TextDecoder().decode(body.subarray(0, 4096));
  return errorOf(text) ?? JSON.stringify(text.slice(0, 80));
}

/** A proxy's own words: `{"error": "…"}`. */
function errorOf(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
    return typeof answer.error === 'string' ? answer.error.slice(0, 500) : undefined;
  } catch {
    return undefined;
  }
}
