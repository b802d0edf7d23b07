import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { serve } from '../../../tests/support/serve';
import {
  startConsole,
  type ConsoleData,
  type ConsoleOptions,
  type RunningConsole,
} from './start-console';
import { parseUpstream } from './upstream';

/** Test fixture: consoles on free ports with pages of two files, closed when the test that starts them ends. */
export const QUERY = 'parca/api/parca.query.v1alpha1.QueryService/Query';

/** Of the running test; the last one first, as it began. */
export const closeAfterwards = (close: () => Promise<unknown>): void =>
  onTestFinished(async () => void (await close()));

/** A folder of built pages for the running test. */
export async function builtPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parcascope-'));
  closeAfterwards(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>pages</title>');
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'app');
  return folder;
}

export async function start(
  data: ConsoleData,
  more: Partial<ConsoleOptions> = {},
): Promise<RunningConsole> {
  const running = await startConsole({
    ...{ host: '127.0.0.1', port: 0, allowHosts: [], pages: more.pages ?? (await builtPages()) },
    ...{ version: '1.2.3', title: 'a title', data, timeoutMs: 5000, ...more },
  });
  closeAfterwards(() => running.close());
  return running;
}

export const live = (parca: string, headers: string[] = []): ConsoleData => ({
  mode: 'live',
  parca: parseUpstream('--parca', parca, headers),
});

export async function fake(...[listener]: Parameters<typeof serve>) {
  const server = await serve(listener);
  closeAfterwards(server.close);
  return server;
}

export const portOf = ({ url }: RunningConsole): number => Number(new URL(url).port);
