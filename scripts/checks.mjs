import { spawn } from 'node:child_process';

/** What holds for every file without running it; each uses one core, and is quick when little has changed since the last time. */
export const CHECKS = {
  format: [
    ...['prettier', '--check', '--log-level', 'warn', '.'],
    ...['--cache', '--cache-location', 'node_modules/.cache/prettier/.prettier-cache'],
  ],
  types: [
    'tsc',
    '-p',
    '.',
    '--incremental',
    '--tsBuildInfoFile',
    'node_modules/.cache/tsbuildinfo',
  ],
  lint: ['eslint', '.', '--cache', '--cache-location', 'node_modules/.cache/eslint'],
  'dead code': ['knip'],
  'code for tests alone': ['knip', '--production'],
};

/** Runs one command and prints what it says when it has ended, because others run beside it. Resolves to its title and whether it succeeded. */
async function check(title, args, env = process.env) {
  const from = Date.now();
  const output = [];
  const status = await new Promise((resolve) => {
    const child = spawn('npx', ['--no-install', ...args], { env });
    child.stdout.on('data', (bytes) => output.push(bytes));
    child.stderr.on('data', (bytes) => output.push(bytes));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', resolve);
  });
  console.log(`\n== ${title}`);
  process.stdout.write(Buffer.concat(output));
  const seconds = ((Date.now() - from) / 1000).toFixed(0);
  console.log(`== ${title}: ${status === 0 ? 'ok' : `exit ${status}`} (${seconds} s)`);
  return { title, ok: status === 0 };
}

/** One after the other; resolves to which succeeded. */
export async function checkInTurn(checks, env) {
  const results = [];
  for (const [title, args] of checks) results.push(await check(title, args, env));
  return results;
}
