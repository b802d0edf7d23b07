import { ensurePluginBuilt } from '../../scripts/plugin/build.mjs';
import { ensureStandInBuilt } from './plugin/build.mjs';

/** What the browser tests of the plugin need; takes no time when it is there. The console is built by `npm run build`. */
export default async function setUp(): Promise<void> {
  await ensurePluginBuilt();
  await ensureStandInBuilt();
}
