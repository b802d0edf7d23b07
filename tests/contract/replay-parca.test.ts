import {
  LabelsRequest,
  LabelsResponse,
  ProfileTypesRequest,
  ProfileTypesResponse,
  QueryRangeRequest,
  QueryRangeResponse,
  QueryRequest,
  QueryRequest_Mode,
  QueryRequest_ReportType,
  QueryResponse,
  TargetsRequest,
  TargetsRequest_State,
  TargetsResponse,
  ValuesRequest,
  ValuesResponse,
} from '@parca/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReplay, openArchive, type Archive, type Replay } from '#archive';
import { decodePprof, foldTree } from '#profile';
import {
  CPU,
  MEMORY,
  SECOND,
  T0,
  writeSampleArchive,
} from '../../src/archive/sample-archive.fixture';

let sample: Awaited<ReturnType<typeof writeSampleArchive>>;
let archive: Archive;
let replay: Replay;
beforeAll(async () => {
  sample = await writeSampleArchive();
  archive = await openArchive(sample.path);
  replay = createReplay(archive);
});
afterAll(async () => {
  await archive.close();
  await sample.remove();
});

const QUERY = 'parca.query.v1alpha1.QueryService';

/** A call as the wire has it: frames by hand, so that client and replay do not check each other with one codec. */
async function call(method: string, message: Uint8Array) {
  const body = Uint8Array.of(0, 0, 0, 0, 0, ...message);
  new DataView(body.buffer).setUint32(1, message.length);
  const headers = { 'content-type': 'application/grpc-web+proto' };
  const response = await replay.parca({ path: `api/${method}`, method: 'POST', headers, body });
  if (response.headers['grpc-status'] !== undefined) {
    expect([response.status, response.body.length]).toEqual([200, 0]);
    return {
      status: Number(response.headers['grpc-status']),
      words: response.headers['grpc-message'],
    };
  }
  const length = new DataView(response.body.buffer, response.body.byteOffset).getUint32(1);
  const trailer = new TextDecoder().decode(response.body.subarray(5 + length + 5));
  expect([response.body[0], response.body[5 + length], trailer]).toEqual([
    0,
    0x80,
    'grpc-status: 0\r\n',
  ]);
  return { status: 0, message: response.body.subarray(5, 5 + length) };
}

const at = (nanoseconds: bigint) => {
  const time = T0 + nanoseconds;
  return { seconds: time / SECOND, nanos: Number(time % SECOND) };
};

async function queryRange(request: Partial<QueryRangeRequest>) {
  const full = QueryRangeRequest.create({
    query: CPU,
    start: at(0n),
    end: at(60n * SECOND),
    ...request,
  });
  const { status, message, words } = await call(
    `${QUERY}/QueryRange`,
    QueryRangeRequest.toBinary(full),
  );
  if (!message) return { status, words };
  const { series } = QueryRangeResponse.fromBinary(message);
  const lines = series.map(({ labelset, samples }) => [
    labelset?.labels.map((l) => `${l.name}=${l.value}`).join(','),
    ...samples.map((s) => {
      const time = (s.timestamp?.seconds ?? 0n) * SECOND + BigInt(s.timestamp?.nanos ?? 0);
      return `${time === 0n ? '1970' : time - T0} ${s.value} ${s.duration}`;
    }),
  ]);
  return { status, lines, series };
}

const STEP = (seconds: number, nanos = 0) => ({ seconds: BigInt(seconds), nanos });

test('delta: sums in floor buckets, one time keeps its duration', async () => {
  const { lines } = await queryRange({ step: STEP(15), sumBy: ['juju_unit'] });
  expect(lines).toEqual([
    ['juju_unit=a/0', '0 40 15000000000', '15000000000 42 15000000000'],
    ['juju_unit=a/1', '0 5 15000000000'],
  ]);
});

test('delta: without sum_by one unlabelled series; several times make the step the duration', async () => {
  const { lines } = await queryRange({ step: STEP(60) });
  expect(lines).toEqual([['', '0 87 60000000000']]);
});

test('delta: buckets begin before the start of the question', async () => {
  const { lines } = await queryRange({ step: STEP(15), start: at(16n * SECOND) });
  expect(lines).toEqual([['', '15000000000 42 15000000000']]);
});

test('delta: step 1 ns gives every profile its time, step 0 one sum in 1970', async () => {
  const exact = await queryRange({ step: STEP(0, 1), sumBy: ['juju_unit'] });
  expect(exact.lines?.[0]).toEqual([
    'juju_unit=a/0',
    '1000000007 40 15000000000',
    '16000000000 42 15000000000',
  ]);
  expect((await queryRange({})).lines).toEqual([['', '1970 87 0']]);
});

test('cpu in nanoseconds is a rate in cores', async () => {
  const { series } = await queryRange({ step: STEP(0, 1), sumBy: ['juju_unit'] });
  expect(series?.[0]?.samples[0]?.valuePerSecond).toBe(40 / 15e9);
  expect(series?.[0]?.sampleType).toEqual({ type: 'cpu', unit: 'nanoseconds' });
});

