// npm run fuzz -- [--seconds 60] [--target pprof|zip|grpc-web|prometheus|pyroscope|names|url|selector|formats] [--seed N]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'build/fuzz';

/** All that Node loads by itself stays outside; what only a bundler loads (@parca/client) comes in. */
const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const bundled = /^@parca\/|^@grafana\//;
await build({
  entryPoints: ['tests/fuzz/main.ts', 'tests/fuzz/worker.ts'],
  outdir: OUT,
  bundle: true,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node20',
  external: Object.keys({ ...dependencies, ...devDependencies }).filter((it) => !bundled.test(it)),
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [`${OUT}/main.mjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
