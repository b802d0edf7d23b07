// node scripts/release-notes.mjs v0.1.0: what CHANGELOG.md says of this version, for the page of the release.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '..');

/** Throws where the tag, package.json and the changelog do not agree. */
export function releaseNotes(tag, { version, changelog }) {
  if (tag !== `v${version}`)
    throw new Error(`the tag is ${tag}, package.json says ${version}: expected v${version}`);
  const sections = changelog.split(/^(?=## )/m);
  const section = sections.find((text) => headOf(text).startsWith(`## ${version}`));
  if (!section) throw new Error(`CHANGELOG.md: no section "## ${version}"`);
  if (/unreleased/i.test(headOf(section)))
    throw new Error(`CHANGELOG.md: "${headOf(section)}": give it the day of the release`);
  return section.slice(headOf(section).length).trim();
}

const headOf = (section) => section.split('\n', 1)[0];

if (process.argv[1] === import.meta.filename) {
  const read = (path) => readFileSync(join(ROOT, path), 'utf8');
  try {
    const { version } = JSON.parse(read('package.json'));
    const changelog = read('CHANGELOG.md');
    console.log(releaseNotes(process.argv[2], { version, changelog }));
  } catch (error) {
    console.error(`No release notes: ${error.message}`);
    process.exit(1);
  }
}
