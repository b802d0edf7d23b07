import { QueryRequest_Mode, QueryRequest_ReportType, QueryResponse } from '@parca/client';
import type { FlamegraphArrow, QueryRequest } from '@parca/client';
import { decodePprof, encodePprof, ProfileError, type DecodedProfile, sumTrees } from '#profile';
import { GRPC, GrpcError } from '#sources';
import type { Archive } from '../archive';
import { ArchiveError } from '../archive-error';
import { BoundedCache } from './bounded-cache';
import type { ArchiveProfile } from '../manifest';
import { answeredSampleType, countedValue, type ProfileQuery } from './profile-query';
import { selectProfiles } from './query-range';

/** Profiles that are added up at once: more cost memory, fewer cost time. */
const BATCH = 16;
const CACHED_ANSWER_BYTES = 64 * 1024 * 1024;

export type Merge = (request: QueryRequest, signal?: AbortSignal) => Promise<QueryResponse>;

/**
 * QueryService.Query, as far as pages ask it: MERGE with the report PPROF, or FLAMEGRAPH_ARROW with an empty record, for its
 * `total` and unit alone. Everything else is UNIMPLEMENTED, never half an answer. Rejects with the signal's reason once it is aborted.
 */
export function createMerge(archive: Archive): Merge {
  const answers = new BoundedCache<Uint8Array>(CACHED_ANSWER_BYTES);
  return async (request, signal) => {
    const { query, selected } = selectProfiles(archive.manifest.profiles, checkedMerge(request));
    if (request.reportType === QueryRequest_ReportType.FLAMEGRAPH_ARROW)
      return flamegraphTotal(query, selected);
    refuseTotals(selected);
    const key = selected.map((p) => p.file).join('\n') || query.typeName;
    const pprof = answers.get(key) ?? (await mergeProfiles(archive, query, { selected, signal }));
    answers.set(key, pprof, pprof.length);
    return QueryResponse.create({ report: { oneofKind: 'pprof', pprof } });
  };
}

/** Of what was on a page's timeline alone there is a total and no profile; half a merge would be a lie. */
function refuseTotals(selected: readonly ArchiveProfile[]): void {
  const without = selected.filter(({ file }) => file === '').length;
  if (without === 0) return;
  const of = `${without} of the ${selected.length} profiles of this stretch`;
  throw new GrpcError(
    GRPC.failedPrecondition,
    `this archive holds a view: of ${of} it has the totals alone`,
  );
}

function checkedMerge(request: QueryRequest) {
  const { PPROF, FLAMEGRAPH_ARROW } = QueryRequest_ReportType;
  if (request.mode !== QueryRequest_Mode.MERGE) throw refuse('only MODE_MERGE');
  if (request.options.oneofKind !== 'merge')
    throw new GrpcError(GRPC.invalidArgument, 'mode: requested mode merge, but merge is not set.');
  if (![PPROF, FLAMEGRAPH_ARROW].includes(request.reportType))
    throw refuse('only REPORT_TYPE_PPROF and the total of REPORT_TYPE_FLAMEGRAPH_ARROW');
  const grouped = request.groupBy?.fields.some((field) => field !== 'function_name');
  if (grouped || request.filter.length > 0 || request.invertCallStack || request.sandwichByFunction)
    throw refuse('no filter, group_by, invert_call_stack or sandwich_by_function');
  return request.options.merge;
}

function refuse(what: string): GrpcError {
  return new GrpcError(GRPC.unimplemented, `an archive's replay answers ${what}`);
}

function flamegraphTotal(query: ProfileQuery, selected: readonly ArchiveProfile[]): QueryResponse {
  const flamegraphArrow: FlamegraphArrow = {
    record: new Uint8Array(0),
    unit: answeredSampleType(query.type).unit,
    height: 0,
    trimmed: 0n,
  };
  return QueryResponse.create({
    report: { oneofKind: 'flamegraphArrow', flamegraphArrow },
    total: selected.reduce((sum, p) => sum + countedValue(p), 0n),
  });
}

/** One scrape is answered with the bytes that were recorded. */
async function mergeProfiles(
  archive: Archive,
  query: ProfileQuery,
  { selected, signal }: { selected: readonly ArchiveProfile[]; signal: AbortSignal | undefined },
): Promise<Uint8Array> {
  if (selected.length === 1) return (await readChecked(archive, selected[0]!)).pprof;
  let sum = sumTrees([]);
  for (let at = 0; at < selected.length; at += BATCH) {
    const batch = selected.slice(at, at + BATCH);
    signal?.throwIfAborted();
    const read = await Promise.all(batch.map((profile) => readChecked(archive, profile)));
    sum = sumTrees([sum, ...read.map(({ tree }) => tree)]);
  }
  const { periodType, periodUnit } = query.type;
  return encodePprof(sum, {
    sampleType: answeredSampleType(query.type),
    periodType: { type: periodType, unit: periodUnit },
  });
}

/** An exchanged file would make flame graphs that differ from their totals. ArchiveError names the entry. */
async function readChecked(archive: Archive, profile: ArchiveProfile) {
  const { file, value } = profile;
  const pprof = await archive.readProfile(profile);
  const { tree, sum } = decodeEntry(file, pprof);
  if (sum === value) return { pprof, tree };
  throw new ArchiveError(file, `adds up to ${sum}, the manifest says ${value}`);
}

function decodeEntry(file: string, pprof: Uint8Array): DecodedProfile {
  try {
    return decodePprof(pprof);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    throw new ArchiveError(file, error.message, error);
  }
}
