import { describe, expect, test } from 'vitest';
import { decodePprof } from '#profile';
import { printLabels } from '#series';
import {
  readBytes,
  readIngested,
  readRecordings,
  responseOf,
  type Recorded,
} from '../../../tests/support/recorded-pyroscope';
import type { TransportRequest, TransportResponse } from '../ports';
import { SourceError } from '../source-error';
import { METHODS, type Method } from './protocol/answers';
import { PyroscopeClient } from './protocol/pyroscope-client';
import { decodeLabels } from './wire';

const RECORDINGS = readRecordings();

function recorded(name: string, storage: Recorded['storage'] = 'v2'): Recorded {
  const found = RECORDINGS.find((one) => one.name === name && one.storage === storage);
  if (!found) throw new Error(`no recording ${storage} ${name}`);
  return found;
}

/** A client whose server answers this, and what was asked of it. */
function answering(response: TransportResponse) {
  const asked: TransportRequest[] = [];
  const client = new PyroscopeClient({
    transport: {
      request: async (request) => {
        asked.push(request);
        return response;
      },
    },
  });
  return { client, asked };
}

const BY_NAME = new Map<string, Method<unknown>>(
  Object.values(METHODS).map((method) => [method.name, method]),
);

/** Merges and control calls, each in the codec that it is asked for. */
const isAsked = ({ method, contentType, httpStatus }: Recorded) =>
  httpStatus !== 200 || (method === 'SelectMergeProfile') === (contentType === 'application/proto');

const boundsOf = ({ request: { start = 0, end = 0 } }: Recorded) => ({ start, end });

async function read(one: Recorded, response = responseOf(one)): Promise<unknown> {
  const { client } = answering(response);
  if (one.method !== 'SelectMergeProfile')
    return client.ask(BY_NAME.get(one.method) ?? METHODS.profileTypes, boundsOf(one));
  const { profileTypeID = '', labelSelector = '' } = one.request;
  return client.merge({ profileTypeID, labelSelector, ...boundsOf(one) });
}

const pprofSum = (pprof: Uint8Array) =>
  pprof.length === 0 ? 0 : Number(decodePprof(pprof, { total: 0 }).sum);

function draw(answer: unknown): readonly string[] {
  if (answer instanceof Uint8Array) return [`pprof ${answer.length} bytes sum ${pprofSum(answer)}`];
  return drawSeries(answer) ?? [JSON.stringify(answer)];
}

interface SeriesAnswer {
  readonly series: readonly {
    readonly labels: readonly { readonly name: string; readonly value: string }[];
    readonly points: readonly { readonly value: number; readonly timestamp: number }[];
  }[];
}

const isSeries = (answer: unknown): answer is SeriesAnswer =>
  typeof answer === 'object' && answer !== null && 'series' in answer;

function drawSeries(answer: unknown): readonly string[] | undefined {
  if (!isSeries(answer)) return undefined;
  return answer.series.map(({ labels, points }) => {
    const times = [points[0], points.at(-1)].map((point) => point?.timestamp ?? '-');
    const total = points.reduce((sum, { value }) => sum + value, 0);
    return `${printLabels(decodeLabels(labels))} ${points.length} points, ${times.join(' to ')}, total ${total}`;
  });
}

test('every recorded answer is read, of both storages', async () => {
  const lines = await Promise.all(
    RECORDINGS.filter(isAsked).map(async (one) => {
      const drawn = await read(one).then(draw, (error: unknown) => {
        if (!(error instanceof SourceError)) throw error;
        return [`${error.kind} ${error.status}: ${error.detail}`];
      });
      return [`${one.storage} ${one.name}`, ...drawn.map((line) => `  ${line}`)].join('\n');
    }),
  );
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
    '../../../tests/fixtures/pyroscope/decoded.txt',
  );
});

describe('questions', () => {
  const merges = RECORDINGS.filter(({ requestFile }) => requestFile !== undefined);

  test.each(merges)(
    '$storage $name is asked byte for byte as a generated client asks',
    async (one) => {
      const { client, asked } = answering(responseOf(one));
      const { profileTypeID = '', labelSelector = '' } = one.request;
      await client.merge({ profileTypeID, labelSelector, ...boundsOf(one) }).catch(() => undefined);
      expect(asked[0]).toMatchObject({
        path: 'querier.v1.QuerierService/SelectMergeProfile',
        method: 'POST',
        headers: { 'content-type': 'application/proto' },
      });
      expect(asked[0]!.body).toEqual(readBytes(one.requestFile!));
    },
  );

  test('names with dots and other letters are asked for', async () => {
    const { client, asked } = answering(responseOf(recorded('label-names-utf8')));
    const { names } = await client.ask(METHODS.labelNames, { start: 1, end: 2 });
    expect(asked[0]!.headers).toEqual({
      'content-type': 'application/json',
      accept: 'application/json; allow-utf8-labelnames=true',
    });
    expect(names).toContain('k8s.pod.name');
  });

  test('a prefix stands before the service', async () => {
    const asked: string[] = [];
    const client = new PyroscopeClient({
      basePath: '/profiles/',
      transport: {
        request: async ({ path }) => {
          asked.push(path);
          return responseOf(recorded('label-values-none'));
        },
      },
    });
    await client.ask(METHODS.labelValues, { start: 1, end: 2 });
    expect(asked).toEqual(['profiles/querier.v1.QuerierService/LabelValues']);
  });
});