test('gauges: sum_by does not count, the first of a bucket wins, exact times', async () => {
  const { lines, series } = await queryRange({ query: MEMORY, step: STEP(60), sumBy: ['job'] });
  expect(lines).toEqual([
    ['job=shop,juju_unit=a/0', '3000000000 1000 0'],
    ['__proto__=hostile,job=shop,juju_unit=b/0', '4000000000 7 0'],
  ]);
  expect(series?.[0]?.samples[0]?.count).toBe(2);
  expect(series?.[0]?.sampleType).toBeUndefined();
});

test.each([
  { matchers: '{juju_unit="a/1"}', value: 5 },
  { matchers: '{juju_unit!="a/1"}', value: 82 },
  { matchers: '{juju_unit=~"/1"}', value: 5 },
  { matchers: '{juju_unit=~"^(?:/1)$"}', value: undefined },
  { matchers: '{juju_unit!~"0$"}', value: 5 },
  { matchers: '{juju_charm=""}', value: 87 },
  { matchers: '{juju_charm!=""}', value: undefined },
  { matchers: '{constructor=""}', value: 87 },
  { matchers: '{juju_unit="a\\/1"}', value: 'invalid' },
  { matchers: '{juju_unit=~"("}', value: 'invalid' },
])('matchers $matchers', async ({ matchers, value }) => {
  const { status, lines } = await queryRange({ query: CPU + matchers });
  expect(status).toBe(value === undefined ? 5 : value === 'invalid' ? 3 : 0);
  if (typeof value === 'number') expect(lines).toEqual([['', `1970 ${value} 0`]]);
});

test('bounds of a range are inclusive to the nanosecond', async () => {
  const exact = 1n * SECOND + 7n;
  const ask = (start: bigint, end: bigint) => queryRange({ start: at(start), end: at(end) });
  expect((await ask(exact, exact)).lines).toEqual([['', '1970 40 0']]);
  expect((await ask(exact + 1n, exact + 2n)).status).toBe(5);
  expect((await ask(exact - 2n, exact - 1n)).status).toBe(5);
});

test.each([
  {
    name: 'no data',
    request: { query: `${CPU}{juju_unit="x"}` },
    status: 5,
    words: /^No data found/,
  },
  { name: 'no type', request: { query: 'process_cpu:cpu' }, status: 3, words: /profileType/ },
  {
    name: 'text outside ASCII',
    request: { query: '{__name__="größe 100%"}' },
    status: 3,
    words: /gr%C3%B6%C3%9Fe 100%25/,
  },
  {
    name: 'a brace too many',
    request: { query: 'process_cpu{' },
    status: 3,
    words: /^failed to parse query/,
  },
  {
    name: 'end before start',
    request: { start: at(2n), end: at(1n) },
    status: 3,
    words: /before end/,
  },
  { name: 'no start', request: { start: undefined }, status: 3, words: /^start: / },
])(
  'an error has an empty body and its status in headers: $name',
  async ({ request, status, words }) => {
    const answer = await queryRange(request);
    expect(answer.status).toBe(status);
    expect(answer.words).toMatch(words);
  },
);

async function merge(
  query: string,
  more: Partial<QueryRequest> = {},
  start = 0n,
  end = 60n * SECOND,
) {
  const request = QueryRequest.create({
    mode: QueryRequest_Mode.MERGE,
    options: { oneofKind: 'merge', merge: { query, start: at(start), end: at(end) } },
    reportType: QueryRequest_ReportType.PPROF,
    ...more,
  });
  const { status, message } = await call(`${QUERY}/Query`, QueryRequest.toBinary(request));
  const response = message ? QueryResponse.fromBinary(message) : undefined;
  const pprof = response?.report.oneofKind === 'pprof' ? response.report.pprof : undefined;
  return { status, response, pprof, folded: pprof && foldTree(decodePprof(pprof).tree) };
}

test('MERGE PPROF adds up stacks, without those that have none', async () => {
  const { folded, response, pprof } = await merge(CPU);
  expect(folded).toEqual(['main;idle 10', 'main;work 75']);
  expect(response?.total).toBe(0n);
  expect(decodePprof(pprof!).sampleTypes).toEqual([{ type: 'cpu', unit: 'nanoseconds' }]);
});

test('MERGE of one scrape is the recorded file, byte for byte', async () => {
  const { pprof } = await merge(MEMORY, {}, 3n * SECOND, 3n * SECOND);
  const profile = archive.manifest.profiles.find((p) => p.timestamp === T0 + 3n * SECOND)!;
  expect(pprof).toEqual(Uint8Array.from(await archive.readProfile(profile)));
});

test('MERGE of nothing is an empty profile, and the same question twice gets the same bytes', async () => {
  expect((await merge(CPU, {}, 50n * SECOND)).folded).toEqual([]);
  expect((await merge(CPU)).pprof).toEqual((await merge(CPU)).pprof);
});

