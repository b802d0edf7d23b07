// The tables of docs/statistics.md, as Markdown. scripts/calibrate.mjs runs this.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { plantedFleets, quietFleets } from './fleet-table';
import {
  bentTable,
  leakTable,
  levelTable,
  powerTable,
  quietTable,
  siblingTable,
  stepTables,
} from './tables';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '500' },
    /** Only the tables of fleets, of so many fleets each. */
    fleets: { type: 'string' },
  },
});
const trials = countOf('trials', values.trials);
/** Of what takes long: the figures are coarser. */
const fifth = Math.max(1, Math.round(trials / 5));

const programs = {
  'nothing changed': () => quietTable(trials),
  'one function grew': () => powerTable(fifth),
  siblings: () => siblingTable(fifth),
  levels: () => levelTable(trials),
  leaks: () => leakTable(trials),
  'leaks that are no straight line': () => bentTable(trials),
  steps: () => stepTables(trials),
};
const fleets = countOf('fleets', values.fleets ?? '1');
const parts =
  values.fleets === undefined
    ? programs
    : {
        'planted changes': () => plantedFleets(fleets),
        'quiet fleets': () => quietFleets(fleets),
      };
const tables = Object.entries(parts).map(([name, make]) => {
  const start = performance.now();
  const made = make();
  process.stderr.write(`${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  return made;
});
process.stdout.write(`${tables.join('\n\n')}\n`);

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (count >= 1) return count;
  throw new Error(`--${option}: expected a number of at least 1, got ${text}`);
}