describe('totals are what was pushed', () => {
  const window = { start: 1795954320000n * 1_000_000n, end: 1795954620000n * 1_000_000n };
  const pushed = (instance: string, profile: string, type: string) =>
    readIngested()
      .filter((one) => one.instance === instance && one.profile === profile)
      .filter(({ time }) => BigInt(time) >= window.start && BigInt(time) <= window.end)
      .reduce((sum, { totals }) => sum + (totals[type] ?? 0), 0);
  const merged = async (name: string) => pprofSum((await read(recorded(name))) as Uint8Array);
  const listed = async (name: string) =>
    ((await read(recorded(name))) as SeriesAnswer).series
      .flatMap(({ points }) => points)
      .reduce((sum, { value }) => sum + value, 0);

  test.each([
    ['checkout-7d9f8c-a1b2c', 'process_cpu', 'cpu', 'merge-cpu-a1b2c-before'],
    ['checkout-7d9f8c-d3e4f', 'process_cpu', 'cpu', 'merge-cpu-d3e4f-before'],
    ['checkout-7d9f8c-a1b2c', 'process_cpu', 'samples', 'merge-samples-a1b2c-before'],
    ['catalogue-k8s/0', 'process_cpu', 'cpu', 'merge-cpu-unit0-before'],
    ['catalogue-k8s/1', 'process_cpu', 'cpu', 'merge-cpu-unit1-before'],
    ['checkout-7d9f8c-a1b2c', 'memory', 'inuse_space', 'merge-inuse-a1b2c-summed'],
    ['checkout-7d9f8c-a1b2c', 'memory', 'alloc_space', 'merge-alloc-a1b2c-before'],
  ])('%s %s %s', async (instance, profile, type, name) => {
    expect(await merged(name)).toBe(pushed(instance, profile, type));
    expect(pushed(instance, profile, type)).toBeGreaterThan(0);
  });

  test('goroutines without a stack are in lists and in no merge', async () => {
    const list = await listed('select-series-scrapes-goroutine-unit2');
    expect(list).toBe(pushed('catalogue-k8s/2', 'goroutine', 'goroutine'));
    expect(list - (await merged('merge-goroutine-unit2-before'))).toBe(41);
  });
});

describe('answers that are wrong', () => {
  const cpu = recorded('select-series-cpu-pods');
  const body = new TextDecoder().decode(readBytes(cpu.file));
  const json = (text: string): TransportResponse => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(text),
  });
  const failure = (response: TransportResponse, one = cpu) =>
    read(one, response).then(
      () => 'read',
      (error: SourceError) => `${error.kind}: ${error.detail}`,
    );

  test.each([
    [
      'a text for a number',
      body.replace('"value":810000000', '"value":"x"'),
      'SelectSeries.series[0].points[12].value: expected number, got "x"',
    ],
    [
      'NaN, as protobuf writes it',
      body.replace('"value":810000000', '"value":"NaN"'),
      'SelectSeries.series[0].points[12].value: expected number, got "NaN"',
    ],
    [
      'half a nanosecond',
      body.replace('"value":810000000', '"value":0.5'),
      'SelectSeries.series[0].points[12].value: expected a whole number, got 0.5',
    ],
    [
      'a time that is none',
      body.replace('"1795954260000"', '"soon"'),
      'SelectSeries.series[0].points[0].timestamp: expected epoch milliseconds, got "soon"',
    ],
    ['no list of series', '{"series":{}}', 'SelectSeries.series: expected array, got {}'],
    [
      'a label without a text',
      '{"series":[{"labels":[{"name":7}]}]}',
      'SelectSeries.series[0].labels[0].name: expected string, got 7',
    ],
  ])('%s', async (_, text, detail) => {
    expect(text).not.toBe(body);
    expect(await failure(json(text))).toBe(`malformed: ${detail}`);
  });

  test('half a body, a log-in page, another codec', async () => {
    expect(await failure(json(body.slice(0, 100)))).toMatch(
      /^malformed: SelectSeries: expected JSON/,
    );
    const page = { ...json('<html>'), headers: { 'content-type': 'text/html' } };
    expect(await failure(page)).toBe(
      'malformed: SelectSeries: expected application/json, got text/html: "<html>"',
    );
    expect(await failure(json('{}'), recorded('merge-cpu-a1b2c-before'))).toBe(
      'malformed: SelectMergeProfile: expected application/proto, got application/json: "{}"',
    );
  });

  test('who names no tenant where there are several is told how', async () => {
    const body = JSON.stringify({ code: 'unauthenticated', message: 'no org id' });
    expect(await failure({ ...json(body), status: 401 })).toBe(
      'unauthorized: no org id (unauthenticated): it has several tenants, and the header X-Scope-OrgID has to name one',
    );
  });

  test('a proxy says what it is', async () => {
    const proxy = (error: string) => ({ ...json(JSON.stringify({ error })), status: 502 });
    expect(await failure(proxy('Pyroscope cannot be reached'))).toContain('unreachable: HTTP 502');
  });
});

test('a range that begins at the oldest profile is asked from a millisecond earlier', async () => {
  const refused = responseOf(recorded('bounds-start-is-oldest'));
  const asked: string[] = [];
  const client = new PyroscopeClient({
    transport: {
      request: async ({ body }) => {
        asked.push(String(body));
        return asked.length === 1 ? refused : responseOf(recorded('bounds-scrapes'));
      },
    },
  });
  await client.ask(METHODS.selectSeries, { start: 1795953600000, end: 1795953660000 });
  expect(asked.map((text) => JSON.parse(text).start)).toEqual([1795953600000, 1795953599999]);
});
