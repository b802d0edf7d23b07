// Writes build/<id>-<version>.zip, what is installed into Grafana, with its checksum beside it. Builds dist/ when it is not current.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensurePluginBuilt } from './plugin/build.mjs';
import { DIST, ROOT } from './plugin/modules.mjs';
import { checksumLine, zipFolder } from './plugin/zip.mjs';

try {
  await ensurePluginBuilt();
  const { id, info } = JSON.parse(await readFile(join(DIST, 'plugin.json'), 'utf8'));
  const name = `${id}-${info.version}.zip`;
  const bytes = await zipFolder(DIST, id);
  const line = checksumLine(bytes, name);
  await mkdir(join(ROOT, 'build'), { recursive: true });
  await writeFile(join(ROOT, 'build', name), bytes);
  await writeFile(join(ROOT, 'build', `${name}.sha256`), line);
  console.log(`${join('build', name)}: ${Math.ceil(bytes.length / 1000)} kB`);
  console.log(`${join('build', `${name}.sha256`)}: ${line.trimEnd()}`);
} catch (error) {
  console.error(`The plugin was not packaged: ${error.message}`);
  process.exit(1);
}
