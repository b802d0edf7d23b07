import type { IMessageType } from '@protobuf-ts/runtime';
import {
  SourceError,
  type SourceErrorKind,
  type Transport,
  type TransportResponse,
} from '#sources';

/** A server while it is recorded. */
export interface ParcaChannel {
  readonly transport: Transport;
  readonly signal: AbortSignal | undefined;
}

export interface ParcaMethod<I extends object, O extends object> {
  /** `parca.query.v1alpha1.QueryService/Query` */
  readonly path: string;
  readonly request: IMessageType<I>;
  readonly answer: IMessageType<O>;
}

const HEADERS = { 'content-type': 'application/grpc-web+proto', 'x-grpc-web': '1' };
const FRAME_HEADER = 5;
const TRAILER = 0x80;
const NOT_FOUND = '5';
const KINDS = new Map<string, SourceErrorKind>([
  ['3', 'badQuery'],
  ['4', 'timeout'],
  ['7', 'unauthorized'],
  ['14', 'unreachable'],
  ['16', 'unauthorized'],
]);

/** One unary gRPC-Web call; undefined when Parca says NOT_FOUND, its word for no data. Every failure is a SourceError. */
export async function callParca<I extends object, O extends object>(
  { transport, signal }: ParcaChannel,
  method: ParcaMethod<I, O>,
  input: I,
): Promise<O | undefined> {
  const message = method.request.toBinary(input);
  const body = new Uint8Array(FRAME_HEADER + message.length);
  new DataView(body.buffer).setUint32(1, message.length);
  body.set(message, FRAME_HEADER);
  const path = `api/${method.path}`;
  const response = await transport.request({
    ...{ path, method: 'POST', headers: HEADERS, body },
    ...(signal && { signal }),
  });
  return readAnswer(method, response);
}

function readAnswer<I extends object, O extends object>(
  { path, answer }: ParcaMethod<I, O>,
  response: TransportResponse,
): O | undefined {
  const fail = failure(path, response.status);
  if (response.status !== 200) throw fail('server', `HTTP ${response.status}`);
  const { message, trailer } = readFrames(response.body, fail);
  const code = statusField('grpc-status', response, trailer);
  if (code === NOT_FOUND) return undefined;
  if (code === undefined) throw fail('malformed', 'an answer without a gRPC status');
  if (code !== '0') {
    const words = statusField('grpc-message', response, trailer) ?? '';
    throw fail(KINDS.get(code) ?? 'server', `${words} (gRPC status ${code})`);
  }
  if (!message) throw fail('malformed', 'an answer without a message');
  return decodeMessage(answer, message, fail);
}

/** Parca sends an error's status in headers, and that of an answer in its last frame. */
function statusField(
  name: string,
  { headers }: TransportResponse,
  trailer: string,
): string | undefined {
  return headers[name] ?? new RegExp(`^${name}:[ \\t]*([^\\r\\n]*)`, 'im').exec(trailer)?.[1];
}

function decodeMessage<O extends object>(
  type: IMessageType<O>,
  message: Uint8Array,
  fail: Fail,
): O {
  try {
    return type.fromBinary(message);
  } catch (error) {
    throw fail('malformed', error instanceof Error ? error.message : String(error));
  }
}

type Fail = (kind: SourceErrorKind, detail: string) => SourceError;

function failure(path: string, status: number): Fail {
  const name = path.slice(path.indexOf('/') + 1);
  return (kind, detail) =>
    new SourceError({ kind, source: 'Parca', detail: `${name}: ${detail}`, status });
}

function readFrames(body: Uint8Array, fail: Fail) {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let message: Uint8Array | undefined;
  let trailer = '';
  for (let at = 0; at < body.length;) {
    const end = at + FRAME_HEADER + (body.length - at < FRAME_HEADER ? 0 : view.getUint32(at + 1));
    if (end > body.length) throw fail('malformed', `frame at byte ${at} is cut off`);
    const content = body.subarray(at + FRAME_HEADER, end);
    if (view.getUint8(at) & TRAILER) trailer += new TextDecoder().decode(content);
    else message = content;
    at = end;
  }
  return { message, trailer };
}
