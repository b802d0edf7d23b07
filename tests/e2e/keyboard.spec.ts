import { expect, test } from './console';
import { CPU, RANGE, scrapesIn, sumOf } from './demo-archive';
import { tabTo } from './tab-to';

const UNIT = 'shop-k8s/1';

test('Tab reaches every part in the order of the page', async ({ profile, page }) => {
  const { flame, timeline } = profile;
  await profile.openUnit(UNIT);
  await page.evaluate(() => document.body.focus());
  for (const target of [
    page.getByRole('link', { name: 'Compare' }),
    page.getByRole('button', { name: /^Time range selected/ }),
    page.getByRole('button', { name: 'Share' }),
    profile.picker('Profile'),
    profile.picker('Unit'),
    page.getByRole('button', { name: 'Compare', exact: true }),
    profile.honestyLine.getByRole('button').first(),
    timeline.cursor,
    flame.search,
    flame.regex,
    flame.tools.getByRole('button', { name: 'Inverted' }),
    flame.table.locator('button[data-index]').first(),
    flame.graph,
  ])
    await tabTo(page, target);
});

test('a whole task without the mouse: unit, window, search, details, focus', async ({
  profile,
  page,
}) => {
  const { flame, timeline } = profile;
  await profile.openUnit('shop-k8s/0');
  await tabTo(page, profile.picker('Unit'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type(UNIT);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await profile.expectParam('profile', /shop-k8s\/1/);
  await profile.idle();

  await tabTo(page, timeline.cursor);
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await profile.expectParam('profileWindow', /^\d+-\d+$/);
  await profile.idle();
  const window = profile.windowParam('profileWindow');
  expect(window.start).toBeGreaterThan(RANGE.start);
  expect(window.end).toBeLessThan(RANGE.end);
  await expect(timeline.root.getByRole('status').last()).toContainText('Selected');

  await tabTo(page, flame.search);
  await page.keyboard.type('pricing\\.Quote$');
  await tabTo(page, flame.regex);
  await page.keyboard.press('Space');
  await expect(flame.searchWords).toHaveText(/^1 function, [\d.]+ % of total$/);

  await tabTo(page, flame.row('shop/pricing.Quote').getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(flame.details).toBeVisible();
  await expect(flame.fact('total')).toContainText('of total');

  await tabTo(page, flame.graph);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const first = await flame.activeFrame.textContent();
  await page.keyboard.press('Enter');
  await profile.expectParam('focus', /./);
  await flame.idle();
  expect(await flame.activeFrame.textContent()).toBe(first);
  await page.keyboard.press('Escape');
  await profile.expectParam('focus', null);

  await tabTo(page, profile.honestyLine.getByRole('button').first());
  await expect(page.getByRole('tooltip')).toContainText(
    sumOf(scrapesIn(CPU, UNIT, window)).toLocaleString('en-US'),
  );
});

test('zoom, one scrape and back by keys', async ({ profile, page }) => {
  await profile.openUnit(UNIT);
  await profile.timeline.cursor.focus();
  for (const key of ['Home', 'Shift+ArrowRight', 'Enter', 'Enter']) await page.keyboard.press(key);
  await profile.expectParam('profileWindow', /^\d+-\d+$/);
  await profile.idle();
  expect(await profile.honesty(profile.honestyLine)).toContain('1 scrape');
  await profile.timeline.cursor.focus();
  await page.keyboard.press('Escape');
  await profile.expectParam('profileWindow', null);
  for (const key of ['Home', 'Enter', 'End', 'Shift+ArrowLeft', 'z'])
    await page.keyboard.press(key);
  await profile.expectParam('to', /^\d+$/);
  expect(Number(profile.param('to'))).toBeLessThan(RANGE.end);
});
