export interface PluginModule {
  readonly name: 'app' | 'datasource' | 'panel';
  readonly folder: string;
  readonly entry: string;
  readonly manifest: string;
  readonly budgetKb: number;
}
export const ROOT: string;
export const DIST: string;
export const MODULES: readonly PluginModule[];
export const SHARED: readonly string[];
