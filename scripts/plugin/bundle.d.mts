import type { PluginModule } from './modules.mjs';

export function bundleModule(
  module: Pick<PluginModule, 'name' | 'folder' | 'entry'>,
  outDir?: string,
): Promise<readonly string[]>;
