// Every fault of Parca and Prometheus on every page, in a browser, and in Grafana's place; writes the tables of docs/reliability.md. Needs the
// builds. Arguments are Playwright's, as in `-g "Profile, Parca"`: what is not asked again keeps its answers of the last run, and where there
// are none, as after `npm test`, no table is written.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { faultTables, missingFrom } from './faults-tables.mjs';

const RESULTS = 'test-results/faults';
const DOC = 'docs/reliability.md';
const [BEGIN, END] = ['<!-- faults: begin -->', '<!-- faults: end -->'];

const npx = (args, env) =>
  spawnSync('npx', ['--no-install', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  }).status;

const only = process.argv.slice(2);
if (only.length === 0) rmSync(RESULTS, { recursive: true, force: true });
const suite = ['playwright', 'test', '-c', 'tests/e2e/playwright.config.ts', 'e2e/faults/'];
const status = npx([...suite, ...only], { FAULTS: 'all' });

const results = (existsSync(RESULTS) ? readdirSync(RESULTS) : []).map((file) =>
  JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')),
);
const missing = missingFrom(results);
if (missing.length > 0) {
  console.error(`${DOC} stays as it is: there are no answers of\n${missing.join('\n')}`);
  process.exit(1);
}
const doc = readFileSync(DOC, 'utf8');
const [before, rest] = doc.split(BEGIN);
const after = rest.split(END)[1];
writeFileSync(DOC, `${before}${BEGIN}\n\n${faultTables(results)}\n\n${END}${after}`);
npx(['prettier', '--write', '--log-level', 'warn', DOC]);
console.log(`wrote ${DOC}`);
process.exit(status === 0 ? 0 : 1);
