import type { Plugin } from 'vite';
import type { Plugin as EsbuildPlugin } from 'esbuild';

export function reportViewer(): Plugin;
export function fetchedReportViewer(file: string): Plugin;
export function reportViewerFile(path: string): Promise<string>;
export const reportViewerForNode: EsbuildPlugin;
export function modulesOfViewer(path: string): Promise<string[]>;
