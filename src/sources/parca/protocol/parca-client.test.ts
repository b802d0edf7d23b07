import { LabelsResponse, QueryRangeResponse } from '@parca/client';
import { expect, test } from 'vitest';
import type { Transport } from '../../ports';
import { encodeAnswer, encodeError, GRPC, GrpcError } from './grpc-web';
import { METHODS, ParcaClient } from './parca-client';

const LABELS = { match: [] };
const RANGE = { query: '', limit: 0, sumBy: [] };

function clientOf(answer: ReturnType<typeof encodeAnswer>): ParcaClient {
  const transport: Transport = { request: async () => answer };
  return new ParcaClient({ transport });
}

test('NOT_FOUND is no data of the one method that says so by it, and a failure of the others', async () => {
  const client = clientOf(encodeError(new GrpcError(GRPC.notFound, 'unknown service')));
  expect(await client.call(METHODS.queryRange, RANGE)).toBeUndefined();
  for (const [name, ask] of Object.entries({
    types: () => client.call(METHODS.profileTypes, {}),
    labels: () => client.call(METHODS.labels, LABELS),
    values: () => client.call(METHODS.values, { labelName: 'a', match: [] }),
    targets: () => client.call(METHODS.targets, { state: 0 }),
    agents: () => client.call(METHODS.agents, {}),
  }))
    await expect(ask(), name).rejects.toMatchObject({
      kind: 'notFound',
      detail: 'unknown service (NOT_FOUND)',
    });
});

test('a path that is not there is no answer without data', async () => {
  const client = clientOf({ status: 404, headers: {}, body: new Uint8Array() });
  await expect(client.call(METHODS.queryRange, RANGE)).rejects.toMatchObject({
    kind: 'notFound',
    status: 404,
  });
});

/** `count` times one field of two bytes: a number, or a message of length 0. */
function repeated(field: number, wireType: number, count: number): Uint8Array {
  const bytes = new Uint8Array(2 * count);
  for (let at = 0; at < bytes.length; at += 2) bytes[at] = (field << 3) | wireType;
  return bytes;
}

test('fields that are not known are skipped, and none of them is kept', async () => {
  const known = LabelsResponse.toBinary({ labelNames: ['job'], warnings: [] });
  const unknown = repeated(15, 0, 1_000_000);
  const answer = encodeAnswer(Uint8Array.of(...known, ...unknown.subarray(0, 20_000)));
  expect(await clientOf(answer).call(METHODS.labels, LABELS)).toEqual({
    labelNames: ['job'],
    warnings: [],
  });
  const many = await clientOf(encodeAnswer(unknown)).call(METHODS.labels, LABELS);
  expect(Object.getOwnPropertySymbols(many)).toEqual([]);
});

test.each([
  { name: 'unknown numbers', bytes: repeated(15, 0, 25_000_000) },
  { name: 'empty messages', bytes: repeated(1, 2, 25_000_000) },
])('50 MB of $name stop at the limit, in words', async ({ bytes }) => {
  const call = clientOf(encodeAnswer(bytes)).call(METHODS.queryRange, RANGE);
  await expect(call).rejects.toMatchObject({
    kind: 'tooLarge',
    source: 'Parca',
    detail: 'QueryRange: the answer has more than 2,000,000 fields, the most that are read',
  });
});

test('fields within messages count, too', async () => {
  const series = QueryRangeResponse.toBinary({
    series: [
      {
        samples: Array.from({ length: 1000 }, () => ({
          ...{ value: 1n, valuePerSecond: 1, duration: 1n, count: 1 },
        })),
      },
    ],
  });
  const bytes = new Uint8Array(series.length * 1300);
  for (let at = 0; at < bytes.length; at += series.length) bytes.set(series, at);
  await expect(clientOf(encodeAnswer(bytes)).call(METHODS.queryRange, RANGE)).rejects.toMatchObject(
    { kind: 'tooLarge' },
  );
});

test('a label that is not UTF-8 spoils itself, not the answer', async () => {
  const message = LabelsResponse.toBinary({ labelNames: ['job', 'unXt'], warnings: [] });
  const bytes = message.map((byte) => (byte === 'X'.charCodeAt(0) ? 0xff : byte));
  const answer = await clientOf(encodeAnswer(bytes)).call(METHODS.labels, LABELS);
  expect(answer?.labelNames).toEqual(['job', 'un\uFFFDt']);
});
