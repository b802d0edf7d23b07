import { defineConfig } from '@playwright/test';

/** Runs on the built console; `CHROMIUM` says where the browser is when it is not Debian's. */
export default defineConfig({
  testDir: '.',
  // An hour: `npm run faults`.
  testIgnore:
    process.env['FAULTS'] === 'all' ? [] : ['faults/faults.spec.ts', 'faults/grafana.spec.ts'],
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
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
});
