import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { test as base, type BrowserContext } from '@playwright/test';
import { ROOT } from './demo-archive';
import { expect } from './expect';
import { watchLabels } from './painted-labels';
import { CompareView } from './views/compare-view';
import { ProfileView } from './views/profile-view';

interface WorkerFixtures {
  /** Of a console on the demo archive, one a worker. */
  readonly consoleUrl: string;
}

interface TestFixtures {
  readonly profile: ProfileView;
  readonly compare: CompareView;
  /** What the browser may complain about in this test; anything else that it logs as warning or error fails the test. */
  readonly mayComplain: RegExp | undefined;
  readonly complaints: readonly string[];
}

/** The built console with the pages' view objects. Every test also holds that the browser has nothing to complain about. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  consoleUrl: [
    async ({}, provide) => {
      const { url, stop } = await startConsole();
      await provide(url);
      await stop();
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  baseURL: ({ consoleUrl }, provide) => provide(consoleUrl),
  timezoneId: 'UTC',
  locale: 'en-GB',
  mayComplain: [undefined, { option: true }],
  complaints: [
    async ({ context, mayComplain }, provide) => {
      const complaints = listen(context);
      await watchLabels(context);
      await provide(complaints);
      expect(complaints.filter((words) => !mayComplain?.test(words))).toEqual([]);
    },
    { auto: true },
  ],
  profile: ({ page }, provide) => provide(new ProfileView(page)),
  compare: ({ page }, provide) => provide(new CompareView(page)),
});

export { expect };

function listen(context: BrowserContext): readonly string[] {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  return complaints;
}

const LINE = /^Parcascope is at (http:\/\/\S+)( \(demo archive\))?/;

/** Of the demo, unless `args` name servers. Fails with what the program said when it ends before it says where it is. */
export async function startConsole(
  args: readonly string[] = [],
): Promise<{ url: string; stop: () => Promise<void> }> {
  const program = spawn(process.execPath, ['bin/parcascope.js', '--port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  program.stderr.on('data', (text) => (said += String(text)));
  const url = await new Promise<string>((resolve, reject) => {
    program.on('error', reject);
    program.on('exit', (code) => reject(new Error(`the console ended with ${code}:\n${said}`)));
    createInterface(program.stdout).on('line', (line) => {
      said += `${line}\n`;
      const found = LINE.exec(line);
      if (found) resolve(found[1]!);
    });
  });
  return { url, stop: () => stop(program) };
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) throw new Error(`the console had ended with ${program.exitCode}`);
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGTERM');
  await ended;
}
