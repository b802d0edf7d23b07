import type {
  Duration,
  MetricsSample,
  MetricsSeries,
  QueryRangeRequest,
  Timestamp,
} from '@parca/client';
import {
  groupBy,
  labelEntries,
  labelsKey,
  pickLabels,
  rateUnit,
  type Labels,
  type Nanoseconds,
  type ProfileType,
} from '#series';
import { encodeNanoseconds, GRPC, GrpcError } from '#sources';
import type { ArchiveProfile } from '../manifest';
import {
  answeredSampleType,
  countedValue,
  parseProfileQuery,
  type ProfileQuery,
} from './profile-query';

const NO_DATA =
  'No data found for the query, try a different query or time range or no data has been written to be queried yet.';

/** A query with its closed range, as QueryRange and MERGE take it. */
export interface RangeQuery {
  readonly query: string;
  readonly start?: QueryRangeRequest['start'];
  readonly end?: QueryRangeRequest['end'];
}

/** Profiles of a query, in time order; bounds are inclusive to the nanosecond. */
export function selectProfiles(
  profiles: readonly ArchiveProfile[],
  request: RangeQuery,
): { readonly query: ProfileQuery; readonly selected: readonly ArchiveProfile[] } {
  if (request.query === '') throw new GrpcError(GRPC.invalidArgument, 'query: cannot be blank.');
  if (!request.start) throw new GrpcError(GRPC.invalidArgument, 'start: cannot be blank.');
  if (!request.end) throw new GrpcError(GRPC.invalidArgument, 'end: cannot be blank.');
  const [start, end] = [toNanoseconds(request.start), toNanoseconds(request.end)];
  if (end < start)
    throw new GrpcError(GRPC.invalidArgument, 'end: start timestamp must be before end.');
  const query = parseProfileQuery(request.query);
  const selected = profiles.filter(
    (p) =>
      p.type === query.typeName &&
      p.timestamp >= start &&
      p.timestamp <= end &&
      query.matches(p.labels),
  );
  return { query, selected };
}

/**
 * QueryRange as Parca answers it. Delta types are summed by `sum_by` into buckets of floor(t / step); for the others every
 * series stands alone and the first scrape of a bucket wins. `count` is the number of profiles in the bucket: a replay does not
 * know Parca's rows.
 */
export function answerQueryRange(
  profiles: readonly ArchiveProfile[],
  request: QueryRangeRequest,
): MetricsSeries[] {
  const { query, selected } = selectProfiles(profiles, request);
  if (selected.length === 0) throw new GrpcError(GRPC.notFound, NO_DATA);
  const step = request.step ? toNanoseconds(request.step) : 0n;
  return query.type.delta
    ? deltaSeries(selected, step, { type: query.type, sumBy: request.sumBy })
    : gaugeSeries(selected, step);
}

function deltaSeries(
  selected: readonly ArchiveProfile[],
  step: Nanoseconds,
  { type, sumBy }: { type: ProfileType; sumBy: readonly string[] },
): MetricsSeries[] {
  const cores = rateUnit(type) === 'cores';
  const groups = groupBy(selected, (p) => labelsKey(pickLabels(p.labels, sumBy)));
  return [...groups.values()].map((group) => ({
    labelset: toLabelSet(pickLabels(group[0]!.labels, sumBy)),
    samples: deltaSamples(group, step, cores),
    periodType: { type: type.periodType, unit: type.periodUnit },
    sampleType: answeredSampleType(type),
  }));
}

function deltaSamples(
  group: readonly ArchiveProfile[],
  step: Nanoseconds,
  cores: boolean,
): MetricsSample[] {
  const buckets = groupBy(group, (p) => bucketOf(p.timestamp, step));
  return [...buckets].map(([timestamp, members]) => {
    const value = members.reduce((sum, p) => sum + countedValue(p), 0n);
    const duration = step <= 0n ? 0n : bucketDuration(members, step);
    const divisor = cores ? Number(duration) : Number(duration) / 1e9;
    return {
      timestamp: encodeNanoseconds(timestamp),
      value,
      valuePerSecond: duration === 0n ? 0 : Number(value) / divisor,
      duration,
      count: members.length,
    };
  });
}

/** The profile's own duration where the bucket holds one moment, else the bucket's width. */
function bucketDuration(members: readonly ArchiveProfile[], step: Nanoseconds): Nanoseconds {
  const first = members[0]!;
  return members.every((p) => p.timestamp === first.timestamp) ? first.duration : step;
}

/** Without a step there is one bucket, at 1970. */
function bucketOf(timestamp: Nanoseconds, step: Nanoseconds): Nanoseconds {
  return step <= 0n ? 0n : floorDivide(timestamp, step) * step;
}

function gaugeSeries(selected: readonly ArchiveProfile[], step: Nanoseconds): MetricsSeries[] {
  const groups = groupBy(selected, (p) => labelsKey(p.labels));
  return [...groups.values()].map((group) => ({
    labelset: toLabelSet(group[0]!.labels),
    samples: gaugeSamples(group, step),
  }));
}

function gaugeSamples(group: readonly ArchiveProfile[], step: Nanoseconds): MetricsSample[] {
  const width = step <= 0n ? 1n : step;
  const buckets = groupBy(group, (p) => floorDivide(p.timestamp, width));
  return [...buckets.values()].map((members) => {
    const value = countedValue(members[0]!);
    return {
      timestamp: encodeNanoseconds(members[0]!.timestamp),
      value,
      valuePerSecond: Number(value),
      duration: 0n,
      count: members.length,
    };
  });
}

const SECOND = 1_000_000_000n;

export function toNanoseconds(time: Timestamp | Duration): Nanoseconds {
  return time.seconds * SECOND + BigInt(time.nanos);
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

function toLabelSet(labels: Labels) {
  return { labels: labelEntries(labels).map(([name, value]) => ({ name, value })) };
}
