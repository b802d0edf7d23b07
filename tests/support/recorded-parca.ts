import { readFileSync } from 'node:fs';
import {
  LabelsRequest,
  ProfileTypesRequest,
  QueryRangeRequest,
  QueryRequest,
  TargetsRequest,
  ValuesRequest,
} from '@parca/client';
import type { JsonValue } from '@protobuf-ts/runtime';
import type { Transport, TransportResponse } from '#sources';

const FOLDER = new URL('../fixtures/parca/', import.meta.url);

export interface Recorded {
  readonly name: string;
  readonly method: string;
  readonly request: JsonValue;
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly grpcStatus: number;
  readonly file: string;
}

interface Manifest {
  readonly answers: readonly Recorded[];
}

export function readRecordings(): readonly Recorded[] {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8'));
  return manifest.answers;
}

export function responseOf({ file, httpStatus, headers }: Recorded): TransportResponse {
  return {
    status: httpStatus,
    headers,
    body: new Uint8Array(readFileSync(new URL(file, FOLDER))),
  };
}

/** What makes two requests the same question, apart from the time. */
interface Question {
  readonly what: readonly unknown[];
  readonly window: readonly [number, number];
}

interface Bounds {
  readonly start?: { readonly seconds: bigint };
  readonly end?: { readonly seconds: bigint };
}

const windowOf = ({ start, end }: Bounds = {}) =>
  [Number(start?.seconds ?? -Infinity), Number(end?.seconds ?? Infinity)] as const;

interface WireType<T> {
  fromBinary(bytes: Uint8Array): T;
  fromJson(json: JsonValue): T;
}
/** Reads a request as a wire message, from the bytes of a call or from the manifest's JSON. */
type Reader = <T>(type: WireType<T>) => T;

const QUESTIONS: Readonly<Record<string, (read: Reader) => Question>> = {
  ProfileTypes: (read) => ({ what: [], window: windowOf(read(ProfileTypesRequest)) }),
  Targets: (read) => ({ what: [read(TargetsRequest).state], window: windowOf() }),
  Labels: (read) => {
    const request = read(LabelsRequest);
    return { what: [request.profileType, request.match], window: windowOf(request) };
  },
  Values: (read) => {
    const request = read(ValuesRequest);
    return { what: [request.labelName, request.match], window: windowOf(request) };
  },
  QueryRange: (read) => {
    const request = read(QueryRangeRequest);
    const step = [String(request.step?.seconds), request.step?.nanos];
    return { what: [request.query, step], window: windowOf(request) };
  },
  Query: (read) => {
    const { options, reportType, nodeTrimThreshold, groupBy, filter } = read(QueryRequest);
    const merge = options.oneofKind === 'merge' ? options.merge : undefined;
    const extras = [nodeTrimThreshold, groupBy?.fields, filter.length];
    const what = [options.oneofKind, merge?.query, reportType, ...extras];
    return { what, window: windowOf(merge) };
  },
};

function questionOf(method: string, read: Reader): Question {
  const name = method.slice(method.indexOf('/') + 1);
  const { what, window } = QUESTIONS[name]?.(read) ?? { what: [], window: windowOf() };
  return { what: [name, ...what], window };
}

/** Questions look a little further back than the window that they are for. */
const SLACK_SECONDS = 61;

/**
 * Answers with what was recorded for the same method, query, report and step, within the window of the recording. A question that was
 * not recorded is a failure of the test.
 */
export function createRecordedParca(recordings = readRecordings()): Transport {
  const known = recordings.map((recorded) => ({
    recorded,
    question: questionOf(recorded.method, (type) => type.fromJson(recorded.request)),
  }));
  return {
    async request({ path, body }) {
      if (!(body instanceof Uint8Array)) throw new Error(`${path}: expected bytes`);
      const asked = questionOf(path.replace(/^api\//, ''), (type) =>
        type.fromBinary(body.subarray(5)),
      );
      const found = known.find(
        ({ question: { what, window } }) =>
          JSON.stringify(what) === JSON.stringify(asked.what) &&
          window[0] - SLACK_SECONDS <= asked.window[0] &&
          asked.window[1] <= window[1] + SLACK_SECONDS,
      );
      if (!found) throw new Error(`not recorded: ${JSON.stringify(asked)}`);
      return responseOf(found.recorded);
    },
  };
}
