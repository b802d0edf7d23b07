export function buildPlugin(): Promise<void>;
/** Says whether there was something to build. */
export function ensurePluginBuilt(): Promise<boolean>;
