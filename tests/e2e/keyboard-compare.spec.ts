import { expectAccessible } from './accessible';
import { expect, test } from './console';
import { AFTER } from './demo-archive';
import { tabTo } from './tab-to';
import { printWindow } from './views/page-view';

test('a whole comparison by keyboard alone, and nothing of it breaks a rule of WCAG', async ({
  profile,
  compare,
  page,
}) => {
  const { flame } = compare;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await profile.openUnit('shop-k8s/1', { profileWindow: printWindow(AFTER) });
  await tabTo(page, page.getByRole('button', { name: 'Compare', exact: true }));
  await press('Enter');
  await compare.idle();
  expect(compare.windowParam('comparisonWindow')).toEqual(AFTER);

  await tabTo(page, page.getByRole('button', { name: 'Skip to the flame graph' }));
  await press('Enter');
  await expect(flame.graph).toBeFocused();
  await press('/');
  await page.keyboard.type('pricing.Quote');
  await expect(flame.searchWords).toContainText(/^1 function, /);
  await press('Enter');
  await expect(flame.searchWords).toContainText(/^1 of \d+ · 1 function, /);
  await press('Escape');
  await expect(flame.graph).toBeFocused();
  await expect(flame.activeFrame).toContainText(/^shop\/pricing\.Quote, total, baseline /);
  await press('Enter');
  await compare.expectParam('focus', /./);
  await press('Escape');
  await compare.expectParam('focus', null);

  await press('c');
  await compare.expectParam('sandwich', 'shop/pricing.Quote');
  await flame.idle();
  await expect(flame.root.getByRole('treegrid', { name: 'Callers' })).toBeVisible();
  await expect(flame.details).toBeVisible();
  await expect(flame.graph).toBeFocused();
  await expectAccessible(page);
  await press('c');
  await compare.expectParam('sandwich', null);
  await flame.idle();

  await press('Shift+F10');
  const menu = page.getByRole('menu').first();
  await expect(menu.getByRole('menuitem', { name: 'Zoom in' })).toBeFocused();
  const wanted = menu.getByRole('menuitem', { name: 'Without stacks with' });
  for (let presses = 0; presses < 12; presses++)
    if (!(await wanted.evaluate((item) => item === document.activeElement)))
      await press('ArrowDown');
  const by = (subject: string) =>
    page.getByRole('menuitem', { name: `Without stacks with: ${subject}` });
  await press('ArrowRight');
  await expect(by('function shop/pricing.Quote')).toBeFocused();
  await press('ArrowDown');
  await expect(by('package shop/pricing')).toBeFocused();
  await press('Enter');
  await compare.expectParam('dropStack.package', 'shop/pricing');
  await expect(menu).toBeHidden();
  await flame.idle();
  await expect(flame.cuts).toContainText('filtered out');

  await tabTo(
    page,
    flame.cuts.getByRole('button', { name: 'Remove: without stacks with package shop/pricing' }),
  );
  await press('Enter');
  await compare.expectParam('dropStack.package', null);
  await flame.idle();
  await tabTo(page, flame.row('shop/pricing.Quote').getByRole('button'));
  await press('h');
  await compare.expectParam('hideFrame', 'shop/pricing.Quote');
});
