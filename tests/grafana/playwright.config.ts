import { defineConfig } from '@playwright/test';
import { environment } from './environment';

const { chromium, grafana, replayPort } = environment;

/**
 * Runs against the Grafana at GRAFANA_URL, in which the plugin is installed. A set-up project creates what the specs need there
 * (datasources, a folder, a user with the Viewer role), a teardown project removes it.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/grafana',
  fullyParallel: true,
  workers: Number(process.env['GRAFANA_WORKERS'] ?? 2),
  timeout: 120_000,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../../test-results/grafana.json' }]],
  use: {
    baseURL: grafana,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'set-up', testMatch: 'set-up.ts', teardown: 'teardown' },
    { name: 'teardown', testMatch: 'teardown.ts' },
    { name: 'grafana', testMatch: '*.spec.ts', dependencies: ['set-up'] },
  ],
  ...(replayPort === undefined
    ? {}
    : {
        webServer: {
          command: `node bin/parcascope.js public/demo.zip --port ${replayPort}`,
          cwd: '../..',
          url: `http://127.0.0.1:${replayPort}/`,
          reuseExistingServer: false,
        },
      }),
});
