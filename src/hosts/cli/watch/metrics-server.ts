import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliError } from '../failure';
import { CONTENT_TYPE } from './exposition';

export interface Address {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** `127.0.0.1:9717`, `[::1]:9717`, `:9717` for all addresses. Throws CliError. */
export function readAddress(text: string): Address {
  const [, host, port] = /^(\[[^\]]+\]|[^:\s]*):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535)
    throw new CliError(`--listen: expected ADDRESS:PORT such as 127.0.0.1:9717, got "${text}"`);
  return { host: host.replace(/^\[|\]$/g, '') || '0.0.0.0', port: Number(port) };
}

export interface MetricsServer {
  /** Of the metrics. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `print()` at /metrics. Rejects when the address cannot be had. */
export async function serveMetrics(
  { host, port }: Address,
  print: () => string,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    const { method = '', url = '' } = request;
    const path = url.split('?', 1)[0];
    if (path !== '/metrics') return answer(response, 404, 'nothing here: /metrics is\n');
    if (method !== 'GET' && method !== 'HEAD') return answer(response, 405, 'GET only\n');
    return answer(response, 200, print(), CONTENT_TYPE);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    ...{ 'content-type': type, 'content-length': Buffer.byteLength(text) },
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
