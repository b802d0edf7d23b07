import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The packages whose code is in a bundle, by the ids of its modules: folder by name. */
export function packagesOf(ids) {
  // A bundler begins what it has made of a module with a null byte.
  const folders = ids.map((id) => /^\0?(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id));
  return new Map(folders.filter(Boolean).map(([, folder, name]) => [name, folder]));
}

/** What the licences of bundled packages ask for, `where` their code is: name, version, licence and its text, sorted by name. */
export async function printNotices(packages, where) {
  const names = [...packages.keys()].sort();
  const notices = await Promise.all(names.map((name) => noticeOf(packages.get(name))));
  return `Code of these packages is ${where}.\n\n${notices.join('\n')}`;
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e([.-]|$)/i.test(entry));
  const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : 'No text of its own.';
  return `${'='.repeat(80)}\n${name} ${version}, ${license}\n${'='.repeat(80)}\n\n${text}\n`;
}
