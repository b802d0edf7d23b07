const production = process.argv.includes('--production');

// tests/grafana/playwright.config.ts does not load without it; nothing is asked here.
process.env.GRAFANA_URL ??= 'http://localhost:3000';

/**
 * Dead code: files, exports, types and dependencies that nothing uses. `knip` counts tests as users, so that what is exported is imported
 * somewhere; `knip --production` does not, so that nothing lives for its tests alone. What a room gives to the tests of other rooms is
 * marked `@internal` in its door.
 */
export default {
  entry: [
    'src/hosts/cli/main.ts!',
    'src/hosts/{app,datasource,panel}/module.{ts,tsx}!',
    'src/hosts/jsx-runtime.ts!',
    'scripts/*.mjs',
    'bench/**/*.{mjs,ts,tsx}',
    '!bench/{decode,flame-graph}/peers/**',
    'tests/e2e/flame-graph/{main.tsx,vite.config.ts}',
    'tests/e2e/plugin/{build.mjs,page/main.tsx}',
    'tests/fuzz/{main,worker}.ts',
    'tests/calibration/main.ts',
    'tests/grafana/*.ts',
    'tests/**/*.config.ts',
  ],
  project: [
    'src/**/*.{ts,tsx}!',
    '!src/**/*.{test,fixture}.{ts,tsx}!',
    '{scripts,bench,tests}/**/*.{ts,tsx,mjs}',
    // A package of its own.
    '!bench/{decode,flame-graph}/peers/**',
  ],
  // Doors are entries, because package.json names them in "imports"; what they export has to be used all the same.
  includeEntryExports: true,
  ignoreExportsUsedInFile: production,
  ignoreIssues: {
    // Read by Grafana, by bin/ and by the compiler.
    'src/hosts/{app,datasource,panel}/module.{ts,tsx}': ['exports'],
    'src/hosts/cli/main.ts': ['exports'],
    'src/hosts/jsx-runtime.ts': ['exports'],
    'tests/**/*.config.ts': ['exports'],
    // Say what the .mjs beside them exports.
    '**/*.d.mts': ['exports', 'types'],
  },
  ignoreDependencies: [
    // Files, not modules: vite.config.ts copies the fonts.
    '@fontsource/inter',
    '@fontsource/roboto-mono',
    // What @parca/client imports and leaves to its user.
    '@protobuf-ts/runtime-rpc',
    // The packages that Grafana gives its plugins, and what loads them there.
    'lodash',
    'moment',
    'systemjs',
    'react-19',
  ],
  ignoreBinaries: ['go', 'apt-get', 'service', 'promtool'],
};
