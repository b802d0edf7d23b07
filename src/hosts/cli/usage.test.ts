import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CliEnvironment } from './console-port';
import { run } from './main';

const before = process.exitCode;
beforeEach(() => {
  process.exitCode = undefined;
});
afterEach(() => {
  process.exitCode = before;
});

/** What the process leaves with: the program's answer, or what a command has set. */
async function runProgram(...args: string[]) {
  let said = '';
  const say = (text: string) => void (said += text);
  const environment: CliEnvironment = {
    root: '.',
    version: '1.2.3',
    env: {},
    loadConsole: () => Promise.reject(new Error('these commands need no console')),
    stdout: say,
    stderr: say,
    isTerminal: false,
    now: () => 0,
    onStop: () => {},
  };
  const code = await run(args, environment);
  return { code: code === 0 ? (process.exitCode ?? 0) : code, said };
}

test.each([
  { args: ['top'], said: "missing required argument 'file'" },
  { args: ['compare', 'a'], said: "missing required argument 'comparison'" },
  { args: ['top', 'a', '--frobnicate'], said: "unknown option '--frobnicate'" },
  { args: ['top', 'a', 'b'], said: 'too many arguments' },
  { args: ['compare', 'a', 'b', '--fail-above'], said: 'argument missing' },
])('$args is bad input: 2, because 1 means that a threshold is passed', async ({ args, said }) => {
  const answer = await runProgram(...args);
  expect(answer.code).toBe(2);
  expect(answer.said).toContain(said);
});

test.each([
  { command: 'top', options: ['--by', '--json', '--sample-type'] },
  { command: 'compare', options: ['--normalise', '--fail-above', '--json', '--sample-type'] },
])('$command --help names its options and is no failure', async ({ command, options }) => {
  const { code, said } = await runProgram(command, '--help');
  expect(code).toBe(0);
  for (const option of options) expect(said).toContain(option);
});

test('a command leaves its own code', async () => {
  expect((await runProgram('top', 'no-such-file.pb.gz')).code).toBe(2);
});
