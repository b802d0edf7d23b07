import { BEFORE, CPU } from './demo-archive';
import { expect, test } from './console';
import { printWindow } from './views/page-view';

const UNIT = 'shop-k8s/1';

// React tells the console of what a boundary has caught.
test.use({ mayComplain: /no plot today|the component/i });

test('a timeline that crashes leaves the flame graph, and is drawn when it is tried again', async ({
  page,
  profile,
}) => {
  // uPlot names its root so while it is made, and nothing else is called that.
  await page.addInitScript(() => {
    const { add } = DOMTokenList.prototype;
    DOMTokenList.prototype.add = function (this: DOMTokenList, ...names: string[]) {
      if (names.includes('uplot') && !('mended' in window)) throw new RangeError('no plot today');
      Reflect.apply(add, this, names);
    };
  });
  const params = {
    type: CPU,
    profile: `{juju_unit="${UNIT}"}`,
    profileWindow: printWindow(BEFORE),
    search: 'pricing.Quote',
  };
  await page.goto(`/profile?${new URLSearchParams(params).toString()}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The timeline crashed');
  await expect(alert).toContainText('RangeError: no plot today');
  await expect(page.getByRole('row', { name: /^shop\/pricing\.Quote / })).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await alert.getByRole('button', { name: 'Copy details' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain(page.url());

  await page.evaluate(() => Object.assign(window, { mended: true }));
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toHaveCount(0);
  await expect(profile.timeline.chart('CPU time').getByRole('img')).toBeVisible();
});
