import {
  LabelsRequest,
  LabelsResponse,
  QueryRangeRequest,
  QueryRangeResponse,
  QueryRequest,
  QueryRequest_ReportType,
  QueryResponse,
  ValuesRequest,
  ValuesResponse,
  type MetricsSample,
  type MetricsSeries,
  type Timestamp,
} from '@parca/client';
import { compilePattern } from '#pattern';
import { besideEachOther, encodePprof, treeFromFolded } from '#profile';
import {
  labelsKey,
  labelValue,
  parseProfileType,
  parseSelector,
  pickLabels,
  printProfileType,
  type Labels,
  type Matcher,
} from '#series';
import type { Transport, TransportRequest } from '#sources';

/** A stored profile: `value` counts the samples with a stack, `noStack` the others. `split`: stored in two places. */
export interface StoredProfile {
  readonly type: string;
  readonly labels: Labels;
  readonly timestamp: bigint;
  readonly duration?: bigint;
  readonly value: number;
  readonly noStack?: number;
  readonly split?: boolean;
}

export interface FakeParca {
  readonly transport: Transport;
  /** Queries that were sent, in order: `QueryRange type{…}`, `PPROF type{…}`. */
  readonly sent: readonly string[];
}

/**
 * A Parca with its known faults, on the real wire format: regular expressions are not anchored; `!=`, `!~` and `=~` never find profiles
 * without the label; a split profile of a type that is not delta is told by half, with count 2; pprof leaves samples without a
 * stack out; `sum_by` is ignored for types that are not delta; no data is NOT_FOUND.
 */
export function createFakeParca(stored: readonly StoredProfile[]): FakeParca {
  const sent: string[] = [];
  const answers: Record<string, (message: Uint8Array) => Uint8Array | undefined> = {
    Labels: (message) => {
      const { profileType } = LabelsRequest.fromBinary(message);
      const names = ofType(stored, profileType).flatMap(({ labels }) => Object.keys(labels));
      return LabelsResponse.toBinary({ labelNames: [...new Set(names)], warnings: [] });
    },
    Values: (message) => {
      const { labelName, profileType } = ValuesRequest.fromBinary(message);
      const values = ofType(stored, profileType).map(({ labels }) => labelValue(labels, labelName));
      return ValuesResponse.toBinary({ labelValues: [...new Set(values)], warnings: [] });
    },
    QueryRange: (message) => {
      const request = QueryRangeRequest.fromBinary(message);
      sent.push(`QueryRange ${request.query}`);
      const series = queryRange(select(stored, request), request);
      return series.length === 0 ? undefined : QueryRangeResponse.toBinary({ series });
    },
    Query: (message) => {
      const request = QueryRequest.fromBinary(message);
      if (request.options.oneofKind !== 'merge') throw new Error('only merges are expected');
      const { merge } = request.options;
      sent.push(`${QueryRequest_ReportType[request.reportType]} ${merge.query}`);
      return QueryResponse.toBinary(report(select(stored, merge), request));
    },
  };
  return {
    sent,
    transport: {
      request: async ({ path, body }: TransportRequest) => {
        const answer = answers[path.slice(path.lastIndexOf('/') + 1)];
        if (!answer || !(body instanceof Uint8Array)) throw new Error(`unexpected ${path}`);
        return respond(answer(body.subarray(5)));
      },
    },
  };
}

function ofType(stored: readonly StoredProfile[], type: string | undefined) {
  return stored.filter((profile) => profile.type === type);
}

const nanoseconds = (time: Timestamp | undefined) =>
  (time?.seconds ?? 0n) * 1_000_000_000n + BigInt(time?.nanos ?? 0);

interface Selection {
  readonly query: string;
  readonly start?: Timestamp;
  readonly end?: Timestamp;
}

function select(stored: readonly StoredProfile[], { query, start, end }: Selection) {
  const { profileType, matchers } = parseSelector(query);
  return ofType(stored, printProfileType(profileType)).filter(
    ({ labels, timestamp }) =>
      timestamp >= nanoseconds(start) &&
      timestamp <= nanoseconds(end) &&
      matchers.every((matcher) => fits(matcher, labelValue(labels, matcher.name))),
  );
}

