import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/* A stranger finds the room for a change by the files that the documents name: each of them has to be there. */

const ROOT = join(import.meta.dirname, '../..');
/** A decision names the files of its day, so the ones that it has left are not looked for; a changelog likewise. */
const OF_THEIR_DAY = /^(docs\/decisions\/|CHANGELOG)/;
const FILE = /`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|mjs|js|json|md|yaml|css))`/g;

const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && !OF_THEIR_DAY.test(path));

/** As a document may write a path: from the root, from `src`, or from where it lies itself. */
function isThere(document: string, path: string): boolean {
  const folders = ['', 'src', 'tests', 'scripts', dirname(document)];
  return folders.some((folder) => existsSync(join(ROOT, folder, path)));
}

describe('every file that is named is there', () => {
  test.each(documents)('%s', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8');
    const named = [...text.matchAll(FILE)].map(([, path]) => path!);
    expect(named.filter((path) => !isThere(document, path))).toEqual([]);
  });
});
