// What reads files that are opened in the app, and makes those that are saved: a file of its own, since few open files and a module has a budget.
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { FILES_WORKER, ROOT } from './modules.mjs';

/** `json`: as the app fetches it, not a script that something else might load. `inputs`: ids of its modules, for the notices. */
export async function makeFilesWorker() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [FILES_WORKER.entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    write: false,
  });
  return {
    json: JSON.stringify({ script: outputFiles[0].text }),
    inputs: Object.keys(metafile.inputs).map((input) => resolve(join(ROOT, input))),
  };
}
