import type { Fault } from './fault-server';

/** What can be wrong with a server, and what a page then says of it. */
export interface FaultCase {
  /** As in the table of docs/reliability.md. */
  readonly name: string;
  readonly fault: Fault | 'down';
  /** What the page says; or that it waits, for a while or until it is stopped; or that there is an answer, which it draws. */
  readonly then: RegExp | 'waits' | 'hangs' | 'draws';
}

const GRPC = { 'content-type': 'application/grpc-web+proto' };
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = '<html><head><title>Sign in</title></head><body><b>Sign in</b></body></html>';

type Headers = Readonly<Record<string, string>>;

const always =
  (status: number, headers: Headers, body: string | Uint8Array = ''): Fault =>
  (answer) =>
    void answer.writeHead(status, headers).end(body);

/** Begins an answer and cuts the connection within it. */
const reset =
  (headers: Headers): Fault =>
  (answer) => {
    answer.writeHead(200, { ...headers, 'content-length': '1000' });
    answer.write('{"st', () => answer.destroy());
  };

const hang: Fault = () => undefined;

/** Later than the page says that it waits, sooner than it offers to stop. */
const slow: Fault = (answer, _, pass) => {
  const timer = setTimeout(pass, 3000);
  answer.on('close', () => clearTimeout(timer));
};

const endless =
  (headers: Headers, chunk: Uint8Array): Fault =>
  (answer) => {
    answer.writeHead(200, headers);
    const more = () => {
      while (!answer.destroyed && answer.write(chunk));
    };
    answer.on('drain', more);
    more();
  };

/** A frame of gRPC-Web whose message may be anything. */
function frame(message: Uint8Array, length = message.length): Uint8Array {
  const bytes = new Uint8Array(5 + message.length);
  new DataView(bytes.buffer).setUint32(1, length);
  bytes.set(message, 5);
  return bytes;
}

const OK = frameOfTrailer('grpc-status: 0\r\n');

function frameOfTrailer(text: string): Uint8Array {
  const bytes = frame(new TextEncoder().encode(text));
  bytes[0] = 0x80;
  return bytes;
}

const MB = 1024 * 1024;

/** Empty members of field 1, which every message of Parca has as a list. */
function manyFields(): Uint8Array {
  const member = Buffer.from([0x0a, 0]);
  return Buffer.concat([frame(Buffer.alloc(50 * MB, member)), OK]);
}

const status = (code: number, message: string): Fault =>
  always(200, { ...GRPC, 'grpc-status': String(code), 'grpc-message': message });

const promError = (code: number, errorType: string, error: string): Fault =>
  always(code, JSON_TYPE, JSON.stringify({ status: 'error', errorType, error }));

const success = (data: unknown): Fault =>
  always(200, JSON_TYPE, JSON.stringify({ status: 'success', data }));

/** An answer of the right shape, every value of which is NaN or infinite. */
const notFinite: Fault = (answer, asked, pass) => {
  const url = new URL(asked.url ?? '/', 'http://x');
  const start = Number(url.searchParams.get('start') ?? '1795220040');
  const values = ['NaN', '+Inf', '-Inf'].map((text, i) => [start + i * 15, text]);
  const metric = { __name__: 'x' };
  const answers: Readonly<Record<string, unknown>> = {
    query_range: { resultType: 'matrix', result: [{ metric, values }] },
    query: { resultType: 'vector', result: [{ metric, value: values[0] }] },
  };
  const data = answers[url.pathname.split('/').at(-1)!];
  if (data === undefined) pass();
  else success(data)(answer, asked, pass);
};

const HTTP: readonly (readonly [number, string, RegExp])[] = [
  [401, 'log in first', /HTTP 401|Authentication to data source failed/],
  [403, 'not for you', /HTTP 403/],
  [404, '404 page not found', /HTTP 404/],
  [429, 'too many requests', /HTTP 429/],
  [500, 'disk <b>full</b>', /HTTP 500.*disk <b>full<\/b>/],
];
const byStatus = HTTP.map(([code, text, then]) => ({
  name: `HTTP ${code}`,
  fault: always(code, { 'content-type': 'text/plain' }, text),
  then,
}));

