// node bench/load/run.mjs [clients] [seconds]: a console on the demo archive, then one that passes on to another, each under load.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { milliseconds, printTable } from '../figures.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [clients = '50', seconds = '60'] = process.argv.slice(2);
/** Of what it takes between a third of the time and two thirds, the last third may take at most this. */
const MOST_GROWTH = 1.2;

const program = join(ROOT, 'build/bench/load/clients.mjs');
await build({
  absWorkingDir: ROOT,
  entryPoints: ['bench/load/clients.ts'],
  outfile: program,
  ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' },
  mainFields: ['module', 'main'],
});

const running = [];
try {
  const rows = [];
  const replay = await startConsole([]);
  rows.push({ console: 'archive', ...(await load(replay)) });
  const behind = ['--parca', `${replay.url}/parca`, '--prometheus', `${replay.url}/prometheus`];
  rows.push({ console: 'proxy of another', ...(await load(await startConsole(behind))) });
  console.log(`\n${printTable(rows)}`);
  process.exitCode = rows.every(({ errors, steady }) => errors === 0 && steady === 'yes') ? 0 : 1;
} finally {
  for (const child of running) child.kill();
}

async function startConsole(args) {
  const child = spawn(process.execPath, ['bin/parcascope.js', '--port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  for await (const text of child.stdout) {
    const url = /is at (http:\S+)/.exec(String(text))?.[1];
    if (url) return { url, pid: child.pid };
  }
  throw new Error('the console did not start');
}

async function load({ url, pid }) {
  const memory = [];
  const watch = setInterval(() => memory.push(residentBytes(pid)), 1000);
  const { answers, left, errors, median, p99 } = await ask(url);
  clearInterval(watch);
  for (const [text, times] of Object.entries(errors)) console.error(`${times}x ${text}`);
  const third = Math.floor(memory.length / 3);
  const [, middle, last] = [0, 1, 2].map((i) =>
    Math.max(...memory.slice(i * third, (i + 1) * third)),
  );
  return {
    clients,
    seconds,
    answers,
    'left before the answer': left,
    errors: Object.keys(errors).length,
    'median (ms)': milliseconds(median),
    'p99 (ms)': milliseconds(p99),
    'memory, second third (MB)': Math.round(middle / 1e6),
    'memory, last third (MB)': Math.round(last / 1e6),
    steady: last <= MOST_GROWTH * middle ? 'yes' : 'no',
    'open files after': await settledFiles(pid),
  };
}

function ask(url) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, url, clients, seconds], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(text)) : reject(new Error(`clients: exit ${code}`)),
    );
  });
}

/** Linux tells of another process by files. */
function residentBytes(pid) {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** The clients have gone; so have their questions, once the console has heard of it. */
async function settledFiles(pid) {
  await new Promise((resolve) => setTimeout(resolve, 6000));
  return readdirSync(`/proc/${pid}/fd`).length;
}
