// npm run calibrate -- [--trials 500]: what src/statistics says of programs with known truth; writes the tables of docs/statistics.md.
// npm run calibrate -- --fleets 200: what src/changes says of fleets with known truth; writes those of fleets.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'build/calibrate/main.mjs';
const DOC = 'docs/statistics.md';
const PART = process.argv.some((each) => each.startsWith('--fleets')) ? 'fleets' : 'calibration';
const [BEGIN, END] = [`<!-- ${PART}: begin -->`, `<!-- ${PART}: end -->`];

await build({
  entryPoints: ['tests/calibration/main.ts'],
  outfile: OUT,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
const { status, stdout } = spawnSync(process.execPath, [OUT, ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'inherit'],
  encoding: 'utf8',
});
if (status !== 0) process.exit(1);

const date = new Date().toISOString().slice(0, 10);
const doc = readFileSync(DOC, 'utf8');
const [before, after] = [doc.indexOf(BEGIN), doc.indexOf(END)];
if (before < 0 || after < before) throw new Error(`${DOC}: expected ${BEGIN} … ${END}`);
const tables = `${BEGIN}\n\nMeasured on ${date}.\n\n${stdout}\n`;
writeFileSync(DOC, doc.slice(0, before) + tables + doc.slice(after));
console.log(stdout);
