import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceError, type Transport } from '#sources';
import { serve } from './serve';

const BINARY = '/usr/bin/prometheus';
const READY_WITHIN_MS = 60_000;

/** One scraped address with its labels. */
export interface ScrapedTarget {
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface RunningPrometheus {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Prometheus on a free port that scrapes the targets several times a second; resolves when it answers. */
export async function startPrometheus(
  targets: readonly ScrapedTarget[],
): Promise<RunningPrometheus> {
  if (!existsSync(BINARY))
    throw new Error(`${BINARY} is missing: apt-get install --yes prometheus`);
  const folder = await mkdtemp(join(tmpdir(), 'parcascope-prometheus-'));
  await writeFile(join(folder, 'prometheus.yml'), printConfig(targets));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const log: string[] = [];
  const child = spawn(BINARY, [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  child.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const stop = async () => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(`${url} is ready`, async () => {
      if (child.exitCode !== null) throw new Error(`prometheus ended: ${log.join('')}`);
      return (await fetch(`${url}/-/ready`)).ok;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/** A page of metrics in Prometheus' text format, served on a free port. */
export async function startExporter(
  print: () => string,
): Promise<{ readonly address: string; stop(): Promise<void> }> {
  const { url, close } = await serve((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4');
    response.end(print());
  });
  return { address: new URL(url).host, stop: close };
}

/** Asks again until the answer is yes; a refused connection is a no. */
export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const yes = await ask().catch((error: unknown) => {
      if (error instanceof TypeError) return false;
      throw error;
    });
    if (yes) return;
    if (Date.now() > deadline) throw new Error(`not within ${READY_WITHIN_MS / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `fetch` as a Transport, as a host makes one. */
export function transportTo(url: string): Transport {
  return {
    async request({ path, method, headers, body, signal }) {
      try {
        const sent = typeof body === 'string' ? body : body && new Uint8Array(body);
        const response = await fetch(`${url.replace(/\/$/, '')}/${path}`, {
          method,
          headers: { ...headers },
          body: sent,
          signal,
        });
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: new Uint8Array(await response.arrayBuffer()),
        };
      } catch (cause) {
        const kind = signal?.aborted ? 'aborted' : 'unreachable';
        throw new SourceError({ kind, source: 'Prometheus', detail: String(cause), cause });
      }
    },
  };
}

/** JSON is YAML. */
function printConfig(targets: readonly ScrapedTarget[]): string {
  const static_configs = targets.map(({ address, labels }) => ({ targets: [address], labels }));
  return JSON.stringify({
    global: { scrape_interval: '250ms', scrape_timeout: '250ms' },
    scrape_configs: [{ job_name: 'units', static_configs }],
  });
}

async function freePort(): Promise<number> {
  const { url, close } = await serve(() => undefined);
  await close();
  return Number(new URL(url).port);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}
