import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const DIST = join(ROOT, 'dist');

/**
 * The three plugins. Grafana serves a nested plugin's files under its own id, so they can share no file: each is one `module.js`.
 * `folder`: in dist. `entry`: first file that exists. `manifest`: source of its plugin.json.
 * `budgetKb`: most that `module.js` may weigh, in 1000 bytes; measured size and 4 to 15 % (docs/plugin-build.md).
 */
export const MODULES = [
  {
    name: 'app',
    folder: '',
    entry: 'src/hosts/app/module.tsx',
    manifest: 'plugin.json',
    budgetKb: 1700,
  },
  {
    name: 'datasource',
    folder: 'datasource',
    entry: 'src/hosts/datasource/module.ts',
    manifest: 'src/hosts/datasource/plugin.json',
    budgetKb: 1020,
  },
  {
    name: 'panel',
    folder: 'panel',
    entry: 'src/hosts/panel/module.tsx',
    manifest: 'src/hosts/panel/plugin.json',
    budgetKb: 1020,
  },
];

/** What runs in a report: made of `entry`, a file of the app that all three fetch when one is made. */
export const REPORT_VIEWER = {
  entry: join(ROOT, 'src/report/viewer/main.ts'),
  file: 'report-viewer.json',
  address: '/public/plugins/parcascope-console-app/report-viewer.json',
};

/** What reads and writes files, in a worker: made of `entry`, a file of the app that it fetches when one is opened or saved. */
export const FILES_WORKER = {
  entry: join(ROOT, 'src/hosts/files/files-worker.ts'),
  file: 'files-worker.json',
};

/** What a module takes from the Grafana that it runs in, in every version from 12.0.2; everything else is in the module. */
export const SHARED = [
  '@emotion/css',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
  'lodash',
  'moment',
  'react',
  'react-dom',
  'rxjs',
  'rxjs/operators',
];