test('the flame graph has total and unit, with samples without a stack', async () => {
  const { response } = await merge(CPU, { reportType: QueryRequest_ReportType.FLAMEGRAPH_ARROW });
  expect(response).toMatchObject({
    total: 87n,
    report: { flamegraphArrow: { unit: 'nanoseconds', record: new Uint8Array(0) } },
  });
});

test.each([
  { name: 'SINGLE', more: { mode: QueryRequest_Mode.SINGLE_UNSPECIFIED } },
  { name: 'DIFF', more: { mode: QueryRequest_Mode.DIFF } },
  { name: 'TOP', more: { reportType: QueryRequest_ReportType.TOP } },
  { name: 'group_by of files', more: { groupBy: { fields: ['filename'] } } },
  { name: 'invert', more: { invertCallStack: true } },
  { name: 'sandwich', more: { sandwichByFunction: 'work' } },
])('$name is UNIMPLEMENTED, not half an answer', async ({ more }) => {
  expect((await merge(CPU, more)).status).toBe(12);
});

async function types(start?: bigint, end?: bigint) {
  const request = ProfileTypesRequest.create({
    ...(start !== undefined && { start: at(start) }),
    ...(end !== undefined && { end: at(end) }),
  });
  const { message } = await call(`${QUERY}/ProfileTypes`, ProfileTypesRequest.toBinary(request));
  return ProfileTypesResponse.fromBinary(message!)
    .types.map((t) => t.sampleType)
    .sort();
}

test('bounds of types are exclusive and count only together', async () => {
  const exact = 16n * SECOND;
  expect(await types()).toEqual(['cpu', 'inuse_space']);
  expect(await types(exact, exact)).toEqual([]);
  expect(await types(exact - 1n, exact)).toEqual([]);
  expect(await types(exact - 1n, exact + 1n)).toEqual(['cpu']);
  expect(await types(59n * SECOND)).toEqual(['cpu', 'inuse_space']);
});

test('labels: match counts only beside a type; braces are refused', async () => {
  const names = async (request: Partial<LabelsRequest>) => {
    const answer = await call(
      `${QUERY}/Labels`,
      LabelsRequest.toBinary(LabelsRequest.create(request)),
    );
    return answer.message ? LabelsResponse.fromBinary(answer.message).labelNames : answer.status;
  };
  const match = ['juju_unit="a/0"', 'job="shop"'];
  expect(await names({ match })).toEqual(['__proto__', 'job', 'juju_unit']);
  expect(await names({ match, profileType: MEMORY })).toEqual(['job', 'juju_unit']);
  expect(await names({ match: ['{job="shop"}'], profileType: MEMORY })).toBe(3);
  expect(await names({ profileType: 'cpu' })).toBe(3);
});

test('values: match does not count, the type does', async () => {
  const values = async (request: Partial<ValuesRequest>) => {
    const answer = await call(
      `${QUERY}/Values`,
      ValuesRequest.toBinary(ValuesRequest.create(request)),
    );
    return ValuesResponse.fromBinary(answer.message!).labelValues;
  };
  const labelName = 'juju_unit';
  expect(await values({ labelName, match: ['juju_unit="a/0"'] })).toEqual(['a/0', 'a/1', 'b/0']);
  expect(await values({ labelName, profileType: CPU })).toEqual(['a/0', 'a/1']);
  expect(await values({ labelName: 'constructor' })).toEqual([]);
});

test('targets by state', async () => {
  const urls = async (state: TargetsRequest_State) => {
    const message = TargetsRequest.toBinary({ state });
    const answer = await call('parca.scrape.v1alpha1.ScrapeService/Targets', message);
    return TargetsResponse.fromBinary(answer.message!).targets.shop?.targets.map((t) => t.url);
  };
  const url = 'http://10.0.0.1/debug/pprof/profile';
  expect(await urls(TargetsRequest_State.ANY_UNSPECIFIED)).toEqual([url, '']);
  expect(await urls(TargetsRequest_State.ACTIVE)).toEqual([url]);
  expect(await urls(TargetsRequest_State.DROPPED)).toEqual(['']);
});

test('unknown methods, broken frames and foreign requests', async () => {
  expect((await call(`${QUERY}/Series`, new Uint8Array(0))).status).toBe(12);
  expect((await call(`${QUERY}/QueryRange`, Uint8Array.of(0xff, 0xff))).status).toBe(13);
  const headers = { 'content-type': 'application/grpc-web+proto' };
  const path = `api/${QUERY}/HasProfileData`;
  const send = (body: Uint8Array) => replay.parca({ path, method: 'POST', headers, body });
  expect((await send(Uint8Array.of(0, 0, 0, 0, 9))).headers['grpc-status']).toBe('13');
  expect((await send(Uint8Array.of(1, 0, 0, 0, 0))).headers['grpc-status']).toBe('12');
  expect((await replay.parca({ path, method: 'GET' })).status).toBe(404);
});