const shared = [
  { name: 'down', fault: 'down', then: /ECONNREFUSED|refused|unreachable/i },
  { name: 'slow, 3 s', fault: slow, then: 'waits' },
  { name: 'hangs', fault: hang, then: 'hangs' },
  {
    name: 'HTML with HTTP 200',
    fault: always(200, { 'content-type': 'text/html' }, HTML),
    then: /text\/html/,
  },
  {
    name: 'HTML with HTTP 502',
    fault: always(502, { 'content-type': 'text/html' }, HTML),
    then: /HTTP 502/,
  },
  ...byStatus,
] as const satisfies readonly FaultCase[];

const PARCA_FAULTS: readonly FaultCase[] = [
  ...shared,
  {
    name: 'connection reset within the answer',
    fault: reset(GRPC),
    then: /broke|reset|network error|Failed to fetch/i,
  },
  { name: 'empty answer', fault: always(200, GRPC), then: /empty/ },
  {
    name: 'answer cut off',
    fault: always(200, GRPC, frame(new Uint8Array(3), 9)),
    then: /expected 9 bytes, got 3/,
  },
  {
    name: 'wrong content type',
    fault: always(200, { 'content-type': 'text/plain' }, 'OK'),
    then: /text\/plain/,
  },
  { name: 'grpc-status 5', fault: status(5, 'no such thing'), then: /no such thing/ },
  { name: 'grpc-status 8', fault: status(8, 'too many queries'), then: /too many queries/ },
  {
    name: 'grpc-status 13',
    fault: status(13, 'failed to%20scan: %C3%BCbel'),
    then: /failed to scan: übel/,
  },
  { name: 'grpc-status 14', fault: status(14, 'store is starting'), then: /store is starting/ },
  {
    name: 'bytes that are no message',
    fault: always(200, GRPC, Buffer.concat([frame(new Uint8Array(40).fill(0xff)), OK])),
    then: /Parca/,
  },
  {
    name: '50 MB',
    fault: always(200, GRPC, manyFields()),
    then: /fields/,
  },
  {
    name: 'endless answer',
    fault: endless(GRPC, frame(new Uint8Array(MB), 0xfffffff0)),
    then: /larger than (8|64) MiB/,
  },
];

const PROMETHEUS_FAULTS: readonly FaultCase[] = [
  ...shared,
  {
    name: 'connection reset within the answer',
    fault: reset(JSON_TYPE),
    then: /broke|reset|network error|Failed to fetch/i,
  },
  { name: 'empty answer', fault: always(200, JSON_TYPE), then: /Prometheus/ },
  {
    name: 'answer cut off',
    fault: always(200, JSON_TYPE, '{"status":"success","da'),
    then: /Prometheus/,
  },
  {
    name: 'wrong content type',
    fault: always(200, { 'content-type': 'text/plain' }, 'OK'),
    then: /text\/plain/,
  },
  {
    name: 'error: execution',
    fault: promError(422, 'execution', 'query processing would load too many samples'),
    then: /too many samples/,
  },
  {
    name: 'error: timeout',
    fault: promError(503, 'timeout', 'query timed out in expression evaluation'),
    then: /timed out/,
  },
  {
    name: 'error: internal',
    fault: promError(500, 'internal', 'out of memory'),
    then: /out of memory/,
  },
  {
    name: 'error: unavailable',
    fault: promError(503, 'unavailable', 'TSDB not ready'),
    then: /TSDB not ready/,
  },
  {
    name: 'wrong JSON type',
    fault: success({ resultType: 'matrix', result: 7 }),
    then: /expected/,
  },
  { name: 'NaN and Inf', fault: notFinite, then: 'draws' },
  { name: '50 MB', fault: always(200, JSON_TYPE, `${' '.repeat(50 * MB)}{}`), then: /Prometheus/ },
  {
    name: 'endless answer',
    fault: endless(JSON_TYPE, new Uint8Array(MB).fill(32)),
    then: /64 MiB/,
  },
];

export type FaultedServer = 'Parca' | 'Prometheus';
export const FAULTS: Readonly<Record<FaultedServer, readonly FaultCase[]>> = {
  Parca: PARCA_FAULTS,
  Prometheus: PROMETHEUS_FAULTS,
};
