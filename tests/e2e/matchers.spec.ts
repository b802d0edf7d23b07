import { expect, test } from './console';
import { addressOf } from './views/page-view';

/*
 * Regular expressions in conditions: RE2's, as Parca reads them. One that is wrong is told in one line where it stands, and nothing around it
 * breaks.
 */

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const WRONG = 'juju_unit=~: not a regular expression: missing closing )';

for (const value of ['shop-k8s/[[:digit:]]', '(?i)SHOP-K8S/1', '\\Qshop-k8s/1\\E', 'shop-k8s/1\\z'])
  test(`the profile of juju_unit=~"${value}"`, async ({ page, profile }) => {
    const selector = `{juju_unit=~${JSON.stringify(value)}}`;
    await page.goto(addressOf('profile', { type: CPU, profile: selector }));
    await profile.idle();
    expect(await profile.exactTotal()).toBeGreaterThan(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

test('a link with a wrong expression: one line at the condition, and the way on', async ({
  page,
  profile,
}) => {
  await page.goto(addressOf('profile', { type: CPU, profile: '{juju_unit=~"("}' }));
  await expect(profile.conditions.getByRole('alert')).toHaveText(WRONG);
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(
    page.getByText('Nothing is asked before every condition can be read.'),
  ).toBeVisible();
  await profile.conditions.getByRole('button', { name: 'Remove juju_unit matches (' }).click();
  await profile.idle();
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await profile.exactTotal()).toBeGreaterThan(0);
});

test('a comparison with a wrong expression shows its other side', async ({ page, compare }) => {
  await page.goto(
    addressOf('compare', {
      type: CPU,
      baseline: '{juju_unit=~"("}',
      comparison: '{juju_unit="shop-k8s/1"}',
    }),
  );
  const baseline = page.getByRole('group', { name: 'Baseline: further conditions' });
  await expect(baseline.getByRole('alert')).toHaveText(WRONG);
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(compare.flame.graph).toBeVisible();
});

test('what is typed is told before it is added', async ({ page, profile }) => {
  await profile.openUnit();
  const { conditions } = profile;
  await profile.conditionsOpen();
  await profile.choose('Label', 'juju_unit', conditions);
  await profile.choose('Operator', '=~', conditions);
  // No value of the data fits it: it is offered as it is typed.
  await conditions.getByRole('combobox', { name: 'Value' }).fill('(');
  await page.getByRole('option').first().click();
  await expect(conditions.getByRole('alert')).toHaveText(WRONG);
  await expect(conditions.getByRole('button', { name: 'Add' })).toBeDisabled();
});

test('an expression that a backtracking engine never ends is answered', async ({
  page,
  profile,
}) => {
  await page.goto(
    addressOf('profile', { type: CPU, profile: '{juju_unit="shop-k8s/1", juju_model!~"(.+)+#"}' }),
  );
  await profile.idle();
  expect(await profile.exactTotal()).toBeGreaterThan(0);
});
