import { expect, test, vi } from 'vitest';
import { dedupeRequests } from './dedupe-requests';
import type { Transport, TransportRequest, TransportResponse } from '../ports';

const ASK: TransportRequest = { path: 'api/Query', method: 'POST', body: Uint8Array.of(1, 2) };
const GOOD: TransportResponse = { status: 200, headers: {}, body: Uint8Array.of(7) };

/** A server that answers when it is asked to. */
function server() {
  const asked: {
    signal: AbortSignal;
    answer: (response: TransportResponse) => void;
    fail: () => void;
  }[] = [];
  const transport: Transport = {
    request: ({ signal }) =>
      new Promise((answer, reject) =>
        asked.push({ signal: signal!, answer, fail: () => reject(new Error('down')) }),
      ),
  };
  return { asked, transport: dedupeRequests(transport) };
}

test('equal requests are asked once, while they are under way and for a second after', async () => {
  vi.useFakeTimers();
  const { asked, transport } = server();
  const both = [transport.request(ASK), transport.request({ ...ASK, body: Uint8Array.of(1, 2) })];
  expect(asked).toHaveLength(1);
  asked[0]!.answer(GOOD);
  expect(await Promise.all(both)).toEqual([GOOD, GOOD]);
  await vi.advanceTimersByTimeAsync(900);
  expect(await transport.request(ASK)).toBe(GOOD);
  await vi.advanceTimersByTimeAsync(200);
  void transport.request(ASK);
  expect(asked).toHaveLength(2);
  vi.useRealTimers();
});

test.each([
  { what: 'body', other: { body: Uint8Array.of(1, 3) } },
  { what: 'path', other: { path: 'api/Labels' } },
  { what: 'method', other: { method: 'GET' as const } },
  { what: 'headers', other: { headers: { 'x-tenant': 'b' } } },
])('requests that differ in their $what do not share', ({ other }) => {
  const { asked, transport } = server();
  void transport.request(ASK);
  void transport.request({ ...ASK, ...other });
  expect(asked).toHaveLength(2);
});

test('a caller that cancels leaves the others theirs; the last one stops the request', async () => {
  const { asked, transport } = server();
  const [first, second] = [new AbortController(), new AbortController()];
  const one = transport.request({ ...ASK, signal: first.signal });
  const two = transport.request({ ...ASK, signal: second.signal });
  first.abort();
  await expect(one).rejects.toMatchObject({ kind: 'aborted' });
  expect(asked[0]!.signal.aborted).toBe(false);
  asked[0]!.answer(GOOD);
  expect(await two).toBe(GOOD);

  const { asked: again, transport: fresh } = server();
  const [third, fourth] = [new AbortController(), new AbortController()];
  const gone = [third, fourth].map(({ signal }) => fresh.request({ ...ASK, signal }));
  third.abort();
  fourth.abort();
  for (const each of gone) await expect(each).rejects.toMatchObject({ kind: 'aborted' });
  expect(again[0]!.signal.aborted).toBe(true);
  void fresh.request(ASK);
  expect(again).toHaveLength(2);
});

test('a caller that has cancelled before gets nothing', async () => {
  const { asked, transport } = server();
  const signal = AbortSignal.abort();
  await expect(transport.request({ ...ASK, signal })).rejects.toMatchObject({ kind: 'aborted' });
  expect(asked).toHaveLength(0);
});

const tail = (text: string) => new TextEncoder().encode(text);
test.each([
  { what: 'an HTTP error', answer: { ...GOOD, status: 502 }, kept: false },
  {
    what: 'an error in the header',
    answer: { ...GOOD, headers: { 'grpc-status': '13' } },
    kept: false,
  },
  {
    what: 'an error in the trailer',
    answer: { ...GOOD, body: tail('grpc-status: 14\r\n') },
    kept: false,
  },
  {
    what: 'success in the trailer',
    answer: { ...GOOD, body: tail('grpc-status: 0\r\n') },
    kept: true,
  },
  { what: 'nothing found', answer: { ...GOOD, headers: { 'grpc-status': '5' } }, kept: true },
])('$what is kept: $kept', async ({ answer, kept }) => {
  const { asked, transport } = server();
  const first = transport.request(ASK);
  asked[0]!.answer(answer);
  await first;
  void transport.request(ASK);
  expect(asked).toHaveLength(kept ? 1 : 2);
});

test('an answer to gRPC-Web that has no status is not kept: something else may have answered', async () => {
  const { asked, transport } = server();
  const ask = { ...ASK, headers: { 'x-grpc-web': '1' } };
  const first = transport.request(ask);
  asked[0]!.answer({ ...GOOD, headers: { 'content-type': 'text/html' } });
  await first;
  void transport.request(ask);
  expect(asked).toHaveLength(2);
});

test('a failure reaches everyone who waits, and the next one asks anew', async () => {
  const { asked, transport } = server();
  const both = [transport.request(ASK), transport.request(ASK)];
  asked[0]!.fail();
  for (const each of both) await expect(each).rejects.toThrow('down');
  void transport.request(ASK);
  expect(asked).toHaveLength(2);
});
