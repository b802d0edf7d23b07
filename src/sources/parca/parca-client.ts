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

/** One question that Parca answers. */
export interface Method<I extends object, O extends object> {
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

export interface ParcaClientOptions {
  readonly transport: Transport;
  /** Where gRPC-Web is below the transport's root; `api` when missing. */
  readonly basePath?: string;
  /** Cancels every call. */
  readonly signal?: AbortSignal;
}

/** Unary gRPC-Web calls to one Parca server: framing, status and decoding. Every failure is a SourceError of the source Parca. */
export class ParcaClient {
  constructor(private readonly options: ParcaClientOptions) {}

  get signal(): AbortSignal | undefined {
    return this.options.signal;
  }

  /** The same server, for calls that this signal cancels. */
  withSignal(signal: AbortSignal | undefined): ParcaClient {
    return signal ? new ParcaClient({ ...this.options, signal }) : this;
  }

  /** undefined when Parca answers NOT_FOUND, which is how it says that there is no data. */
  async call<I extends object, O extends object>(
    method: Method<I, O>,
    input: I,
  ): Promise<O | undefined> {
    const { transport, basePath = 'api', signal } = this.options;
    const response = await transport
      .request({
        path: [basePath, method.path].filter((part) => part !== '').join('/'),
        method: 'POST',
        headers: GRPC_WEB_HEADERS,
        body: encodeFrame(method.request.toBinary(input)),
        ...(signal && { signal }),
      })
      .catch((error: unknown) => {
        throw asParca(error);
      });
    const name = method.path.slice(method.path.indexOf('/') + 1);
    const message = decodeAnswer(name, response);
    return message && decodeMessage(name, method.answer, message);
  }
}

function decodeMessage<O extends object>(name: string, type: IMessageType<O>, message: Uint8Array) {
  try {
    return type.fromBinary(message);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw malformedAt(name, `no ${type.typeName} in ${message.length} bytes: ${reason}`);
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
