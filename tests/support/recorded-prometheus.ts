import { readFileSync } from 'node:fs';
import type { Transport, TransportRequest, TransportResponse } from '#sources';

const FOLDER = new URL('../fixtures/prometheus/', import.meta.url);

/** The text of a recorded answer. */
export function readRecorded(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), 'utf8');
}

/** A transport that gives one answer to everything and keeps what was asked. */
export function answering(
  body: string,
  {
    status = 200,
    contentType = 'application/json',
  }: { status?: number; contentType?: string } = {},
): Transport & { readonly asked: TransportRequest[] } {
  const asked: TransportRequest[] = [];
  const response: TransportResponse = {
    status,
    headers: contentType === '' ? {} : { 'content-type': contentType },
    body: new TextEncoder().encode(body),
  };
  return {
    asked,
    request(request) {
      asked.push(request);
      return Promise.resolve(response);
    },
  };
}
