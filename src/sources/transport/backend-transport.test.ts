import { of, throwError, type Observable } from 'rxjs';
import { expect, test } from 'vitest';
import { createBackendTransport, type BackendRequest } from './backend-transport';

const bytes = (...values: number[]) => new Uint8Array(values);

function transportOver(answer: (request: BackendRequest) => Observable<unknown>) {
  const requests: BackendRequest[] = [];
  const transport = createBackendTransport({
    backend: {
      fetch: (request) => {
        requests.push(request);
        return answer(request) as never;
      },
    },
    url: '/api/datasources/proxy/uid/p1/',
    source: 'Parca',
    timeoutMs: 20,
  });
  return { transport, requests };
}

const QUERY = { path: 'api/x.Y/Z', method: 'POST', body: bytes(0, 255, 128) } as const;

test('bytes go as a Blob to the proxy and come back as they are', async () => {
  const { transport, requests } = transportOver(() =>
    of({
      status: 200,
      headers: new Headers({ 'Grpc-Status': '0' }),
      data: bytes(1, 0, 255).buffer,
    }),
  );
  const answer = await transport.request({
    ...QUERY,
    headers: { 'content-type': 'application/grpc-web+proto' },
  });
  expect(answer).toEqual({ status: 200, headers: { 'grpc-status': '0' }, body: bytes(1, 0, 255) });
  const [request] = requests;
  expect(request).toMatchObject({
    url: '/api/datasources/proxy/uid/p1/api/x.Y/Z',
    method: 'POST',
    responseType: 'arraybuffer',
    showErrorAlert: false,
    headers: { accept: '*/*', 'content-type': 'application/grpc-web+proto' },
  });
  const sent = await (request!.data as Blob).arrayBuffer();
  expect(new Uint8Array(sent)).toEqual(bytes(0, 255, 128));
});

test('an HTTP error is an answer, whatever Grafana made of its body', async () => {
  for (const data of [
    new TextEncoder().encode('{"message":"no"}').buffer,
    '{"message":"no"}',
    { message: 'no' },
  ]) {
    const { transport } = transportOver(() =>
      throwError(() => ({ status: 502, data, config: {} })),
    );
    const { status, body } = await transport.request(QUERY);
    expect([status, new TextDecoder().decode(body)]).toEqual([502, '{"message":"no"}']);
  }
});

test('an answer larger than any is not decoded', async () => {
  const { transport } = transportOver(() =>
    of({ status: 200, headers: new Headers(), data: new ArrayBuffer(64 * 1024 * 1024 + 1) }),
  );
  await expect(transport.request(QUERY)).rejects.toMatchObject({
    kind: 'tooLarge',
    detail: 'the answer is larger than 64 MiB, the most that is read',
  });
});

test('no connection is unreachable, in the words that there are', async () => {
  const { transport } = transportOver(() =>
    throwError(() => ({ statusText: 'Request failed', status: 0 })),
  );
  await expect(transport.request(QUERY)).rejects.toMatchObject({
    kind: 'unreachable',
    source: 'Parca',
    detail: 'Request failed',
  });
});

test('cancelled by the caller, by Grafana, or by time', async () => {
  const controller = new AbortController();
  const open = (signal: AbortSignal | undefined) =>
    new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject({ cancelled: true }));
    });
  const waiting = transportOver(({ abortSignal }) => {
    const promise = open(abortSignal);
    return {
      subscribe: (observer: { error(cause: unknown): void }) =>
        void promise.catch((cause: unknown) => observer.error(cause)),
    } as never;
  });
  const asked = waiting.transport.request({ ...QUERY, signal: controller.signal });
  controller.abort();
  await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
  await expect(waiting.transport.request(QUERY)).rejects.toMatchObject({
    kind: 'timeout',
    detail: 'no answer within 0.02 s',
  });
  const replaced = transportOver(() => throwError(() => ({ cancelled: true, status: -1 })));
  await expect(replaced.transport.request(QUERY)).rejects.toMatchObject({ kind: 'aborted' });
});
