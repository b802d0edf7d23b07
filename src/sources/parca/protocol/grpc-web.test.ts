import { describe, expect, test } from 'vitest';
import type { TransportResponse } from '../../ports';
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeError,
  encodeFrame,
  GRPC,
  GrpcError,
} from './grpc-web';

const HEADERS = { 'content-type': 'application/grpc-web+proto' };
const text = (words: string) => new TextEncoder().encode(words);
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((p) => (typeof p === 'string' ? [...text(p)] : p)));
const frame = (flag: number, content: string) =>
  bytes([flag, 0, 0, 0, text(content).length], content);
const answer = (body: Uint8Array, more: Partial<TransportResponse> = {}): TransportResponse => ({
  status: 200,
  headers: HEADERS,
  body,
  ...more,
});
const OK = frame(0x80, 'grpc-status: 0\r\n');
const decode = (response: TransportResponse) => decodeAnswer('Query', response);

test('a request is one frame', () => {
  expect(encodeFrame(bytes('abc'))).toEqual(bytes([0, 0, 0, 0, 3], 'abc'));
  expect(encodeFrame(new Uint8Array(70_000)).subarray(0, 5)).toEqual(bytes([0, 0, 1, 17, 112]));
});

describe('answers', () => {
  const both = bytes([...frame(0, 'abc')], [...OK]);
  const cases = [
    { name: 'a message and its status', response: answer(both), message: 'abc' },
    { name: 'an empty message', response: answer(bytes([...frame(0, '')], [...OK])), message: '' },
    {
      name: 'a type with parameters',
      response: answer(both, {
        headers: { 'content-type': 'application/grpc-web; charset=utf-8' },
      }),
      message: 'abc',
    },
    { name: 'no type at all', response: answer(both, { headers: {} }), message: 'abc' },
    {
      name: 'the status as a header',
      response: answer(frame(0, 'abc'), { headers: { ...HEADERS, 'grpc-status': '0' } }),
      message: 'abc',
    },
    {
      name: 'odd trailer spelling',
      response: answer(bytes([...frame(0, 'abc')], [...frame(0x80, 'Grpc-Status:0\r\nx: y:z')])),
      message: 'abc',
    },
  ];
  test.each(cases)('$name', ({ response, message }) => {
    expect(decode(response)).toEqual(bytes(message));
  });
});

