import { expect, test } from 'vitest';
import {
  SourceError,
  type SourceErrorKind,
  type Transport,
  type TransportResponse,
} from '#sources';
import { askAgain } from './ask-again';

type Outcome = TransportResponse | SourceError;
const answer = (status: number, headers: Record<string, string> = {}): Outcome => ({
  ...{ status, headers, body: new Uint8Array() },
});
const failure = (kind: SourceErrorKind): Outcome =>
  new SourceError({ kind, source: 'Parca', detail: kind });
const OK = answer(200);

/** Asks a server that answers in this order, without pauses; what was said, and the last outcome. */
async function ask(...outcomes: Outcome[]) {
  const said: string[] = [];
  let asked = 0;
  const server: Transport = {
    request: async () => {
      const outcome = outcomes[asked++]!;
      if (outcome instanceof SourceError) throw outcome;
      return outcome;
    },
  };
  const onAgain = (reason: string) => void said.push(reason);
  const transport = askAgain(server, { onAgain, signal: undefined, pausesMs: [0, 0, 0] });
  const last = await transport
    .request({ path: 'x', method: 'POST' })
    .catch((error: unknown) => error);
  return { said, last, asked };
}

test('a server that is slow is asked again, and the reason is said', async () => {
  expect(
    await ask(failure('timeout'), answer(504), answer(200, { 'grpc-status': '8' }), OK),
  ).toEqual({ said: ['timeout', 'HTTP 504', 'gRPC status 8'], last: OK, asked: 4 });
});

test('its last answer is the answer', async () => {
  const busy = answer(503);
  expect(await ask(busy, busy, busy, busy)).toMatchObject({ last: busy, asked: 4 });
  const late = failure('timeout');
  expect(await ask(late, late, late, late)).toMatchObject({ last: late, asked: 4 });
});

test('a server that is not reached is asked again once', async () => {
  const gone = failure('unreachable');
  expect(await ask(gone, OK)).toEqual({ said: [], last: OK, asked: 2 });
  expect(await ask(gone, gone)).toMatchObject({ last: gone, asked: 2 });
});

test.each([
  OK,
  answer(200, { 'grpc-status': '5' }),
  answer(400),
  answer(500),
  failure('aborted'),
  failure('redirect'),
  failure('tooLarge'),
])('an answer is an answer: %o', async (outcome) => {
  expect(await ask(outcome)).toEqual({ said: [], last: outcome, asked: 1 });
});

test('who stops does not wait for the pause', async () => {
  const stop = new AbortController();
  const server: Transport = { request: async () => answer(503) as TransportResponse };
  const transport = askAgain(server, {
    ...{ signal: stop.signal, pausesMs: [3_600_000] },
    onAgain: () => stop.abort(),
  });
  await expect(transport.request({ path: 'x', method: 'POST' })).rejects.toThrow('aborted');
});
