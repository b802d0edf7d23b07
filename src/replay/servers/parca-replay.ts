import {
  HasProfileDataRequest,
  HasProfileDataResponse,
  TargetsRequest_State,
  type TargetsRequest,
  type TargetsResponse,
} from '@parca/client';
import {
  decodeRequest,
  encodeAnswer,
  encodeError,
  GRPC,
  GrpcError,
  PARCA_METHODS,
  type Method,
  type TransportRequest,
  type TransportResponse,
} from '#sources';
import { SeriesError } from '#series';
import type { Archive } from '../archive';
import { answerLabels, answerProfileTypes, answerValues } from './label-questions';
import { createMerge } from './merge';
import { answerQueryRange } from './query-range';

/**
 * The archive as a Parca server: gRPC-Web at any path prefix, of which only the last two segments count, as in Parca. A damaged
 * profile is INTERNAL with the entry's name; a method that is not here is UNIMPLEMENTED. A request whose signal is aborted ends with the
 * profiles that are being read.
 */
export function createParcaReplay(
  archive: Archive,
): (request: TransportRequest) => Promise<TransportResponse> {
  const answers = answersOf(archive);
  return async (request) => {
    if (!request.headers?.['content-type']?.startsWith('application/grpc-web'))
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: NOT_FOUND };
    try {
      const path = request.path.split('/').slice(-2).join('/');
      const answer = answers.get(path);
      if (!answer) throw new GrpcError(GRPC.unimplemented, `an archive's replay has no ${path}`);
      return encodeAnswer(await answer(decodeRequest(request), request.signal));
    } catch (error) {
      return encodeError(toGrpcError(error));
    }
  };
}

const NOT_FOUND = new TextEncoder().encode('404 page not found\n');

/** From the bytes of a request's message to those of its answer. */
type Answer = (message: Uint8Array, signal?: AbortSignal) => Promise<Uint8Array>;

function answering<I extends object, O extends object>(
  { path, request, answer }: Method<I, O>,
  answerTo: (question: I, signal?: AbortSignal) => O | Promise<O>,
): [string, Answer] {
  return [
    path,
    async (message, signal) => answer.toBinary(await answerTo(request.fromBinary(message), signal)),
  ];
}

/** Parca's own pages ask it, ours do not. */
const HAS_PROFILE_DATA = {
  path: 'parca.query.v1alpha1.QueryService/HasProfileData',
  request: HasProfileDataRequest,
  answer: HasProfileDataResponse,
};

function answersOf(archive: Archive): ReadonlyMap<string, Answer> {
  const { profiles } = archive.manifest;
  return new Map([
    answering(PARCA_METHODS.profileTypes, (question) => ({
      types: answerProfileTypes(profiles, question),
    })),
    answering(PARCA_METHODS.labels, (question) => ({
      labelNames: answerLabels(profiles, question),
      warnings: [],
    })),
    answering(PARCA_METHODS.values, (question) => ({
      labelValues: answerValues(profiles, question),
      warnings: [],
    })),
    answering(PARCA_METHODS.queryRange, (question) => ({
      series: answerQueryRange(profiles, question),
    })),
    answering(PARCA_METHODS.query, createMerge(archive)),
    answering(HAS_PROFILE_DATA, () => ({ hasData: profiles.length > 0 })),
    answering(PARCA_METHODS.targets, (question) => answerTargets(archive, question)),
    // Who pushed in the last five minutes is no longer so when a recording is played.
    answering(PARCA_METHODS.agents, () => ({ agents: [] })),
  ]);
}

function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  if (error instanceof Error && error.name === 'AbortError')
    return new GrpcError(GRPC.cancelled, 'the client has left');
  // A condition that takes too long for these labels.
  if (error instanceof SeriesError)
    return new GrpcError(GRPC.invalidArgument, `failed to parse query: ${error.message}`, error);
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
