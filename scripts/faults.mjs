// Every fault of Parca and Prometheus on every page, in a browser; writes the table of docs/reliability.md. Needs the build. Arguments are
// Playwright's, as in `-g "Profile, Parca"`: what is not asked again keeps its last answers.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const RESULTS = 'test-results/faults';
const DOC = 'docs/reliability.md';
const [BEGIN, END] = ['<!-- faults: begin -->', '<!-- faults: end -->'];

const only = process.argv.slice(2);
if (only.length === 0) rmSync(RESULTS, { recursive: true, force: true });
const { status } = spawnSync(
  'npx',
  [
    '--no-install',
    'playwright',
    'test',
    '-c',
    'tests/e2e/playwright.config.ts',
    'faults.spec.ts',
    ...only,
  ],
  { stdio: 'inherit', env: { ...process.env, FAULTS: 'all' } },
);
if (status !== 0) process.exit(1);

const results = readdirSync(RESULTS).map((file) =>
  JSON.parse(readFileSync(`${RESULTS}/${file}`, 'utf8')),
);
const cell = (text) =>
  text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|').replaceAll('<', '&lt;');
const table = (server) => {
  const pages = results.filter((result) => result.server === server);
  const names = Object.keys(pages[0].seen);
  return [
    `### ${server}`,
    '',
    `| ${server} | ${pages.map(({ page }) => page).join(' | ')} |`,
    `| --- | ${pages.map(() => '---').join(' | ')} |`,
    ...names.map(
      (name) =>
        `| ${name} | ${pages.map(({ seen }) => cell(seen[name]) || 'waits, then as ever').join(' | ')} |`,
    ),
    '',
  ];
};
const day = new Date().toISOString().slice(0, 10);
const lines = [
  `Asked on ${day} by \`npm run faults\`.`,
  '',
  ...table('Parca'),
  ...table('Prometheus'),
];
const doc = readFileSync(DOC, 'utf8');
const [before, rest] = doc.split(BEGIN);
const after = rest.split(END)[1];
writeFileSync(DOC, `${before}${BEGIN}\n\n${lines.join('\n')}\n${END}${after}`);
spawnSync('npx', ['--no-install', 'prettier', '--write', '--log-level', 'warn', DOC], {
  stdio: 'inherit',
});
console.log(`wrote ${DOC}`);
