// Writes tests/fixtures/grafana-exports/<package>-<version>.json: what each version exports. Needs a registry; run by hand.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';

/** The oldest Grafana that is supported, the one that is built with, and the newest; the packages of one are not all of one number. */
const PACKAGES = {
  data: ['12.0.2', '12.3.3', '13.2.3'],
  runtime: ['12.0.2', '12.3.3', '13.2.3'],
  ui: ['12.0.2', '12.3.3', '13.2.2'],
};
const OUT = join(import.meta.dirname, '../tests/fixtures/grafana-exports');

const folder = mkdtempSync(join(tmpdir(), 'grafana-exports-'));
try {
  for (const [name, versions] of Object.entries(PACKAGES))
    for (const version of versions) {
      const names = readExports(`@grafana/${name}@${version}`);
      const list = names.map((exported) => `  ${JSON.stringify(exported)}`).join(',\n');
      writeFileSync(join(OUT, `${name}-${version}.json`), `[\n${list}\n]\n`);
      console.log(`@grafana/${name} ${version}: ${names.length} names`);
    }
} finally {
  rmSync(folder, { recursive: true });
}

/** Names that exist at run time, sorted by code units. */
function readExports(spec) {
  const args = ['pack', spec, '--pack-destination', folder, '--silent'];
  const archive = join(folder, execFileSync('npm', args, { encoding: 'utf8' }).trim());
  const { exports } = JSON.parse(readFromArchive(archive, 'package.json'));
  const { import: entryOf } = exports['.'];
  const entry = (entryOf.default ?? entryOf).replace('./', '');
  return namesOf(readFromArchive(archive, entry), `${spec} ${entry}`);
}

function readFromArchive(archive, path) {
  execFileSync('tar', ['-xzf', archive, '-C', folder, `package/${path}`]);
  return readFileSync(join(folder, 'package', path), 'utf8');
}

function namesOf(text, place) {
  const source = ts.createSourceFile(place, text, ts.ScriptTarget.Latest);
  return source.statements
    .filter(ts.isExportDeclaration)
    .flatMap(({ exportClause }) => {
      if (!exportClause) throw new Error(`${place}: "export *" says no names`);
      if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
      return exportClause.elements.map(({ name }) => name.text);
    })
    .sort();
}