function fits({ op, value }: Matcher, actual: string): boolean {
  if (op === '=') return actual === value;
  if (actual === '') return false;
  if (op === '!=') return actual !== value;
  return compilePattern(value)(actual) === (op === '=~');
}

interface StoredSeries {
  readonly labels: Labels;
  readonly samples: Map<bigint, MetricsSample>;
}

function queryRange(profiles: readonly StoredProfile[], request: QueryRangeRequest) {
  const step = nanoseconds(request.step);
  const series = new Map<string, StoredSeries>();
  for (const profile of profiles) {
    const { delta } = parseProfileType(profile.type);
    const labels = delta ? pickLabels(profile.labels, request.sumBy) : profile.labels;
    const one = series.get(labelsKey(labels)) ?? { labels, samples: new Map() };
    series.set(labelsKey(labels), one);
    if (delta) addUp(one, profile, step);
    else keepFirst(one, profile, step);
  }
  return [...series.values()].map(({ labels, samples }): MetricsSeries => ({
    labelset: { labels: Object.entries(labels).map(([name, value]) => ({ name, value })) },
    samples: [...samples.values()],
  }));
}

const wholeValue = ({ value, noStack = 0 }: StoredProfile) => BigInt(value + noStack);

function addUp({ samples }: StoredSeries, profile: StoredProfile, step: bigint): void {
  const bucket = profile.timestamp / step;
  const before = samples.get(bucket);
  samples.set(bucket, {
    timestamp: timestamp(bucket * step),
    value: wholeValue(profile) + (before?.value ?? 0n),
    valuePerSecond: 0,
    duration: before ? step : (profile.duration ?? 0n),
    count: 1,
  });
}

function keepFirst({ samples }: StoredSeries, profile: StoredProfile, step: bigint): void {
  const bucket = profile.timestamp / step;
  const rows = profile.split ? 2 : 1;
  const sample = samples.get(bucket) ?? {
    timestamp: timestamp(profile.timestamp),
    value: wholeValue(profile) / BigInt(rows),
    valuePerSecond: 0,
    duration: 0n,
    count: 0,
  };
  samples.set(bucket, { ...sample, count: sample.count + rows });
}

function timestamp(time: bigint): Timestamp {
  return { seconds: time / 1_000_000_000n, nanos: Number(time % 1_000_000_000n) };
}

function report(
  profiles: readonly StoredProfile[],
  { reportType: type, groupBy: by }: QueryRequest,
): QueryResponse {
  const names = (by?.fields ?? []).map((field) => field.slice('labels.'.length));
  const total = profiles.reduce((sum, profile) => sum + wholeValue(profile), 0n);
  if (type === QueryRequest_ReportType.PPROF)
    return {
      report: { oneofKind: 'pprof', pprof: pprofOf(profiles, names) },
      ...{ total: 0n, filtered: 0n },
    };
  const flamegraphArrow = { record: new Uint8Array(0), unit: '', height: 1, trimmed: 0n };
  return { report: { oneofKind: 'flamegraphArrow', flamegraphArrow }, total, filtered: 0n };
}

/** One sample a profile that has stacks: all of one function, with the labels that it is grouped by. Without any sample the file is empty. */
function pprofOf(profiles: readonly StoredProfile[], by: readonly string[]): Uint8Array {
  const filled = profiles.filter(({ value }) => value !== 0);
  if (filled.length === 0) return new Uint8Array(0);
  const trees = filled.map(({ value }) => treeFromFolded([`main ${value}`]));
  return encodePprof(besideEachOther(trees), {
    sampleType: { type: 'value', unit: 'count' },
    labels: filled.map(({ labels }) => pickLabels(labels, by)),
  });
}

function respond(message: Uint8Array | undefined) {
  const type = { 'content-type': 'application/grpc-web+proto' };
  if (message === undefined)
    return {
      status: 200,
      headers: { ...type, 'grpc-status': '5', 'grpc-message': 'No data found' },
      body: new Uint8Array(0),
    };
  const trailer = new TextEncoder().encode('grpc-status: 0\r\n');
  return {
    status: 200,
    headers: type,
    body: Buffer.concat([frame(0, message), frame(0x80, trailer)]),
  };
}

function frame(flag: number, content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(5);
  head.writeUInt8(flag);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}