describe('failures', () => {
  const status = (code: string, message = '') =>
    answer(bytes(), { headers: { ...HEADERS, 'grpc-status': code, 'grpc-message': message } });
  const html = { 'content-type': 'text/html' };
  const cases = [
    {
      name: 'bad query',
      response: status('3', 'gr%C3%B6%C3%9Fe 100%25'),
      kind: 'badQuery',
      detail: 'größe 100% (INVALID_ARGUMENT)',
    },
    {
      name: 'a message that is not encoded',
      response: status('13', '100% bad'),
      kind: 'server',
      detail: '100% bad (INTERNAL)',
    },
    { name: 'no message', response: status('14'), kind: 'unreachable', detail: 'UNAVAILABLE' },
    {
      name: 'deadline',
      response: status('4', 'late'),
      kind: 'timeout',
      detail: 'late (DEADLINE_EXCEEDED)',
    },
    { name: 'no login', response: status('16'), kind: 'unauthorized', detail: 'UNAUTHENTICATED' },
    { name: 'no right', response: status('7'), kind: 'forbidden', detail: 'PERMISSION_DENIED' },
    {
      name: 'nothing there',
      response: status('5', 'none'),
      kind: 'notFound',
      detail: 'none (NOT_FOUND)',
    },
    {
      name: 'nothing there, as a trailer',
      response: answer(frame(0x80, 'grpc-status: 5\r\ngrpc-message: none\r\n')),
      kind: 'notFound',
      detail: 'none (NOT_FOUND)',
    },
    ...['constructor', '__proto__', '', '-1', '0x5', '5 '].map((code) => ({
      name: `the status ${JSON.stringify(code)}`,
      response: status(code, 'x'),
      kind: 'malformed',
      detail: `Query: grpc-status: expected a number, got ${JSON.stringify(code)}`,
    })),
    {
      name: 'an answer past the limit of gRPC',
      response: status('8', 'grpc: received message larger than max (5 vs. 4)'),
      kind: 'tooLarge',
      detail: 'grpc: received message larger than max (5 vs. 4) (RESOURCE_EXHAUSTED)',
    },
    {
      name: 'the console, which was redirected',
      response: answer(
        text('{"error":"Parca at http://x answers with a redirect","kind":"redirect"}'),
        {
          status: 502,
          headers: { 'content-type': 'application/json' },
        },
      ),
      kind: 'redirect',
      detail: 'Parca at http://x answers with a redirect',
    },
    {
      name: 'a proxy with a kind of its own',
      response: answer(text('{"error":"x","kind":"toString"}'), { status: 502, headers: {} }),
      kind: 'unreachable',
      detail: 'HTTP 502, no content-type: x',
    },
    ...([301, 302, 307] as const).map((code) => ({
      name: `HTTP ${code}`,
      response: answer(bytes(), { status: code, headers: {} }),
      kind: 'redirect',
      detail: `HTTP ${code}, no content-type: empty`,
    })),
    {
      name: 'HTTP 429',
      response: answer(bytes(), { status: 429, headers: {} }),
      kind: 'busy',
      detail: 'HTTP 429, no content-type: empty',
    },
    {
      name: 'too large',
      response: status('8', 'too large'),
      kind: 'busy',
      detail: 'too large (RESOURCE_EXHAUSTED)',
    },
    {
      name: 'an unknown status',
      response: status('99', 'x'),
      kind: 'server',
      detail: 'x (gRPC status 99)',
    },
    {
      name: 'an error after data',
      response: answer(
        bytes(
          [...frame(0, 'ab')],
          [...frame(0x80, 'grpc-status: 13\r\ngrpc-message: late%20fault\r\n')],
        ),
      ),
      kind: 'server',
      detail: 'late fault (INTERNAL)',
    },
    {
      name: 'HTTP 401',
      response: answer(text('who?'), { status: 401, headers: { 'content-type': 'text/plain' } }),
      kind: 'unauthorized',
      detail: 'HTTP 401, text/plain: "who?"',
    },
    {
      name: "a server's 401, as Grafana's proxy passes it on",
      response: answer(text('Authentication to data source failed'), {
        status: 400,
        headers: { 'content-type': 'text/plain' },
      }),
      kind: 'unauthorized',
      detail: 'HTTP 400, text/plain: "Authentication to data source failed"',
    },
    {
      name: 'HTTP 403',
      response: answer(bytes(), { status: 403, headers: {} }),
      kind: 'forbidden',
      detail: 'HTTP 403, no content-type: empty',
    },
    {
      name: 'HTTP 404',
      response: answer(text('404 page not found\n'), {
        status: 404,
        headers: { 'content-type': 'text/plain' },
      }),
      kind: 'notFound',
      detail: 'HTTP 404, text/plain: "404 page not found\\n"',
    },
    {
      name: 'a proxy without its server',
      response: answer(text('<html>'), { status: 502, headers: html }),
      kind: 'unreachable',
      detail: 'HTTP 502, text/html: "<html>"',
    },
    {
      name: 'a proxy that gave up',
      response: answer(bytes(), { status: 504, headers: html }),
      kind: 'timeout',
      detail: 'HTTP 504, text/html: empty',
    },
    {
      name: 'HTTP 500',
      response: answer(text('oops'), { status: 500, headers: {} }),
      kind: 'server',
      detail: 'HTTP 500, no content-type: "oops"',
    },
    {
      name: 'a page',
      response: answer(text(`<!doctype html>${'x'.repeat(200)}`), { headers: html }),
      kind: 'malformed',
      detail: `Query: expected application/grpc-web+proto, got text/html: "<!doctype html>${'x'.repeat(65)}"`,
    },
    {
      name: 'base64',
      response: answer(text('AAAA'), { headers: { 'content-type': 'application/grpc-web-text' } }),
      kind: 'malformed',
      detail: 'Query: expected application/grpc-web+proto, got application/grpc-web-text: "AAAA"',
    },
    {
      name: 'nothing',
      response: answer(bytes()),
      kind: 'malformed',
      detail: 'Query: the answer is empty',
    },
    {
      name: 'no status',
      response: answer(frame(0, 'abc')),
      kind: 'malformed',
      detail: 'Query: the answer ends without a status, after 8 bytes',
    },
    {
      name: 'no message',
      response: answer(OK),
      kind: 'malformed',
      detail: 'Query: expected 1 message, got 0',
    },
    {
      name: 'two messages',
      response: answer(bytes([...frame(0, 'a')], [...frame(0, 'b')], [...OK])),
      kind: 'malformed',
      detail: 'Query: expected 1 message, got 2',
    },
    {
      name: 'a cut message',
      response: answer(frame(0, 'abc').subarray(0, 7)),
      kind: 'malformed',
      detail: 'Query: frame at byte 0: expected 3 bytes, got 2',
    },
    {
      name: 'a cut header',
      response: answer(bytes([...frame(0, 'abc')], [128, 0])),
      kind: 'malformed',
      detail: 'Query: frame at byte 8: cut off within its header',
    },
    {
      name: 'a compressed frame',
      response: answer(frame(1, 'abc')),
      kind: 'malformed',
      detail: 'Query: frame at byte 0: expected flag 0 or 128, got 1',
    },
  ];
  test.each(cases)('$name', ({ response, kind, detail }) => {
    expect(() => decode(response)).toThrowError(
      expect.objectContaining({
        name: 'SourceError',
        source: 'Parca',
        kind,
        detail,
        status: response.status,
      }),
    );
  });
});

describe('the side of a server', () => {
  const request = (body: Uint8Array) => decodeRequest({ path: '', method: 'POST', body });

  test('reads what a client sends, and a client reads what it answers', () => {
    expect(request(encodeFrame(bytes('abc')))).toEqual(bytes('abc'));
    expect(decode(encodeAnswer(bytes('abc')))).toEqual(bytes('abc'));
    expect(decode(encodeAnswer(bytes()))).toEqual(bytes());
    expect(() => decode(encodeError(new GrpcError(GRPC.notFound, 'none')))).toThrowError(
      expect.objectContaining({ kind: 'notFound', status: 200 }),
    );
    expect(() => decode(encodeError(new GrpcError(GRPC.internal, 'größe\n100%')))).toThrowError(
      expect.objectContaining({ kind: 'server', detail: 'größe\n100% (INTERNAL)' }),
    );
  });

  test.each([
    { name: 'nothing', body: bytes(), code: 13, message: 'request: expected 1 message, got 0' },
    {
      name: 'a cut message',
      body: encodeFrame(bytes('abc')).subarray(0, 7),
      code: 13,
      message: 'request: frame at byte 0: expected 3 bytes, got 2',
    },
    {
      name: 'two messages',
      body: bytes([...frame(0, 'a')], [...frame(0, 'b')]),
      code: 13,
      message: 'request: expected 1 message, got 2',
    },
    {
      name: 'a compressed frame',
      body: frame(1, 'abc'),
      code: 12,
      message: 'compressed requests are not answered',
    },
  ])('$name is refused', ({ body, code, message }) => {
    expect(() => request(body)).toThrowError(expect.objectContaining({ code, message }));
  });
});
