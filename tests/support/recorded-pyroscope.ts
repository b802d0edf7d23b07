import { readFileSync } from 'node:fs';
import type { TransportResponse } from '#sources';

const FOLDER = new URL('../fixtures/pyroscope/', import.meta.url);

interface RecordedQuestion {
  readonly start?: number;
  readonly end?: number;
  readonly profileTypeID?: string;
  readonly labelSelector?: string;
}

export interface Recorded {
  readonly name: string;
  readonly storage: 'v1' | 'v2';
  readonly method: string;
  /** Of the request. */
  readonly contentType: string;
  readonly request: RecordedQuestion;
  /** The request's bytes, of merges. */
  readonly requestFile?: string;
  readonly httpStatus: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
}

export function readRecordings(): readonly Recorded[] {
  return JSON.parse(readText('manifest.json')).answers;
}

/** A profile that was sent. */
export interface Ingested {
  readonly instance: string;
  readonly profile: string;
  /** Epoch nanoseconds. */
  readonly time: string;
  readonly totals: Readonly<Record<string, number>>;
}

export function readIngested(): readonly Ingested[] {
  const lines = readText('ingested.jsonl').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

export const readBytes = (file: string) => new Uint8Array(readFileSync(new URL(file, FOLDER)));
const readText = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');

export function responseOf({ file, httpStatus, headers }: Recorded): TransportResponse {
  return { status: httpStatus, headers, body: readBytes(file) };
}
