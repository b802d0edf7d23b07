import { expect, test } from './console';
import { expectAccessible } from './accessible';

/* A scan asks some hundred questions of the demo archive. */
test.describe.configure({ timeout: 180_000 });

const FOUND = { timeout: 150_000 };
const SHOP = `?${new URLSearchParams({ scope: '{juju_application="shop-k8s"}' }).toString()}`;

test('an address without a page finds the recorded incident; by keyboard alone to what is behind it', async ({
  compare,
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Changes' })).toHaveAttribute('aria-current', 'page');
  await page.goto(`/changes${SHOP}`);
  const grew = page.getByRole('region', { name: 'Grew' });
  const quote = grew.getByRole('listitem').filter({ hasText: 'shop/pricing.Quote' });
  await expect(quote).toContainText('shop-k8s/0 did not change', FOUND);
  await expect(quote).toContainText('shop-k8s/1 (1 of 2)');
  await expect(page.getByRole('group', { name: 'Scan' })).toContainText(
    /Scanned in \d+ s, \d+ questions\.2 units × \d profile types/,
    FOUND,
  );
  const row = quote.getByRole('button', { name: /shop\/pricing\.Quote/ });
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-expanded', 'true');
  await expect(quote.getByText('none that was looked into')).toHaveCount(0);
  await expectAccessible(page);
  await quote.getByRole('link', { name: 'Compare' }).last().focus();
  await page.keyboard.press('Enter');
  await expect(compare.answer).toContainText(/shop\/pricing\.Quote \+\d/, FOUND);
  expect(compare.param('selected')).toBe('shop/pricing.Quote');
});

test.describe('where the server is out of order', () => {
  test.use({ mayComplain: /Failed to load resource/ });

  test('the page says so, and scans when asked again', async ({ page }) => {
    await page.route('**/parca/**', (route) =>
      route.fulfill({ status: 500, contentType: 'text/plain', body: 'no disk' }),
    );
    await page.goto(`/changes${SHOP}`);
    await expect(page.getByText('no disk').first()).toBeVisible(FOUND);
    await page.unroute('**/parca/**');
    await page
      .getByRole('button', { name: /Try again|Scan again/ })
      .first()
      .click();
    await expect(page.getByRole('group', { name: 'Scan' })).toContainText(/Stop|Scanned/, FOUND);
  });
});
