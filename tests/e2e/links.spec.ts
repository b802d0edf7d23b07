import { expect, test } from './console';
import { BEFORE, CPU, RANGE } from './demo-archive';
import type { PageView } from './views/page-view';
import { addressOf, printWindow, unitSelector } from './views/page-view';
import { CompareView } from './views/compare-view';
import { ProfileView } from './views/profile-view';

/** Verdicts come after the picture. */
const JUDGED = { timeout: 60_000 };

/** What a person would compare two views by. */
async function seen(view: PageView) {
  await view.idle();
  return {
    head: await view.page
      .getByRole('listitem')
      .filter({ has: view.page.getByRole('button') })
      .allTextContents(),
    rows: (await view.flame.table.getByRole('row').allTextContents()).slice(0, 12),
    frame: await view.flame.activeFrame.textContent(),
    path: await view.flame.breadcrumbs.getByRole('listitem').allTextContents(),
    search: await view.flame.searchWords.textContent(),
    windows: await view.timeline.root.locator('[data-band]').allTextContents(),
    charts: await view.timeline.root
      .getByRole('img')
      .evaluateAll((charts) => charts.map((chart) => chart.getAttribute('aria-label'))),
  };
}

const RICH = {
  profileWindow: printWindow(BEFORE),
  search: 'pricing',
  by: 'function',
  sort: 'total.desc',
  'dropStack.package.regex': '^net/http$',
  onlyMatches: 'false',
  recursion: 'collapsed',
  siblings: 'width',
  hideFrame: 'shop/pricing.sealLine',
  selected: 'shop/pricing.Quote',
  colour: 'binary',
};

test('a reload shows the same view', async ({ profile }) => {
  await profile.openUnit('shop-k8s/1', RICH);
  await profile.flame.frame('shop/search.(*Index).Query').dblclick();
  await profile.expectParam('focus', /./);
  const before = await seen(profile);
  const address = profile.page.url();
  await profile.page.reload();
  expect(await seen(profile)).toEqual(before);
  expect(profile.page.url()).toBe(address);
  expect(before.search).toMatch(/functions, .* % of/);
});

test('back and forward are steps of the person, not of the page', async ({ profile, page }) => {
  await profile.openUnit('shop-k8s/1');
  const whole = await seen(profile);
  await profile.timeline.drag(0.2, 0.45);
  await profile.expectParam('profileWindow', /./);
  await page.mouse.move(0, 0);
  const windowed = await seen(profile);
  await profile.flame.frame('shop/search.(*Index).Query').dblclick();
  await profile.expectParam('focus', /./);
  await page.mouse.move(0, 0);
  await profile.idle();
  await page.goBack();
  await profile.expectParam('focus', null);
  await profile.idle();
  expect((await seen(profile)).path).toEqual(windowed.path);
  await page.goBack();
  await profile.expectParam('profileWindow', null);
  const back = await seen(profile);
  expect({ ...back, frame: '' }).toEqual({ ...whole, frame: '', rows: back.rows });
  await page.goForward();
  await profile.expectParam('profileWindow', /./);
  expect((await seen(profile)).windows).toEqual(windowed.windows);
});

test('Share copies a link that opens identically elsewhere', async ({ profile, browser }) => {
  await profile.openUnit('shop-k8s/1', RICH);
  await profile.flame.frame('shop/search.(*Index).Query').dblclick();
  await profile.expectParam('focus', /./);
  await profile.page.mouse.move(0, 0);
  const before = await seen(profile);
  const link = await profile.share();
  const params = new URL(link).searchParams;
  expect([params.get('from'), params.get('to')]).toEqual([String(RANGE.start), String(RANGE.end)]);

  const elsewhere = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  const other = new ProfileView(await elsewhere.newPage());
  await other.page.setViewportSize(profile.page.viewportSize()!);
  await other.page.goto(link);
  expect(await seen(other)).toEqual({
    ...before,
    frame: await other.flame.activeFrame.textContent(),
  });
  await elsewhere.close();
});

test('Share freezes a range that is relative to now', async ({ profile, page }) => {
  await page.clock.setFixedTime(RANGE.end);
  await profile.openUnit('shop-k8s/1', { from: 'now-10m', to: 'now', refresh: '30s' });
  const params = new URL(await profile.share()).searchParams;
  expect(params.get('from')).toBe(String(RANGE.end - 600_000));
  expect(params.get('to')).toBe(String(RANGE.end));
  expect(params.get('refresh')).toBe(null);
});

test('a shared comparison opens identically elsewhere', async ({ compare, browser }) => {
  await compare.openRise({ normalise: 'share', search: 'Quote', selected: 'shop/pricing.Quote' });
  await expect(compare.answer).toContainText('in 20 and 20 slices', JUDGED);
  const before = await seen(compare);
  const link = await compare.share();
  const elsewhere = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  const other = new CompareView(await elsewhere.newPage());
  await other.page.setViewportSize(compare.page.viewportSize()!);
  await other.page.goto(link);
  await expect(other.answer).toContainText('in 20 and 20 slices', JUDGED);
  expect(await seen(other)).toEqual(before);
  await expect(other.answer).toHaveText((await compare.answer.textContent())!);
  await elsewhere.close();
});

test('a link that names one side compares it with itself at another time', async ({ compare }) => {
  const unit = unitSelector('shop-k8s/1');
  await compare.page.goto(addressOf('compare', { type: CPU, comparison: unit }));
  await compare.expectParam('baseline', unit);
  await compare.expectParam('comparison', unit);
  const { start, end } = RANGE;
  const middle = (start + end) / 2;
  await compare.expectParam('baselineWindow', `${start}-${middle}`);
  await compare.expectParam('comparisonWindow', `${middle + 1}-${end}`);
});

test('a link that is partly nonsense opens with what is left of it, and says so', async ({
  profile,
  page,
}) => {
  await profile.openUnit('shop-k8s/1', {
    from: 'yesterdayish',
    to: 'now',
    layout: 'sideways',
    profileWindow: '5-1',
    baseline: '{broken',
  });
  for (const words of ['layout', 'profileWindow', 'baseline', 'yesterdayish'])
    await expect(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();
  await expect(profile.flame.activeFrame).toContainText('total');
});
