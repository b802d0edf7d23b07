import type { CliEnvironment, ConsolePort, Upstream } from './console-port';
import { run } from './main';

type Started = Parameters<ConsolePort['startConsole']>[0];

/** Runs a command line against a console that only notes how it was started. */
export async function execute(args: readonly string[], more: Partial<CliEnvironment> = {}) {
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const started: Started[] = [];
  const environment: CliEnvironment = {
    ...{ root: process.cwd(), version: '1.2.3', env: {}, isTerminal: false },
    now: () => Date.parse('2026-11-21T00:34:00Z'),
    stdout: (text) => stdout.push(text),
    stderr: (text) => stderr.push(text),
    onStop: () => undefined,
    loadConsole: async () => ({
      parseUpstream,
      printUpstream: ({ origin }) => origin,
      startConsole: async (options) => {
        started.push(options);
        if (options.data.mode === 'archive') await options.data.archive.close();
        return { url: 'http://127.0.0.1:7171', close: async () => undefined };
      },
    }),
    ...more,
  };
  const code = await run(args, environment);
  return { code, stdout: stdout.join(''), stderr: stderr.join(''), started };
}

/** As the console's own, whose errors are known by their name alone. */
function parseUpstream(option: string, url: string, lines: readonly string[]): Upstream {
  const pairs = lines.map((line) => line.split(': '));
  if (!/^https?:/.test(url) || pairs.some(({ length }) => length !== 2))
    throw Object.assign(new Error(`${option}: refused`), { name: 'UpstreamError' });
  const headers: Record<string, string> = Object.fromEntries(pairs);
  return { origin: new URL(url).origin, prefix: '', headers };
}
