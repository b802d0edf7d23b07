import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { ConsoleOptions, RunningConsole } from '../server/start-console';
import { streamOutput, type CliOutput } from './output';

/** How long a command waits for a server, in milliseconds. */
interface Patience {
  /** Without a word. */
  readonly silentMs: number;
  /** For the answer at the start of a console, which then goes on without it. */
  readonly startMs: number;
  /** For one answer while recording. */
  readonly recordMs: number;
}

/** Node's fetch itself gives up after 300 s. */
const PATIENCE: Patience = { silentMs: 2000, startMs: 10_000, recordMs: 240_000 };

/** What the commands use of the process that they run in. */
export interface CliEnvironment extends CliOutput {
  /** Folder of package.json, public/ and build/. */
  readonly root: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped into the program. */
  stdin(): AsyncIterable<Uint8Array>;
  /** Whether stderr is a terminal. */
  readonly isTerminal: boolean;
  readonly patience: Patience;
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back at the first SIGINT or SIGTERM, a second one ends the process; once `over` aborts, the first one does. */
  onStop(stop: () => void, over?: AbortSignal): void;
  startConsole(options: ConsoleOptions): Promise<RunningConsole>;
}

export function processEnvironment(root: string): CliEnvironment {
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return {
    root,
    version,
    env: process.env,
    stdin: () => process.stdin,
    isTerminal: process.stderr.isTTY === true,
    patience: PATIENCE,
    now: () => Date.now(),
    ...streamOutput(process.stdout, process.stderr),
    onStop,
    // fastify is loaded by the one command that serves.
    startConsole: async (options) =>
      (await import('../server/start-console')).startConsole(options),
  };
}

function onStop(stop: () => void, over?: AbortSignal): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, onSignal);
    over?.addEventListener('abort', () => process.off(signal, onSignal), { once: true });
  }
}
