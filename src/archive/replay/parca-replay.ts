import {
  AgentsRequest,
  AgentsResponse,
  HasProfileDataRequest,
  HasProfileDataResponse,
  LabelsRequest,
  LabelsResponse,
  ProfileTypesRequest,
  ProfileTypesResponse,
  QueryRangeRequest,
  QueryRangeResponse,
  QueryRequest,
  QueryResponse,
  TargetsRequest,
  TargetsRequest_State,
  TargetsResponse,
  ValuesRequest,
  ValuesResponse,
} from '@parca/client';
import type { TransportRequest, TransportResponse } from '#sources';
import type { Archive } from '../archive';
import { decodeRequest, encodeAnswer, encodeError, GRPC, GrpcError } from './grpc-web';
import { answerLabels, answerProfileTypes, answerValues } from './label-questions';
import { createMerge } from './merge';
import { answerQueryRange } from './query-range';

type Method = (message: Uint8Array) => Promise<Uint8Array> | Uint8Array;

const QUERY = 'parca.query.v1alpha1.QueryService/';

/**
 * The archive as a Parca server: gRPC-Web at any path prefix, of which only the last two segments count, as in Parca. A damaged
 * profile is INTERNAL with the entry's name; a method that is not here is UNIMPLEMENTED.
 */
export function createParcaReplay(
  archive: Archive,
): (request: TransportRequest) => Promise<TransportResponse> {
  const methods = new Map([
    ...queryMethods(archive),
    [
      'parca.scrape.v1alpha1.ScrapeService/Targets',
      (message: Uint8Array) =>
        TargetsResponse.toBinary(answerTargets(archive, TargetsRequest.fromBinary(message))),
    ],
    [
      // Who pushed in the last five minutes is no longer so when a recording is played.
      'parca.profilestore.v1alpha1.AgentsService/Agents',
      (message: Uint8Array) => {
        AgentsRequest.fromBinary(message);
        return AgentsResponse.toBinary({ agents: [] });
      },
    ],
  ]);
  return async (request) => {
    if (!request.headers?.['content-type']?.startsWith('application/grpc-web'))
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: NOT_FOUND };
    try {
      return encodeAnswer(await callMethod(methods, request));
    } catch (error) {
      return encodeError(toGrpcError(error));
    }
  };
}

const NOT_FOUND = new TextEncoder().encode('404 page not found\n');

function queryMethods(archive: Archive): [string, Method][] {
  const { profiles } = archive.manifest;
  const merge = createMerge(archive);
  const hasData = profiles.length > 0;
  return [
    [
      `${QUERY}ProfileTypes`,
      (message) => {
        const types = answerProfileTypes(profiles, ProfileTypesRequest.fromBinary(message));
        return ProfileTypesResponse.toBinary({ types });
      },
    ],
    [
      `${QUERY}Labels`,
      (message) => {
        const labelNames = answerLabels(profiles, LabelsRequest.fromBinary(message));
        return LabelsResponse.toBinary({ labelNames, warnings: [] });
      },
    ],
    [
      `${QUERY}Values`,
      (message) => {
        const labelValues = answerValues(profiles, ValuesRequest.fromBinary(message));
        return ValuesResponse.toBinary({ labelValues, warnings: [] });
      },
    ],
    [
      `${QUERY}QueryRange`,
      (message) => {
        const series = answerQueryRange(profiles, QueryRangeRequest.fromBinary(message));
        return QueryRangeResponse.toBinary({ series });
      },
    ],
    [
      `${QUERY}Query`,
      async (message) => QueryResponse.toBinary(await merge(QueryRequest.fromBinary(message))),
    ],
    [
      `${QUERY}HasProfileData`,
      (message) => {
        HasProfileDataRequest.fromBinary(message);
        return HasProfileDataResponse.toBinary({ hasData });
      },
    ],
  ];
}

async function callMethod(
  methods: ReadonlyMap<string, Method>,
  request: TransportRequest,
): Promise<Uint8Array> {
  const name = request.path.split('/').slice(-2).join('/');
  const method = methods.get(name);
  if (!method) throw new GrpcError(GRPC.unimplemented, `an archive's replay has no ${name}`);
  return method(decodeRequest(request));
}

function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  return new GrpcError(
    GRPC.internal,
    error instanceof Error ? error.message : String(error),
    error,
  );
}

/** A dropped target has no labels: relabelling took them. */
function answerTargets({ targets }: Archive, { state }: TargetsRequest): TargetsResponse {
  if (state === TargetsRequest_State.ANY_UNSPECIFIED) return targets;
  const wanted = state === TargetsRequest_State.DROPPED;
  const jobs = Object.entries(targets.targets).map(([job, list]) => {
    const kept = list.targets.filter((t) => ((t.labels?.labels.length ?? 0) === 0) === wanted);
    return [job, { targets: kept }] as const;
  });
  return { targets: Object.fromEntries(jobs) };
}
