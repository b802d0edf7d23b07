import { ensurePluginBuilt } from '../../scripts/plugin/build.mjs';

/** Tests of the plugin are never of an older dist/. */
export async function setup() {
  if (await ensurePluginBuilt()) console.log('dist/ was not of these sources: built it');
}
