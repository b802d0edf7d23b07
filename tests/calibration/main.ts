// The tables of docs/statistics.md, as Markdown. scripts/calibrate.mjs runs this.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { levelTable, powerTable, quietTable, siblingTable, stepTables } from './tables';

const { values } = parseArgs({ options: { trials: { type: 'string', default: '500' } } });
const trials = Number(values.trials);
if (!(trials >= 1))
  throw new Error(`--trials: expected a number of at least 1, got ${values.trials}`);
/** Of what takes long: the figures are coarser. */
const fifth = Math.max(1, Math.round(trials / 5));

const parts = {
  'nothing changed': () => quietTable(trials),
  'one function grew': () => powerTable(fifth),
  siblings: () => siblingTable(fifth),
  levels: () => levelTable(trials),
  steps: () => stepTables(trials),
};
const tables = Object.entries(parts).map(([name, make]) => {
  const start = performance.now();
  const made = make();
  process.stderr.write(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  return made;
});
process.stdout.write(`${tables.join('\n\n')}\n`);
