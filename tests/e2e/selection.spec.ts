import { expect, test } from './console';
import {
  ALLOCATED,
  BEFORE,
  CPU,
  GOROUTINES,
  MEMORY,
  MUTEX,
  RANGE,
  scrapesIn,
  sumOf,
} from './demo-archive';
import { addressOf, printWindow } from './views/page-view';

const UNIT = 'shop-k8s/1';

const TYPES = [
  { title: 'Memory in use', type: MEMORY, rate: /^[\d.]+ MiB$/ },
  { title: 'Memory allocated', type: ALLOCATED, rate: /^[\d.]+ MiB\/s$/ },
  { title: 'Memory allocated, since the start', type: `${ALLOCATED}:total`, rate: /^[\d.]+ GiB$/ },
  { title: 'Goroutines', type: GOROUTINES, rate: /^[\d.]+/ },
  { title: 'Lock contention (mutex delay)', type: MUTEX, rate: /^[\d.]+ [mµ]s\/s$/ },
  {
    title: 'Lock contention (mutex delay), since the start',
    type: `${MUTEX}:total`,
    rate: /^[\d.]+ m?s$/,
  },
  { title: 'CPU time', type: CPU, rate: /^[\d.]+ m?cores$/ },
];

test('every profile type by its name for people, in its own unit', async ({ profile }) => {
  await profile.openUnit(UNIT, { type: MEMORY, profileWindow: printWindow(BEFORE) });
  await profile.picker('Profile').click();
  expect(await profile.page.getByRole('option').count()).toBe(TYPES.length);
  await profile.page.keyboard.press('Escape');
  for (const { title, type, rate } of TYPES) {
    await profile.choose('Profile', title);
    await profile.expectParam('type', type);
    await profile.idle();
    const [shown] = await profile.honesty(profile.honestyLine);
    expect(shown).toMatch(rate);
    const scrapes = scrapesIn(type.replace(/:total$/, ''), UNIT, BEFORE);
    // What covers time adds up, running totals are what they grew by; a state of the process is a mean over its scrapes.
    const grown = sumOf(scrapes.slice(-1)) - sumOf(scrapes.slice(0, 1));
    const state = type === CPU ? sumOf(scrapes) : sumOf(scrapes) / scrapes.length;
    const wanted = [ALLOCATED, MUTEX].includes(type) ? grown : state;
    expect((await profile.exactTotal()) / wanted).toBeCloseTo(1, 9);
    await expect(profile.timeline.chart(title).getByRole('img').first()).toHaveAccessibleName(
      /shop-k8s\/1: minimum/,
    );
    await profile.page.mouse.move(0, 0);
  }
});

test('another unit, then all units: nobody types a name', async ({ profile }) => {
  const total = (...units: string[]) =>
    units.reduce((sum, unit) => sum + sumOf(scrapesIn(CPU, unit, RANGE)), 0);
  await profile.openUnit(UNIT);
  await profile.choose('Unit', 'shop-k8s/0');
  await profile.expectParam('profile', /shop-k8s\/0/);
  await profile.idle();
  expect(await profile.exactTotal()).toBe(total('shop-k8s/0'));
  await profile.page.mouse.move(0, 0);

  await profile.choose('Unit', 'all units');
  await profile.expectParam('profile', /^(?!.*juju_unit)/);
  await profile.idle();
  expect(await profile.exactTotal()).toBe(total('shop-k8s/0', 'shop-k8s/1'));
  expect(await profile.honesty(profile.honestyLine)).toContain('2 series');
  for (const unit of ['shop-k8s/0', 'shop-k8s/1'])
    await expect(profile.timeline.chart('CPU time')).toContainText(unit);
  await profile.page.mouse.move(0, 0);

  // A unit of the other application cannot be what is meant.
  await profile.choose('Model', 'cos');
  await profile.choose('Application', 'prometheus');
  await profile.idle();
  expect(await profile.exactTotal()).toBe(total('prometheus/0'));
});

