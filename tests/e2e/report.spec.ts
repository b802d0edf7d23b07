import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { isDark, SCHEMES } from './accessible';
import { expect, test } from './console';

/* A report is opened from disk by somebody who has nothing of ours: no console, no network. */

/** Opens the saved file with the network off; fails on any request and on anything that its policy refuses. */
async function openFile(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('request', (request) => wrong.push(request.url()));
  page.on('console', (message) => wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`file://${path}`);
  expect(wrong).toEqual([`file://${path}`]);
  return page;
}

const frames = (page: Page) => page.locator('#graph g.frame');
const frame = (page: Page, name: string) =>
  frames(page).filter({ has: page.getByText(name, { exact: true }) });

test('a report of a comparison is whole: answer, facts, metrics, flame graph, table; from disk, offline', async ({
  compare,
  browser,
}, { outputDir }) => {
  // Every slice of both sides is fetched and judged, on a machine that does other work too.
  test.setTimeout(180_000);
  await compare.openRise();
  await expect(
    compare.page.getByText('functions more than noise, in 20 and 20 slices').first(),
  ).toBeVisible({
    timeout: 90_000,
  });
  const answer = await compare.answer.locator('p').first().textContent();
  await compare.page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    compare.page.waitForEvent('download'),
    compare.page.getByRole('menuitem', { name: /^Report as HTML/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('cpu_dev_shop-k8s_shop-k8s-1_20261121T001800Z.html');
  const path = `${outputDir}/report.html`;
  await download.saveAs(path);
  expect((await readFile(path)).length).toBeLessThan(1_500_000);

  const page = await openFile(browser, path);
  await expect(page.locator('.answer')).toHaveText(answer!);
  await expect(page.locator('.side')).toHaveText([/20 scrapes, 5 min/, /20 scrapes, 5 min/]);
  await expect(page.getByRole('list', { name: 'Comparability' })).toContainText('same unit');
  await expect(page.locator('.noise')).toContainText('functions tested on 20 and 20 slices');
  await expect(page.locator('figure', { hasText: 'Process CPU' })).toBeVisible();
  // As the page has it: README of the recording.
  const row = page.getByRole('row', { name: /^shop\/pricing\.Quote / });
  await expect(row.getByRole('cell').last()).toContainText('grew');

  const quote = frame(page, 'shop/pricing.Quote');
  await quote.hover();
  await expect(page.getByRole('tooltip')).toContainText('total, change+4.23 mcores (+39.3 %)');
  await page.getByRole('searchbox').fill('pricing.Quote');
  await expect(page.getByRole('status')).toHaveText(
    '1 function, 12.8 % of baseline, 16.9 % of comparison',
  );
  await expect(quote).not.toHaveAttribute('data-dim');
  await expect(frame(page, 'shop/search.(*Index).Query')).toHaveAttribute('data-dim');
  const all = await frames(page).count();
  await quote.click();
  expect(await frames(page).count()).toBeLessThan(all);
  const whole = page.getByRole('button', { name: 'Whole graph' });
  const box = (await quote.boundingBox())!;
  expect(box.width).toBeGreaterThan(1300);
  await whole.click();
  await expect(frames(page)).toHaveCount(all);
  await expect(whole).toBeHidden();

  const head = page.getByRole('columnheader', { name: 'delta total' });
  await head.getByRole('button').click();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const deltas = await page
    .locator('tbody tr td:nth-child(7)')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset['value'])));
  expect(deltas).toEqual([...deltas].sort((a, b) => a - b));

  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    expect(await isDark(page)).toBe(colorScheme === 'dark');
    const { violations } = await new AxeBuilder({ page })
      // Thousands that are alike.
      .exclude('#graph')
      .exclude('tbody tr:nth-child(n + 9)')
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }
  // Paper is light.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await isDark(page)).toBe(false);
  await expect(page.locator('tbody tr:visible')).toHaveCount(60);
  await expect(page.getByText('The first 60 rows')).toBeVisible();

  // On a telephone the graph is scrolled, with letters of the size that they have elsewhere.
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 420, height: 900 });
  await page.reload();
  const narrow = (await frame(page, 'total').boundingBox())!;
  expect(narrow.width).toBeGreaterThan(700);
  expect(narrow.height).toBeGreaterThan(18);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(420);
  await page.context().close();
});

test('the flame graph as a picture: SVG, and the same twice as fine as PNG', async ({ compare }, {
  outputDir,
}) => {
  await compare.openRise();
  const saved = async (label: string) => {
    await compare.page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      compare.page.waitForEvent('download'),
      compare.page.getByRole('menuitem', { name: new RegExp(`^Flame graph as ${label}`) }).click(),
    ]);
    const path = `${outputDir}/picture.${label.toLowerCase()}`;
    await download.saveAs(path);
    return readFile(path);
  };
  const svg = String(await saved('SVG'));
  expect(svg).toContain('delta = comparison ÷ 300.2 s − baseline ÷ 300.2 s');
  const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
  const png = await saved('PNG');
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width!, 2 * height!]);
  // Not empty: a picture of one colour takes no bytes.
  expect(png.length).toBeGreaterThan(50_000);
});
