import { locationUtil } from '@grafana/data';
import { createEngine, type Engine } from '#engine';
import { APP_ID } from '#frames';
import { fetchDemangler } from './demangler-file';

/** An engine with the demangler's file of the app (scripts/plugin/files.mjs): the nested plugins are installed with it. */
export function createPluginEngine(): Engine {
  const address = () => locationUtil.assureBaseUrl(`/public/plugins/${APP_ID}/demangler.wasm`);
  return createEngine({ loadDemangler: () => fetchDemangler(address()) });
}
