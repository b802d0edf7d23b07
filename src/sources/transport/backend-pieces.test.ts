import { Observable, of, throwError } from 'rxjs';
import { expect, test } from 'vitest';
import { createBackendTransport, type BackendRequest } from './backend-transport';

/* A Grafana that gives answers in pieces, since 12.1. */

const bytes = (...values: number[]) => new Uint8Array(values);
const MB = 1024 * 1024;

interface Piece {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Uint8Array | undefined;
}

const piece = (data: Uint8Array | undefined, status = 200): Piece => ({
  ...{ status, data },
  headers: new Headers({ 'Content-Type': 'text/plain' }),
});

function transportOver(
  pieces: (request: BackendRequest) => Observable<Piece>,
  whole: () => Observable<unknown> = () => throwError(() => new Error('asked whole')),
) {
  const requests: BackendRequest[] = [];
  const transport = createBackendTransport({
    backend: {
      fetch: () => whole() as never,
      chunked: (request) => {
        requests.push(request);
        return pieces(request);
      },
    },
    ...{ url: '/api/datasources/proxy/uid/p1', source: 'Parca', timeoutMs: 200, orgId: 7 },
  });
  return { transport, requests };
}

const QUERY = { path: 'api/x.Y/Z', method: 'POST', body: bytes(0, 255) } as const;

test('an answer is its pieces, asked of the organisation of the page', async () => {
  const { transport, requests } = transportOver(() =>
    of(piece(bytes(1, 2)), piece(bytes(3)), piece(undefined)),
  );
  expect(await transport.request(QUERY)).toEqual({
    ...{ status: 200, headers: { 'content-type': 'text/plain' }, body: bytes(1, 2, 3) },
  });
  expect(requests[0]).toMatchObject({
    // Relative to Grafana's own page, which may be below a path.
    url: 'api/datasources/proxy/uid/p1/api/x.Y/Z',
    headers: { 'X-Grafana-Org-Id': '7' },
  });
  const error = await transportOver(() => of(piece(bytes(65), 502))).transport.request(QUERY);
  expect(error).toMatchObject({ status: 502, body: bytes(65) });
  const empty = await transportOver(() => of(piece(undefined))).transport.request(QUERY);
  expect(empty.body).toEqual(bytes());
});

test('an answer without an end is left off at the limit, and cancelled', async () => {
  let [sent, cancelled] = [0, false];
  const endless = new Observable<Piece>((subscriber) => {
    const more = () => {
      if (subscriber.closed) return;
      sent++;
      subscriber.next(piece(new Uint8Array(MB)));
      setImmediate(more);
    };
    more();
    return () => (cancelled = true);
  });
  await expect(transportOver(() => endless).transport.request(QUERY)).rejects.toMatchObject({
    message: 'Parca: the answer is larger than 64 MiB, the most that is read',
  });
  expect([sent, cancelled]).toEqual([65, true]);
});

test('a connection that breaks, within the answer and before it', async () => {
  const broken = (...before: Piece[]) =>
    new Observable<Piece>((subscriber) => {
      for (const one of before) subscriber.next(one);
      subscriber.error(new TypeError('network error'));
    });
  await expect(
    transportOver(() => broken(piece(bytes(1, 2)))).transport.request(QUERY),
  ).rejects.toMatchObject({
    kind: 'unreachable',
    message: 'Parca: the connection broke after 2 bytes of the answer: network error',
  });
  // Not even begun: asked by Grafana's usual way, which may work, and says why where it does not.
  const refused = () => throwError(() => new TypeError('Failed to fetch'));
  await expect(
    transportOver(() => broken(), refused).transport.request(QUERY),
  ).rejects.toMatchObject({ kind: 'unreachable', message: 'Parca: Failed to fetch' });
  const whole = () => of({ status: 200, headers: new Headers(), data: bytes(9).buffer });
  expect(await transportOver(() => broken(), whole).transport.request(QUERY)).toMatchObject({
    body: bytes(9),
  });
});

test('Grafana’s own refusal is asked whole, which renews its session', async () => {
  const { transport, requests } = transportOver(
    () => of(piece(bytes(), 401)),
    () => of({ status: 200, headers: new Headers(), data: bytes(9).buffer }),
  );
  expect(await transport.request(QUERY)).toMatchObject({ status: 200, body: bytes(9) });
  expect(requests).toHaveLength(1);
});

test('who leaves, and time, cancel what is asked and what waits for its turn', async () => {
  const open = new Set<BackendRequest>();
  const hanging = (request: BackendRequest) =>
    new Observable<Piece>(() => {
      open.add(request);
      return () => open.delete(request);
    });
  const { transport } = transportOver(hanging);
  const leaving = new AbortController();
  const asked = Array.from({ length: 7 }, () =>
    transport.request({ ...QUERY, signal: leaving.signal }),
  );
  // One connection of six is left to Grafana.
  await expect.poll(() => open.size).toBe(5);
  leaving.abort();
  const ends = await Promise.allSettled(asked);
  expect(ends.map((one) => (one.status === 'rejected' ? one.reason : one))).toEqual(
    ends.map(() => expect.objectContaining({ kind: 'aborted' })),
  );
  expect(open.size).toBe(0);
  const late = transport.request(QUERY);
  await expect.poll(() => open.size).toBe(1);
  await expect(late).rejects.toMatchObject({ kind: 'timeout', detail: 'no answer within 0.2 s' });
  expect(open.size).toBe(0);
});
