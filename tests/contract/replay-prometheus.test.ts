import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import { createPrometheusSource, SourceError, type Transport } from '#sources';
import { writeSampleArchive } from '../../src/archive/sample-archive.fixture';

let sample: Awaited<ReturnType<typeof writeSampleArchive>>;
let archive: Archive;
let transport: Transport;
beforeAll(async () => {
  sample = await writeSampleArchive();
  archive = await openArchive(sample.path);
  transport = createReplayTransport(createReplay(archive));
});
afterAll(async () => {
  await archive.close();
  await sample.remove();
});

const START = 1_795_219_200;
const QUERY = 'rate(cpu_total[1m])';

async function get(path: string, parameters: Record<string, string | number> = {}) {
  const form = new URLSearchParams(Object.entries(parameters).map(([k, v]) => [k, String(v)]));
  const response = await transport.request({ path: `api/v1/${path}?${form}`, method: 'GET' });
  const body: unknown = JSON.parse(new TextDecoder().decode(response.body));
  return { status: response.status, body };
}

test('a recorded expression with its matchers, on the asked grid', async () => {
  const query = 'rate(cpu_total{juju_unit="a/1"}[1m])';
  const { body } = await get('query_range', { query, start: START, end: START + 60, step: 10 });
  expect(body).toEqual({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { juju_unit: 'a/1' },
          values: [
            [START, '0.2'],
            [START + 10, '0.2'],
            [START + 20, 'NaN'],
            [START + 50, '0.5'],
          ],
        },
      ],
    },
  });
});

test('through the real source: NaN and what is missing are gaps', async () => {
  const source = createPrometheusSource({ transport });
  const range = { start: START * 1000, end: (START + 45) * 1000 };
  const answer = await source.fetchRange({ query: QUERY, range, step: 15_000 });
  expect(answer.series.map((s) => s.values)).toEqual([
    [0.1, null, null, 0.5],
    [0.2, null, null, 0.5],
  ]);
});

test('an instant, and the end of the recording without a time', async () => {
  const at = await get('query', { query: QUERY, time: START + 45 });
  expect(at.body).toMatchObject({
    data: { resultType: 'vector', result: [{ value: [START + 45, '0.5'] }, {}] },
  });
  const now = await get('query', { query: QUERY });
  expect(now.body).toMatchObject({ data: { result: [] } });
});

test('label values, narrowed by a selector', async () => {
  expect((await get('label/juju_unit/values')).body).toEqual({
    status: 'success',
    data: ['a/0', 'a/1'],
  });
  const narrowed = await get('label/juju_unit/values', { 'match[]': '{juju_unit=~".*1"}' });
  expect(narrowed.body).toMatchObject({ data: ['a/1'] });
  expect((await get('label/constructor/values')).body).toMatchObject({ data: [] });
});

test('what is not recorded is 422 and lists what is', async () => {
  const range = { start: START, end: START, step: 15 };
  const { status, body } = await get('query_range', { query: 'up', ...range });
  expect(status).toBe(422);
  expect(body).toEqual({
    status: 'error',
    errorType: 'bad_data',
    error: 'not in this archive: up; recorded: rate(cpu_total[1m])',
  });
});

test.each([
  { name: 'query', parameters: { query: 'rate(', start: 0, end: 1, step: 1 }, status: 400 },
  { name: 'metric', parameters: { query: 'rate(x[1m])', start: 0, end: 1, step: 1 }, status: 422 },
  { name: 'syntax', parameters: { query: 'up{', start: 0, end: 1, step: 1 }, status: 400 },
  { name: 'start', parameters: { query: QUERY, start: 'x', end: 1, step: 1 }, status: 400 },
  { name: 'order', parameters: { query: QUERY, start: 2, end: 1, step: 1 }, status: 400 },
  { name: 'step', parameters: { query: QUERY, start: 0, end: 1, step: 0 }, status: 400 },
  { name: 'points', parameters: { query: QUERY, start: 0, end: 20_000, step: 1 }, status: 400 },
])('a wrong $name is $status', async ({ parameters, status }) => {
  const answer = await get('query_range', parameters);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ status: 'error', errorType: 'bad_data' });
});

test('version, and paths that a replay has not', async () => {
  expect((await get('status/buildinfo')).body).toMatchObject({ data: { version: '2.42.0' } });
  expect((await get('admin/tsdb/snapshot')).status).toBe(404);
});

test('a cancelled question is a SourceError', async () => {
  const signal = AbortSignal.abort();
  const asked = transport.request({ path: 'api/v1/status/buildinfo', method: 'GET', signal });
  await expect(asked).rejects.toBeInstanceOf(SourceError);
});
