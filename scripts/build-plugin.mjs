// Builds dist/, the folder that Grafana loads.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPlugin } from './plugin/build.mjs';
import { DIST, MODULES } from './plugin/modules.mjs';

try {
  await buildPlugin();
  for (const { folder, budgetKb } of MODULES) {
    const { size } = await stat(join(DIST, folder, 'module.js'));
    const path = join('dist', folder, 'module.js');
    console.log(`${path}: ${Math.ceil(size / 1000)} kB of ${budgetKb} kB`);
  }
} catch (error) {
  console.error(`The plugin was not built: ${error.message}`);
  process.exit(1);
}
