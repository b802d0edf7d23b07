import type { BuildOptions } from 'esbuild';

export const NODE_PROGRAMS: BuildOptions;
