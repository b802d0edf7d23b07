import { availableParallelism } from 'node:os';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { reportViewer } from './scripts/report-viewer.mjs';
import { grafanaAlias } from './tests/support/grafana-bundle.mjs';

/** ES modules that Node cannot load as they are and Vite can: no "type" (@parca/client), named imports of CommonJS (@grafana). */
const server = { deps: { inline: [/@parca\/client/, /@grafana\//] } };

export default defineConfig({
  plugins: [react(), reportViewer()],
  test: {
    // The usual one less than there are cores leaves a machine of two with half of it idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The usual 5 s fail tests of whole pages on a machine that does other work too.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tests/{fuzz,calibration}/*.test.ts'],
          server,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['tests/support/component-setup.ts'],
          globalSetup: ['tests/support/grafana-bundle.mjs'],
          alias: grafanaAlias,
          server,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          environment: 'node',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/built-plugin.mjs'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          server,
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          environment: 'node',
          include: ['tests/live/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          server,
        },
      },
    ],
  },
});
