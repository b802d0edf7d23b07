import {
  AgentsRequest,
  AgentsResponse,
  LabelsRequest,
  LabelsResponse,
  ProfileTypesRequest,
  ProfileTypesResponse,
  QueryRangeRequest,
  QueryRangeResponse,
  QueryRequest,
  QueryResponse,
  TargetsRequest,
  TargetsResponse,
  ValuesRequest,
  ValuesResponse,
} from '@parca/client';
import type { IMessageType } from '@protobuf-ts/runtime';
import type { Transport } from '../ports';
import { SourceError } from '../source-error';
import { decodeAnswer, encodeFrame, GRPC_WEB_HEADERS } from './grpc-web';

interface Method<I extends object, O extends object> {
  readonly path: string;
  readonly request: IMessageType<I>;
  readonly answer: IMessageType<O>;
}

const QUERY = 'parca.query.v1alpha1.QueryService';

/** Every method that Parcascope calls. https://github.com/parca-dev/parca/tree/main/proto/parca */
export const METHODS = {
  profileTypes: {
    path: `${QUERY}/ProfileTypes`,
    request: ProfileTypesRequest,
    answer: ProfileTypesResponse,
  },
  labels: { path: `${QUERY}/Labels`, request: LabelsRequest, answer: LabelsResponse },
  values: { path: `${QUERY}/Values`, request: ValuesRequest, answer: ValuesResponse },
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
  agents: {
    path: 'parca.profilestore.v1alpha1.AgentsService/Agents',
    request: AgentsRequest,
    answer: AgentsResponse,
  },
} as const;

/** One server, for the time of one question. */
export interface Channel {
  readonly transport: Transport;
  readonly basePath: string;
  readonly signal: AbortSignal | undefined;
}

/** One unary call; undefined when Parca answers NOT_FOUND. Rejects with a SourceError. */
export async function call<I extends object, O extends object>(
  channel: Channel,
  method: Method<I, O>,
  input: I,
): Promise<O | undefined> {
  const response = await channel.transport
    .request({
      path: [channel.basePath, method.path].filter((part) => part !== '').join('/'),
      method: 'POST',
      headers: GRPC_WEB_HEADERS,
      body: encodeFrame(method.request.toBinary(input)),
      ...(channel.signal && { signal: channel.signal }),
    })
    .catch((error: unknown) => {
      throw asParca(error);
    });
  const name = method.path.slice(method.path.indexOf('/') + 1);
  const message = decodeAnswer(name, response);
  return message && decodeMessage(name, method.answer, message);
}

function decodeMessage<O extends object>(name: string, type: IMessageType<O>, message: Uint8Array) {
  try {
    return type.fromBinary(message);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw malformedAt(name, `no ${type.typeName} in ${message.length} bytes: ${words}`);
  }
}

/** An answer that is read but wrong: `QueryRange.series[3].samples[0].timestamp: missing`. */
export function malformedAt(path: string, fault: string): SourceError {
  return new SourceError({ kind: 'malformed', source: 'Parca', detail: `${path}: ${fault}` });
}

function asParca(error: unknown): unknown {
  if (!(error instanceof SourceError)) return error;
  const { kind, detail, status } = error;
  return new SourceError({
    kind,
    detail,
    source: 'Parca',
    cause: error,
    ...(status !== undefined && { status }),
  });
}
