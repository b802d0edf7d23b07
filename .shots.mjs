import { chromium } from '@playwright/test';
import { preview } from 'vite';
const server = await preview({ configFile: 'tests/e2e/flame-graph/vite.config.ts', preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const url = server.resolvedUrls.local[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-background-networking'] });
for (const [name, q, w] of [['light','scenario=shop',1200],['dark','scenario=shop&theme=dark',1200],['compare','scenario=compare',1200],['compare-dark','scenario=compare&theme=dark',1200],['gone','scenario=gone&theme=dark',900],['narrow','scenario=compare',700],['search','scenario=many&pattern=package7',1200],['many','scenario=many&theme=dark',1200]]) {
  const page = await browser.newPage({ viewport: { width: w, height: 900 } });
  page.on('console', m => console.log(name, m.type(), m.text())); page.on('pageerror', e => console.log(name, 'ERR', e.message));
  await page.goto(url + '?' + q + '&strict=1');
  await page.waitForSelector('[data-state=idle]', {timeout: 15000}).catch(e=>console.log(name, e.message));
  if (name.startsWith('compare') || name==='narrow') { await page.mouse.move(300, 130); await page.waitForTimeout(200); }
  await page.screenshot({ path: `/tmp/shot-${name}.png` });
  console.log(name, await page.locator('g.frame').count());
  await page.close();
}
await browser.close(); await server.close(); process.exit(0);
