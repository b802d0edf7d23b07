import {
  AgentsResponse,
  LabelsResponse,
  ProfileTypesResponse,
  QueryRangeRequest,
  QueryRangeResponse,
  Target_Health,
  TargetsResponse,
  type MetricsSeries,
  type Target,
} from '@parca/client';
import { parseProfileType, parseSelector, printProfileType } from '#series';
import type { Transport } from '#sources';

export const UNITS = 500;
const APPLICATIONS = 25;
/** Two jobs a unit, each with Go's five profiles: 5,000 targets. */
const JOBS = ['server', 'worker'];
const PROFILES = ['process_cpu', 'memory', 'goroutine', 'mutex', 'block'];
const SCRAPE_S = 10;
const TYPES = [
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'process_cpu:samples:count:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
  'memory:inuse_objects:count:space:bytes',
  'memory:alloc_space:bytes:space:bytes',
  'memory:alloc_objects:count:space:bytes',
  'goroutine:goroutine:count:goroutine:count',
  'mutex:delay:nanoseconds:contentions:count',
  'mutex:contentions:count:contentions:count',
  'block:delay:nanoseconds:contentions:count',
  'block:contentions:count:contentions:count',
].map(parseProfileType);
const NAMES = ['instance', 'job', 'juju_application', 'juju_model', 'juju_model_uuid', 'juju_unit'];

export interface GeneratedParca {
  readonly transport: Transport;
  /** Milliseconds that making answers has taken so far: no server's work is the page's. */
  readonly spent: () => number;
}

/** As a server on the same machine. */
const LATENCY_MS = 10;

/**
 * A Parca with 5,000 targets and an hour of profiles of 500 units in two jobs each, on the real wire format. It answers from memory, so
 * that what is measured is what the page does.
 */
export function createGeneratedParca(now: number): GeneratedParca {
  const answers = new Map<string, () => Uint8Array>([
    ['Targets', once(() => targets(now))],
    ['Agents', () => AgentsResponse.toBinary({ agents: [] })],
    ['ProfileTypes', () => ProfileTypesResponse.toBinary({ types: [...TYPES] })],
    ['Labels', () => LabelsResponse.toBinary({ labelNames: NAMES, warnings: [] })],
  ]);
  // Made before anything is measured.
  answers.get('Targets')!();
  let spent = 0;
  const answer = (method: string, body: Uint8Array) => {
    const start = performance.now();
    const message =
      method === 'QueryRange'
        ? queryRange(QueryRangeRequest.fromBinary(body.subarray(5)))
        : answers.get(method)!();
    const response = respond(message);
    spent += performance.now() - start;
    return response;
  };
  return {
    spent: () => spent,
    transport: {
      request: async ({ path, body }) => {
        if (!(body instanceof Uint8Array)) throw new Error(`unexpected ${path}`);
        await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
        return answer(path.slice(path.lastIndexOf('/') + 1), body);
      },
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** `job` 0 or 1 of unit 0 to 499. */
function labelsOf(unit: number, job: string) {
  const application = `app-${unit % APPLICATIONS}`;
  const name = `${application}/${Math.floor(unit / APPLICATIONS)}`;
  const values = [
    `big_${name}_${job}`,
    `big_${application}_${job}`,
    application,
    'big',
    '20ce8299-3634-4bef-8bd8-5ace6c8816b4',
    name,
  ];
  return NAMES.map((label, i) => ({ name: label, value: values[i]! }));
}

const timestamp = (ms: number) => ({
  seconds: BigInt(Math.floor(ms / 1000)),
  nanos: (ms % 1000) * 1e6,
});

function targets(now: number): Uint8Array {
  const byJob: Record<string, { targets: Target[] }> = {};
  for (let unit = 0; unit < UNITS; unit++)
    for (const [port, job] of JOBS.entries()) {
      const labels = labelsOf(unit, job);
      const address = `10.1.${unit >> 8}.${unit & 255}:408${port}`;
      const all = (byJob[labels[1]!.value] ??= { targets: [] }).targets;
      for (const name of PROFILES)
        all.push(target({ name, address, labels, isBad: unit % 97 === 0, now }));
    }
  return TargetsResponse.toBinary({ targets: byJob });
}

interface Made {
  readonly name: string;
  readonly address: string;
  readonly labels: { name: string; value: string }[];
  readonly isBad: boolean;
  readonly now: number;
}

function target({ name, address, labels, isBad, now }: Made): Target {
  const url = `http://${address}/debug/pprof/${name === 'process_cpu' ? 'profile?seconds=10' : name}`;
  const discovered = [
    { name: '__address__', value: address },
    { name: '__name__', value: name },
  ];
  return {
    discoveredLabels: { labels: [...labels, ...discovered] },
    labels: { labels },
    lastError: isBad ? `Get "${url}": dial tcp ${address}: connect: connection refused` : '',
    lastScrape: timestamp(now - 4000),
    lastScrapeDuration: { seconds: 0n, nanos: 12e6 },
    url,
    health: isBad ? Target_Health.BAD : Target_Health.GOOD,
  };
}

/** One sample a scrape, or one a bucket where a step is asked for. */
function queryRange({ query, start, end, step, sumBy }: QueryRangeRequest): Uint8Array {
  const type = parseSelector(query).profileType;
  const from = Number(start!.seconds) * 1000;
  const until = Number(end!.seconds) * 1000;
  const stepMs = Math.max(SCRAPE_S * 1000, Number(step?.seconds ?? 0n) * 1000);
  const count = Math.max(1, Math.min(360, Math.floor((until - from) / stepMs)));
  const scale = printProfileType(type).startsWith('process_cpu:cpu') ? stepMs * 1e5 : 1e6;
  const series: MetricsSeries[] = [];
  for (let unit = 0; unit < UNITS; unit++)
    for (const job of JOBS)
      series.push({
        labelset: { labels: labelsOf(unit, job) },
        samples: Array.from({ length: count }, (_, i) => ({
          timestamp: timestamp(until - (count - i) * Math.min(stepMs, until - from)),
          value: BigInt(
            Math.round(scale * (1 + (unit % 13) / 13 + ((unit * 31 + i * 17) % 7) / 20)),
          ),
          valuePerSecond: 0,
          duration: type.delta
            ? { seconds: BigInt(stepMs / 1000), nanos: 0 }.seconds * 1_000_000_000n
            : 0n,
          count: 1,
        })),
      });
  // Without labels to keep, what adds up is one series.
  const isOne = type.delta && sumBy.length === 0;
  return QueryRangeResponse.toBinary({ series: isOne ? series.slice(0, 1) : series });
}

function respond(message: Uint8Array) {
  const trailer = new TextEncoder().encode('grpc-status: 0\r\n');
  const body = new Uint8Array(10 + message.length + trailer.length);
  const view = new DataView(body.buffer);
  view.setUint32(1, message.length);
  body.set(message, 5);
  view.setUint8(5 + message.length, 0x80);
  view.setUint32(6 + message.length, trailer.length);
  body.set(trailer, 10 + message.length);
  return { status: 200, headers: { 'content-type': 'application/grpc-web+proto' }, body };
}
