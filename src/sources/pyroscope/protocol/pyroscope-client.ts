import { BinaryWriter, WireType } from '@protobuf-ts/runtime';
import type { Milliseconds, TimeRange } from '#series';
import { parseWith } from '../../parse-with';
import type { Transport, TransportResponse } from '../../ports';
import { SourceError } from '../../source-error';
import type { Method } from './answers';
import { failureOf, foundIn, PYROSCOPE } from './failure';
import type { LabelNames } from '../label-names';

export interface PyroscopeClientOptions {
  readonly transport: Transport;
  /** What stands before `querier.v1.QuerierService`, for a server under a prefix that the transport does not know of. */
  readonly basePath?: string;
  /** Cancels every call. */
  readonly signal?: AbortSignal;
  /** What is known of the server; left out, names are asked each time. */
  readonly labelNames?: LabelNames;
}

/** A merge of one type's profiles; both bounds count, in whole milliseconds that are compared with nanoseconds. */
export interface MergeRequest extends TimeRange {
  readonly profileTypeID: string;
  readonly labelSelector: string;
}

const SERVICE = 'querier.v1.QuerierService';
const JSON_TYPE = 'application/json';
const PROTO_TYPE = 'application/proto';
/** Without it, names of labels with dots or letters beyond ASCII are kept back. */
const ALL_NAMES = `${JSON_TYPE}; allow-utf8-labelnames=true`;

/**
 * Unary Connect calls over plain HTTP to one Pyroscope: JSON for what is small, the profile itself as it is stored. Every failure is a
 * SourceError of the source Pyroscope.
 */
export class PyroscopeClient {
  constructor(private readonly options: PyroscopeClientOptions) {}

  get signal(): AbortSignal | undefined {
    return this.options.signal;
  }

  get labelNames(): LabelNames | undefined {
    return this.options.labelNames;
  }

  /** The same server, for calls that this signal cancels. */
  withSignal(signal: AbortSignal | undefined): PyroscopeClient {
    return signal ? new PyroscopeClient({ ...this.options, signal }) : this;
  }

  ask<T, Q extends TimeRange>(method: Method<T>, question: Q): Promise<T> {
    return this.#startingEarlier(question, async (asked) => {
      const headers = { 'content-type': JSON_TYPE, accept: ALL_NAMES };
      const response = await this.#post(method.name, JSON.stringify(asked), headers);
      return parseWith(method.answer, readJson(method.name, response), {
        source: PYROSCOPE,
        at: method.name,
      });
    });
  }

  /** The merged profile as plain pprof, every stack of it; length 0 when nothing matches. */
  merge(request: MergeRequest): Promise<Uint8Array> {
    const method = 'SelectMergeProfile';
    return this.#startingEarlier(request, async (asked) => {
      const headers = { 'content-type': PROTO_TYPE, accept: PROTO_TYPE };
      const response = await this.#post(method, encodeMerge(asked), headers);
      expectType(method, response, PROTO_TYPE);
      return response.body;
    });
  }

  async #post(
    method: string,
    body: string | Uint8Array,
    headers: Readonly<Record<string, string>>,
  ): Promise<TransportResponse> {
    const { transport, basePath = '', signal } = this.options;
    const response = await transport
      .request({
        path: [basePath.replace(/^\/+|\/+$/g, ''), SERVICE, method].filter(Boolean).join('/'),
        ...{ method: 'POST', headers, body },
        ...(signal && { signal }),
      })
      .catch((error: unknown) => {
        throw error instanceof SourceError ? error.named(PYROSCOPE) : error;
      });
    if (response.status !== 200) throw failureOf(response);
    return response;
  }

  /**
   * Where a range begins exactly at the oldest profile that the server has, to the millisecond, it says that the start is after the end. A
   * millisecond earlier it answers the same question: there is nothing older.
   */
  async #startingEarlier<T, Q extends TimeRange>(
    question: Q,
    ask: (question: Q) => Promise<T>,
  ): Promise<T> {
    try {
      return await ask(question);
    } catch (error) {
      const isOldest = error instanceof SourceError && error.detail.startsWith(AFTER_END);
      if (!isOldest || question.start >= question.end) throw error;
      return ask({ ...question, start: question.start - 1 });
    }
  }
}

const AFTER_END = 'query start time is after end time';

function readJson(method: string, response: TransportResponse): unknown {
  expectType(method, response, JSON_TYPE);
  const text = new TextDecoder().decode(response.body);
  try {
    return JSON.parse(text);
  } catch {
    throw malformedAt(method, `expected JSON, got ${foundIn(response, text)}`);
  }
}

/** A log-in page and another server answer with 200, too. */
function expectType(method: string, response: TransportResponse, expected: string): void {
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === expected) return;
  const text = new TextDecoder().decode(response.body.subarray(0, 80));
  throw malformedAt(method, `expected ${expected}, got ${foundIn(response, text)}`);
}

function malformedAt(path: string, fault: string): SourceError {
  return new SourceError({ kind: 'malformed', source: PYROSCOPE, detail: `${path}: ${fault}` });
}

/** querier.v1.SelectMergeProfileRequest: two texts and two int64, which is all that a generated client would add. */
function encodeMerge({ profileTypeID, labelSelector, start, end }: MergeRequest): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, WireType.LengthDelimited).string(profileTypeID);
  writer.tag(2, WireType.LengthDelimited).string(labelSelector);
  const int64 = (field: number, time: Milliseconds) =>
    writer.tag(field, WireType.Varint).int64(String(time));
  int64(3, start);
  int64(4, end);
  return writer.finish();
}
