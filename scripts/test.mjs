// Everything that CI checks, from a fresh clone: set-up, format, types, lint, tests, build, browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { CHECKS, checkInTurn } from './checks.mjs';
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs';
import { ensureInstalled } from './install.mjs';
import { ensurePrograms } from './programs.mjs';

ensureInstalled();
const programs = ensurePrograms();
const env = { ...process.env, ...programs, FORCE_COLOR: '0' };

const OUT = 'test-results';
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });

const counts = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function run(title, args) {
  const from = Date.now();
  console.log(`\n== ${title}`);
  const { status } = spawnSync('npx', ['--no-install', ...args], { stdio: 'inherit', env });
  const seconds = ((Date.now() - from) / 1000).toFixed(0);
  console.log(`== ${title}: ${status === 0 ? 'ok' : `exit ${status}`} (${seconds} s)`);
  return status === 0;
}

/** A suite counts its tests; one that broke before it could write its result is a failure, never nothing. */
function suite(title, args, { file, read }) {
  const ok = run(title, args);
  const result = existsSync(file)
    ? read(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  counts.passed += result.passed;
  counts.skipped += result.skipped;
  counts.failed += !ok && result.failed === 0 ? 1 : result.failed;
  if (!ok) failures.push([title], ...(result.failures ?? []));
}

const checked = await Promise.all([
  checkInTurn(Object.entries(CHECKS), env),
  checkInTurn(
    [
      ['build', ['node', 'scripts/build.mjs']],
      ['build of the plugin', ['node', 'scripts/build-plugin.mjs']],
      ['fuzzing', ['node', 'scripts/fuzz.mjs', '--seconds', '60']],
    ],
    env,
  ),
]);
for (const { title, ok } of checked.flat()) {
  counts[ok ? 'passed' : 'failed'] += 1;
  if (!ok) failures.push([title]);
}

/** Files of `isolated` projects leave a document, sizes and modules behind: each has a process of its own. The others share what is loaded. */
function vitest(title, projects, { isolated }) {
  const file = `${OUT}/vitest-${projects.join('-')}.json`;
  const args = ['vitest', 'run', ...projects.flatMap((name) => ['--project', name])];
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  suite(title, [...args, ...(isolated ? [] : ['--no-isolate']), ...report], {
    file,
    read: (json) => ({
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests + json.numTodoTests,
      failures: failuresOfVitest(json),
    }),
  });
}

vitest('unit and contract tests', ['unit', 'contract'], { isolated: false });
vitest('component tests', ['component'], { isolated: true });
suite('browser tests', ['playwright', 'test', '-c', 'tests/e2e/playwright.config.ts'], {
  file: `${OUT}/playwright.json`,
  read: (json) => ({
    passed: json.stats.expected + json.stats.flaky,
    failed: json.stats.unexpected,
    skipped: json.stats.skipped,
    failures: failuresOfPlaywright(json),
  }),
});

for (const lines of failures) console.log(`\nfailed: ${lines.join('\n')}`);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`\n${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
