import { QueryRequest_Mode, QueryRequest_ReportType, QueryResponse } from '@parca/client';
import type { FlamegraphArrow, QueryRequest } from '@parca/client';
import {
  besideEachOther,
  decodePprof,
  encodePprof,
  ProfileError,
  sumTrees,
  type CallTree,
  type DecodedProfile,
} from '#profile';
import { groupBy, labelsKey, pickLabels } from '#series';
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
 * `total` and unit alone; PPROF also grouped by labels. Everything else is UNIMPLEMENTED, never half an answer. Rejects with the signal's reason once it is aborted.
 */
export function createMerge(archive: Archive): Merge {
  const answers = new BoundedCache<Uint8Array>(CACHED_ANSWER_BYTES);
  return async (request, signal) => {
    const { query, selected } = selectProfiles(archive.manifest.profiles, checkedMerge(request));
    if (request.reportType === QueryRequest_ReportType.FLAMEGRAPH_ARROW)
      return flamegraphTotal(query, selected);
    refuseTotals(selected);
    const by = groupingLabels(request);
    const files = selected.map((p) => p.file).join('\n') || query.typeName;
    const key = [...by, files].join('\n');
    const pprof =
      answers.get(key) ?? (await mergeProfiles(archive, query, { selected, by, signal }));
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
  if (request.filter.length > 0 || request.invertCallStack || request.sandwichByFunction)
    throw refuse('no filter, invert_call_stack or sandwich_by_function');
  return request.options.merge;
}

const LABEL = 'labels.';

/** Of `labels.juju_unit` the name. Stacks are told apart by functions in any case. */
function groupingLabels({ groupBy: by }: QueryRequest): readonly string[] {
  const fields = (by?.fields ?? []).filter((field) => field !== 'function_name');
  if (!fields.every((field) => field.startsWith(LABEL))) throw refuse('group_by of labels only');
  return fields.map((field) => field.slice(LABEL.length));
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

interface Merging {
  readonly selected: readonly ArchiveProfile[];
  readonly signal: AbortSignal | undefined;
}

/** One scrape is answered with the bytes that were recorded. */
async function mergeProfiles(
  archive: Archive,
  query: ProfileQuery,
  { selected, by, signal }: Merging & { readonly by: readonly string[] },
): Promise<Uint8Array> {
  if (selected.length === 1 && by.length === 0)
    return (await readChecked(archive, selected[0]!)).pprof;
  const { periodType, periodUnit } = query.type;
  const types = {
    sampleType: answeredSampleType(query.type),
    periodType: { type: periodType, unit: periodUnit },
  };
  if (by.length === 0) return encodePprof(await sumOf(archive, { selected, signal }), types);
  const labelsOf = ({ labels }: ArchiveProfile) => pickLabels(labels, by);
  const groups = [...groupBy(selected, (one) => labelsKey(labelsOf(one))).values()];
  const sums: CallTree[] = [];
  for (const group of groups) sums.push(await sumOf(archive, { selected: group, signal }));
  const labels = groups.map(([first]) => labelsOf(first!));
  return encodePprof(besideEachOther(sums), { ...types, labels });
}

async function sumOf(archive: Archive, { selected, signal }: Merging): Promise<CallTree> {
  let sum = sumTrees([]);
  for (let at = 0; at < selected.length; at += BATCH) {
    const batch = selected.slice(at, at + BATCH);
    signal?.throwIfAborted();
    const read = await Promise.all(batch.map((profile) => readChecked(archive, profile)));
    sum = sumTrees([sum, ...read.map(({ tree }) => tree)]);
  }
  return sum;
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
