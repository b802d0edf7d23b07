import { METRICS } from './renderers.mjs';

/** For everything on one page. A page that is still at work may not close: it ends with the browser. */
const LIMIT_MS = 180_000;
const CLOSE_MS = 5_000;
const MB = 1_000_000;

/**
 * One renderer on one profile, on a page of its own: nodes, milliseconds a metric, and what memory the graph took once it was complete.
 * `error` where it did not come to its end; what it has measured until then counts.
 */
export async function measurePage(browser, { url, renderer, profile }) {
  const context = await browser.newContext({ viewport: { width: 1216, height: 800 } });
  // What fills the window is as wide as the charts that are in a page with margins.
  const page = await context.newPage();
  if (renderer.driver) await page.setViewportSize({ width: 1200, height: 800 });
  page.setDefaultTimeout(LIMIT_MS);
  const failed = new Promise((_, reject) => {
    page.on('pageerror', reject);
    page.on('crash', () => reject(new Error('the page crashed')));
    setTimeout(reject, LIMIT_MS, new Error(`not done in ${LIMIT_MS / 1000} s`)).unref();
  });
  failed.catch(() => {});
  const result = { ms: {} };
  try {
    await Promise.race([failed, measureAll(page, { url, renderer, profile, result })]);
  } catch (error) {
    result.error = String(error.message).split('\n')[0];
  }
  await Promise.race([context.close(), sleep(CLOSE_MS)]);
  return result;
}

async function measureAll(page, { url, renderer, profile, result }) {
  await page.goto(url + renderer.page);
  if (renderer.driver) await page.addScriptTag({ url: url + renderer.driver, type: 'module' });
  await page.waitForFunction(() => window.bench !== undefined);
  result.nodes = await page.evaluate((what) => window.bench.prepare(what), profile);
  const before = await heapOf(page);
  for (const metric of METRICS) {
    result.ms[metric] = await page.evaluate((name) => window.bench[name](), metric);
    if (metric === 'complete') result.heapMb = (await heapOf(page)) - before;
  }
}

/** What lives, with the numbers of typed arrays. */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (usedSize + backingStorageSize) / MB;
}

/** Undefined after so many milliseconds. */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}