test('conditions on any label, completed from the data, negative ones too', async ({ profile }) => {
  const { conditions } = profile;
  const add = async (label: string, op: string, value: string) => {
    await conditions.getByRole('button', { name: 'label' }).click();
    await profile.choose('Label', label, conditions);
    await profile.choose('Operator', op, conditions);
    await profile.choose('Value', value, conditions);
    await conditions.getByRole('button', { name: 'Add' }).click();
  };
  await profile.openUnit(UNIT, { profile: '{juju_application="shop-k8s"}' });
  await add('juju_unit', '!=', 'shop-k8s/0');
  await profile.expectParam('profile', '{juju_application="shop-k8s", juju_unit!="shop-k8s/0"}');
  await profile.idle();
  expect(await profile.exactTotal()).toBe(sumOf(scrapesIn(CPU, UNIT, RANGE)));
  await profile.page.mouse.move(0, 0);

  await conditions.getByRole('button', { name: 'Remove juju_unit is not shop-k8s/0' }).click();
  await profile.idle();
  expect(await profile.honesty(profile.honestyLine)).toContain('2 series');

  await conditions.getByRole('button', { name: 'label' }).click();
  await conditions.getByRole('button', { name: 'Cancel' }).click();
  await expect(conditions.getByRole('combobox')).toHaveCount(0);
});

test('a selection without profiles says why, and what to do next', async ({ profile, page }) => {
  await page.goto(addressOf('profile', { type: CPU, profile: '{juju_unit="nobody/7"}' }));
  const notice = page.getByRole('status').filter({ hasText: 'No profiles in this window.' });
  await expect(notice).toContainText(
    'No CPU time profiles for {juju_unit="nobody/7"} in Nov 21, 00:14:00 to 00:34:00.',
  );
  await expect(profile.picker('Unit')).toHaveValue('nobody/7');
  await notice.getByRole('button').click();
  await profile.idle();
  expect(await profile.honesty(profile.honestyLine)).toContain('4 series');
});

test('a link to a file that was opened in another page says so', async ({ page }) => {
  await page.goto(addressOf('profile', { type: CPU, profile: '{file="cpu.pb.gz"}' }));
  await expect(
    page.getByRole('status').filter({ hasText: 'if cpu.pb.gz was one, open it again' }),
  ).toBeVisible();
});

test('a range without profiles says when there are some, and leads there', async ({
  profile,
  page,
}) => {
  await page.goto(addressOf('profile', { from: '1700000000000', to: '1700000600000' }));
  await expect(page.getByRole('main')).toContainText('This Parca has no profiles in this range.');
  await expect(profile.picker('Profile')).toBeVisible();
  await page.getByRole('button', { name: 'Show Nov 21, 00:14:00 to 00:34:00' }).click();
  await profile.idle();
  expect(await profile.honesty(profile.honestyLine)).toContain('0 gaps');
});

test('a selection that has profiles at another time leads there', async ({ profile, page }) => {
  await page.goto(
    addressOf('profile', {
      type: CPU,
      profile: '{juju_unit="shop-k8s/1"}',
      from: '1700000000000',
      to: '1700000600000',
    }),
  );
  const notice = page.getByRole('status').filter({ hasText: 'No profiles in this window.' });
  await expect(notice).toContainText('There are profiles of it, Nov 21, 00:14:');
  await notice.getByRole('button', { name: /^Show Nov 21, 00:14:/ }).click();
  await profile.idle();
  await expect(profile.picker('Unit')).toHaveValue('shop-k8s/1');
});

test('the range of the page: picked, moved and taken from the picker', async ({
  profile,
  page,
}) => {
  await profile.openUnit(UNIT);
  await page.getByRole('button', { name: 'Zoom out time range' }).click();
  await profile.expectParam('from', String(RANGE.start - 600_000));
  await profile.expectParam('to', String(RANGE.end + 600_000));
  await profile.idle();
  await page.getByRole('button', { name: 'Move time range backwards' }).click();
  await profile.expectParam('from', String(RANGE.start - 600_000 - 1_200_000));
  await profile.idle();
  await page.getByRole('button', { name: /^Time range selected/ }).click();
  await page.getByLabel('From', { exact: true }).fill('2026-11-21 00:18:00');
  await page.getByLabel('To', { exact: true }).fill('2026-11-21 00:23:00');
  await page.getByRole('button', { name: 'Apply time range' }).click();
  await profile.expectParam('from', String(BEFORE.start));
  await profile.expectParam('to', String(BEFORE.end));
  await profile.idle();
  expect(await profile.exactTotal()).toBe(sumOf(scrapesIn(CPU, UNIT, BEFORE)));
});
