import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median, milliseconds, printTable, ratio } from '../figures.mjs';

const REPEATS = 5;
const GENERATED_NODES = 100_000;
const LARGE_NODES = 1_000_000;
const PROGRAMS = [
  ...['write-generated', 'top', 'in-process', 'transforms'],
  ...['cancel', 'work-thread'],
];
/** All rows with exact values, and no search for the binaries that the profile names. */
const TOP = '-top -nodecount=0 -nodefraction=0 -edgefraction=0 -unit=nanoseconds -symbolize=none';

/** Decoding and the top table against `go tool pprof -top`, each as a process on the same files. */
export async function runDecode(root) {
  const out = join(root, 'build/bench/decode');
  await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS.map((name) => `bench/decode/${name}.ts`),
    outdir: out,
    bundle: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const peers = join(root, 'bench/decode/peers');
  if (!existsSync(join(peers, 'node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: peers, stdio: 'ignore' });
  const ours = join(out, 'top.mjs');
  const fixtures = join(root, 'tests/fixtures/pprof');
  const generated = join(out, 'generated.pb.gz');
  run(join(out, 'write-generated.mjs'), String(GENERATED_NODES), generated);
  const pprof = findPprof();
  const empty = join(fixtures, 'merge-pprof-empty.pb.gz');
  const rows = [
    ['recorded', join(fixtures, 'merge-pprof-cpu-app-grouped.pb.gz')],
    ['generated', generated],
  ].map(([name, file]) => {
    const inProcess = JSON.parse(run(join(out, 'in-process.mjs'), file));
    const peer = JSON.parse(run(join(peers, 'pprof-format.mjs'), file));
    if (pprof) expectSameRows(run(ours, file), runPprof(pprof, file));
    const times = { ours: [], pprof: [], startUp: [] };
    for (let i = 0; i < REPEATS; i++) {
      times.ours.push(timed(() => run(ours, file)));
      if (!pprof) continue;
      times.pprof.push(timed(() => runPprof(pprof, file)));
      times.startUp.push(timed(() => runPprof(pprof, empty)));
    }
    return toRow({ name, file, inProcess, peer, times });
  });
  console.log(`pprof of ${pprof ? goVersion() : 'no Go: not measured'}\n`);
  console.log(`## Decode and top table (ms)\n\n${printTable(rows)}\n`);
  const transforms = JSON.parse(run(join(out, 'transforms.mjs'), String(LARGE_NODES)));
  console.log(`## A tree of ${transforms.nodes} nodes, ${transforms.bytesANode} bytes each (ms)\n`);
  console.log(`${printTable(transforms.answer.map(toTransformRow))}\n`);
  const million = join(out, 'million.pb.gz');
  run(join(out, 'write-generated.mjs'), String(LARGE_NODES), million);
  const { answered, next } = JSON.parse(run(join(out, 'cancel.mjs'), million));
  console.log(`## Opening a profile of ${LARGE_NODES} nodes is cancelled (ms)\n`);
  const row = { answered: milliseconds(answered), 'next call answered': milliseconds(next) };
  console.log(`${printTable([row])}\n`);
}

function toTransformRow({ what, first, warm }) {
  return { what, first: milliseconds(first), warm: milliseconds(warm) };
}

function toRow({ name, file, inProcess, peer, times }) {
  const [ours, pprof, startUp] = [times.ours, times.pprof, times.startUp].map(median);
  return {
    profile: name,
    kB: Math.round(statSync(file).size / 1024),
    nodes: inProcess.nodes,
    functions: inProcess.functions,
    'in process: first': milliseconds(inProcess.first),
    'in process: warm': milliseconds(inProcess.warm),
    'pprof-format: first': milliseconds(peer.first),
    'pprof-format: warm': milliseconds(peer.warm),
    process: milliseconds(ours),
    'pprof process': milliseconds(pprof),
    'pprof on an empty profile': milliseconds(startUp),
    'pprof process / process': ratio(pprof, ours),
    'pprof without start-up / first': ratio(pprof - startUp, inProcess.first),
    'pprof without start-up / warm': ratio(pprof - startUp, inProcess.warm),
  };
}

/** The program itself: `go tool` builds it when it is used the first time. */
function findPprof() {
  const { status } = spawnSync('go', ['tool', 'pprof', '-h'], { stdio: 'ignore' });
  if (status === null) return undefined;
  return execFileSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' }).trim();
}

const goVersion = () => execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
const large = { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] };
const run = (...args) => execFileSync(process.execPath, args, large);
const runPprof = (pprof, file) => execFileSync(pprof, [...TOP.split(' '), file], large);

function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A time is worth something only for the same answer. */
function expectSameRows(ours, theirs) {
  const row = /^\s*(-?\d+)\D*\s+\S+%?\s+\S+%\s+(-?\d+)\D*\s+\S+%?\s+(.+)$/;
  const lines = theirs.trimEnd().split('\n');
  const header = lines.findIndex((line) => line.trim().startsWith('flat  flat%'));
  const expected = lines.slice(header + 1).map((line) => {
    const [, self, total, name] = row.exec(line) ?? [];
    return `${self} ${total} ${name?.replace(/ \((?:partial-)?inline\)$/, '')}`;
  });
  const found = ours.trimEnd().split('\n');
  if (found.sort().join('\n') !== expected.sort().join('\n'))
    throw new Error(`the top tables differ: ${found.length} rows, pprof has ${expected.length}`);
}
