import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { serve } from '../../../tests/support/serve';
import {
  startConsole,
  type ConsoleData,
  type ConsoleOptions,
  type RunningConsole,
} from './start-console';
import { parseUpstream } from './upstream';

/** Test fixture: consoles on free ports with pages of two files, closed after each test of the file that imports it. */
export const QUERY = 'parca/api/parca.query.v1alpha1.QueryService/Query';

const closing: (() => Promise<unknown>)[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  closing.push(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>pages</title>');
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'app');
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

export function closeAfterwards(close: () => Promise<unknown>): void {
  closing.push(close);
}

export const pages = (): string => folder;

export async function start(
  data: ConsoleData,
  more: Partial<ConsoleOptions> = {},
): Promise<RunningConsole> {
  const running = await startConsole({
    ...{ host: '127.0.0.1', port: 0, allowHosts: [], pages: folder },
    ...{ version: '1.2.3', title: 'a title', data, timeoutMs: 5000, ...more },
  });
  closing.push(() => running.close());
  return running;
}

export const live = (parca: string, headers: string[] = []): ConsoleData => ({
  mode: 'live',
  parca: parseUpstream('--parca', parca, headers),
});

export async function fake(...[listener]: Parameters<typeof serve>) {
  const server = await serve(listener);
  closing.push(server.close);
  return server;
}

export const portOf = ({ url }: RunningConsole): number => Number(new URL(url).port);
