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
import { BinaryReader, type IMessageType } from '@protobuf-ts/runtime';
import type { Transport, TransportRequest } from '../../ports';
import { SourceError } from '../../source-error';
import { decodeAnswer, encodeFrame, GRPC_WEB_HEADERS } from './grpc-web';

/** One question that Parca answers. */
export interface Method<I extends object, O extends object> {
  readonly path: string;
  readonly request: IMessageType<I>;
  readonly answer: IMessageType<O>;
  /** Says that there is no data by NOT_FOUND; of the other methods that is a failure. */
  readonly notFoundIsEmpty?: true;
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
    notFoundIsEmpty: true,
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

  /** undefined when the method says by NOT_FOUND that there is no data. */
  async call<I extends object, O extends object>(
    method: Method<I, O>,
    input: I,
    limit: Pick<TransportRequest, 'mostBytes'> = {},
  ): Promise<O | undefined> {
    const { transport, basePath = 'api', signal } = this.options;
    const response = await transport
      .request({
        path: [basePath, method.path].filter((part) => part !== '').join('/'),
        method: 'POST',
        headers: GRPC_WEB_HEADERS,
        body: encodeFrame(method.request.toBinary(input)),
        ...(signal && { signal }),
        ...limit,
      })
      .catch((error: unknown) => {
        throw error instanceof SourceError ? error.named('Parca') : error;
      });
    const name = method.path.slice(method.path.indexOf('/') + 1);
    try {
      return decodeMessage(name, method.answer, decodeAnswer(name, response));
    } catch (error) {
      if (method.notFoundIsEmpty && isNotFound(error)) return undefined;
      throw error;
    }
  }
}

/** By gRPC; a path that is not there is HTTP 404. */
function isNotFound(error: unknown): boolean {
  return error instanceof SourceError && error.kind === 'notFound' && error.status === 200;
}

/** Of one answer, those of the messages in it too. A scrape has some ten: 100 series over six hours of scrapes each 15 s are 1.4 million. */
const MOST_FIELDS = 2_000_000;

class TooManyFields extends Error {}

/** A field takes two bytes on the wire and may take a hundred in memory. */
class BoundedReader extends BinaryReader {
  private fields = 0;

  override tag(): ReturnType<BinaryReader['tag']> {
    this.fields += 1;
    if (this.fields > MOST_FIELDS) throw new TooManyFields();
    return super.tag();
  }
}

/** One label that is not UTF-8 must not take the whole answer with it, as the strict decoder of the library would have it. */
const LOSSY = new TextDecoder('utf-8', { ignoreBOM: true });

/** Fields that are not known are not kept. */
const READING = {
  readUnknownField: false,
  readerFactory: (bytes: Uint8Array) => new BoundedReader(bytes, LOSSY),
} as const;

function decodeMessage<O extends object>(name: string, type: IMessageType<O>, message: Uint8Array) {
  try {
    return type.fromBinary(message, READING);
  } catch (cause) {
    if (cause instanceof TooManyFields) throw tooManyFields(name);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw malformedAt(name, `no ${type.typeName} in ${message.length} bytes: ${reason}`);
  }
}

function tooManyFields(name: string): SourceError {
  const most = MOST_FIELDS.toLocaleString('en-US');
  const detail = `${name}: the answer has more than ${most} fields, the most that are read`;
  return new SourceError({ kind: 'tooLarge', source: 'Parca', detail });
}

/** An answer that is read but wrong: `QueryRange.series[3].samples[0].timestamp: missing`. */
export function malformedAt(path: string, fault: string): SourceError {
  return new SourceError({ kind: 'malformed', source: 'Parca', detail: `${path}: ${fault}` });
}
