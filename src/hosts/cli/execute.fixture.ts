import type { ConsoleOptions } from '../server/start-console';
import type { CliEnvironment } from './environment';
import { run } from './main';
// The commands load these when they run; loaded here they do not count against a test's time limit.
import './find-changes/changes';
import './record/record';
import './serve/serve';
import './watch/watch';

/** Runs a command line, with a console that only notes how it was started. */
export async function execute(args: readonly string[], more: Partial<CliEnvironment> = {}) {
  const texts = { stdout: '', stderr: '' };
  const started: ConsoleOptions[] = [];
  const code = await run(args, {
    ...{ root: process.cwd(), version: '1.2.3', env: {}, isTerminal: false },
    patience: { silentMs: 60_000, startMs: 60_000, recordMs: 60_000 },
    now: () => Date.parse('2026-11-21T00:34:00Z'),
    stdout: async (text) => void (texts.stdout += text),
    stderr: async (text) => void (texts.stderr += text),
    stdin: () => (async function* () {})(),
    onStop: () => undefined,
    startConsole: async (options) => {
      started.push(options);
      if (options.data.mode === 'archive') await options.data.archive.close();
      return { url: 'http://127.0.0.1:7171', close: async () => undefined };
    },
    ...more,
  });
  return { code, ...texts, started };
}
