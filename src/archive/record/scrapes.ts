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
  type MetricsSeries,
} from '@parca/client';
import { decodePprof, ProfileError } from '#profile';
import {
  labelValue,
  matchersOf,
  parseProfileType,
  printNanoseconds,
  printProfileType,
  printSelector,
  type Labels,
  type Matcher,
  type Nanoseconds,
  type TimeRange,
} from '#series';
import { SourceError, type SourceErrorKind, type Transport } from '#sources';
import { callParca, type ParcaChannel } from './parca-call';
import { toNanoseconds, toTimestamp } from '../replay/timestamps';

/** One stored profile of one series, to be fetched. `total` is undefined where Parca's number is not to be trusted. */
export interface ScrapeToFetch {
  readonly type: string;
  readonly labels: Labels;
  readonly timestamp: Nanoseconds;
  readonly duration: Nanoseconds;
  readonly total: bigint | undefined;
}

export interface FetchedScrape {
  readonly pprof: Uint8Array;
  readonly value: bigint;
  readonly noStackValue: bigint;
}

/** Parca scrape by scrape, to the nanosecond. Every failure is a SourceError. */
export interface ScrapeReader {
  /** Printed types with profiles in the range. */
  listTypes(range: TimeRange): Promise<readonly string[]>;
  listScrapes(
    type: string,
    matchers: readonly Matcher[],
    range: TimeRange,
  ): Promise<ScrapeToFetch[]>;
  fetchScrape(scrape: ScrapeToFetch, labelNames: readonly string[]): Promise<FetchedScrape>;
  fetchTargetsJson(): Promise<string>;
}

const QUERY = 'parca.query.v1alpha1.QueryService';
const METHODS = {
  profileTypes: {
    path: `${QUERY}/ProfileTypes`,
    request: ProfileTypesRequest,
    answer: ProfileTypesResponse,
  },
  labels: { path: `${QUERY}/Labels`, request: LabelsRequest, answer: LabelsResponse },
  queryRange: {
    path: `${QUERY}/QueryRange`,
    request: QueryRangeRequest,
    answer: QueryRangeResponse,
  },
  query: { path: `${QUERY}/Query`, request: QueryRequest, answer: QueryResponse },
  targets: {
    path: 'parca.scrape.v1alpha1.ScrapeService/Targets',
    request: TargetsRequest,
    answer: TargetsResponse,
  },
};

export function createScrapeReader(transport: Transport, signal?: AbortSignal): ScrapeReader {
  const channel: ParcaChannel = { transport, signal };
  return {
    listTypes: async (range) => {
      const answer = await callParca(channel, METHODS.profileTypes, exclusive(range));
      return (answer?.types ?? []).map(printProfileType).sort();
    },
    listScrapes: (type, matchers, range) => listScrapes(channel, { type, matchers, range }),
    fetchScrape: (scrape, labelNames) => fetchScrape(channel, scrape, labelNames),
    fetchTargetsJson: async () => {
      const state = TargetsRequest_State.ANY_UNSPECIFIED;
      const answer = await callParca(channel, METHODS.targets, { state });
      return TargetsResponse.toJsonString(answer ?? TargetsResponse.create());
    },
  };
}

interface ListQuestion {
  readonly type: string;
  readonly matchers: readonly Matcher[];
  readonly range: TimeRange;
}

/** A step of 1 ns gives every profile with its exact time; all labels in sum_by keep the series apart. */
async function listScrapes(
  channel: ParcaChannel,
  { type, matchers, range }: ListQuestion,
): Promise<ScrapeToFetch[]> {
  const profileType = parseProfileType(type);
  const question = { profileType: type, match: [], ...exclusive(range) };
  const names = await callParca(channel, METHODS.labels, question);
  const answer = await callParca(channel, METHODS.queryRange, {
    query: printSelector({ profileType, matchers }),
    start: toTimestamp(BigInt(range.start) * MILLISECOND),
    end: toTimestamp(BigInt(range.end) * MILLISECOND),
    step: { seconds: 0n, nanos: 1 },
    sumBy: names?.labelNames ?? [],
    limit: 0,
  });
  return (answer?.series ?? []).flatMap((s) => toScrapes(type, profileType.delta, s));
}

async function fetchScrape(
  channel: ParcaChannel,
  scrape: ScrapeToFetch,
  labelNames: readonly string[],
): Promise<FetchedScrape> {
  const query = exactSelector(scrape, labelNames);
  const time = toTimestamp(scrape.timestamp);
  const merge = (reportType: QueryRequest_ReportType) =>
    callParca(channel, METHODS.query, {
      mode: QueryRequest_Mode.MERGE,
      options: { oneofKind: 'merge', merge: { query, start: time, end: time } },
      reportType,
      filter: [],
    });
  const answer = await merge(QueryRequest_ReportType.PPROF);
  const when = `the profile of ${printNanoseconds(scrape.timestamp)}`;
  if (answer?.report.oneofKind !== 'pprof') throw failure('notFound', `${when} is gone`);
  const { pprof } = answer.report;
  const value = sumOf(pprof, when);
  const total =
    scrape.total ?? (await merge(QueryRequest_ReportType.FLAMEGRAPH_ARROW))?.total ?? value;
  return { pprof, value, noStackValue: total - value };
}

function sumOf(pprof: Uint8Array, when: string): bigint {
  try {
    return BigInt(decodePprof(pprof).tree.columns[0]!.total[0]!);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw failure('malformed', `${when}: ${error.message}`);
  }
}

function failure(kind: SourceErrorKind, detail: string): SourceError {
  return new SourceError({ kind, source: 'Parca', detail });
}

const MILLISECOND = 1_000_000n;

/** Parca answers a gauge that lies in two parts with one of them; then `count` is above 1. */
function toScrapes(type: string, delta: boolean, series: MetricsSeries): ScrapeToFetch[] {
  const labels = Object.fromEntries(
    (series.labelset?.labels ?? []).map(({ name, value }) => [name, value]),
  );
  return series.samples.flatMap((sample) =>
    sample.timestamp
      ? [
          {
            type,
            labels,
            timestamp: toNanoseconds(sample.timestamp),
            duration: sample.duration,
            total: delta || sample.count <= 1 ? sample.value : undefined,
          },
        ]
      : [],
  );
}

/** This series and no other: a label that it lacks is asked for as ''. */
function exactSelector({ type, labels }: ScrapeToFetch, labelNames: readonly string[]): string {
  const absent = labelNames.filter((name) => labelValue(labels, name) === '');
  const matchers: Matcher[] = [
    ...matchersOf(labels),
    ...absent.map((name): Matcher => ({ name, op: '=', value: '' })),
  ];
  return printSelector({ profileType: parseProfileType(type), matchers });
}

/** The bounds of types and labels are exclusive. */
function exclusive({ start, end }: TimeRange) {
  return {
    start: toTimestamp(BigInt(start) * MILLISECOND - 1n),
    end: toTimestamp(BigInt(end) * MILLISECOND + 1n),
  };
}
