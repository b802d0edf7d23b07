import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type * as Generated from '../../bench/targets/generated-parca';
import { ROOT } from './demo-archive';

/** Node cannot load the client of Parca as it is published; bundled it can. */
async function load(): Promise<typeof Generated> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['bench/targets/generated-parca.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as typeof Generated;
}

/** The console's Parca is one of 5,000 targets, whose last profiles are of `now`. */
export async function serveGenerated(page: Page, now: number): Promise<void> {
  const { createGeneratedParca } = await load();
  const { transport } = createGeneratedParca(now);
  await page.route('**/parca/**', async (route) => {
    const path = new URL(route.request().url()).pathname.replace(/^\/parca\//, '');
    const question = route.request().postDataBuffer();
    if (!question) throw new Error(`${path}: no question`);
    const { status, headers, body } = await transport.request({
      path,
      method: 'POST',
      body: new Uint8Array(question),
    });
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  });
}
