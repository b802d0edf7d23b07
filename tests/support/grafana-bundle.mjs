import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const DIRECTORY = 'node_modules/.cache/grafana';
const NAMES = ['data', 'i18n', 'runtime', 'ui'];

/**
 * Grafana's packages as one bundle, which Node loads as it is. Vite would read and pass on their two thousand modules to every file of tests
 * that is run on its own, which took longer than the tests.
 */
export const grafanaAlias = NAMES.map((name) => ({
  find: new RegExp(`^@grafana/${name}$`),
  replacement: `${process.cwd()}/${DIRECTORY}/${name}.mjs`,
}));

/** What our own code imports too, of which there must be one. */
const OURS_TOO = ['react', 'react-dom', 'rxjs', '@emotion/css', '@floating-ui/react'];

/** Takes no time when the bundle of these versions is there. */
export async function setup() {
  const key = createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(readFileSync(import.meta.filename))
    .digest('hex');
  const keyFile = `${DIRECTORY}/key`;
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) return;
  rmSync(DIRECTORY, { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(NAMES.map((name) => [name, `@grafana/${name}`])),
    outdir: DIRECTORY,
    outExtension: { '.js': '.mjs' },
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20' },
    mainFields: ['module', 'main'],
    external: OURS_TOO.flatMap((name) => [name, `${name}/*`]),
    loader: { '.css': 'empty', '.svg': 'text' },
    define: { 'process.env.NODE_ENV': '"test"' },
    // What is CommonJS in there asks for what stays outside.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  writeFileSync(keyFile, key);
}
