import { z } from 'zod';
import { appPath } from './addresses';
import { expect, test } from './grafana';
import { askGrafana } from './grafana-api';
import { APP, OURS } from './names';
import { ready } from './views/ready';
import { ProfileView } from '../e2e/views/profile-view';
import { ON_REPLAY } from './demo';

const SETTINGS = `api/plugins/${APP}/settings`;
const CONFIG = `plugins/${APP}?page=configuration`;
const settingsSchema = z.object({
  enabled: z.boolean(),
  pinned: z.boolean(),
  jsonData: z.record(z.string(), z.unknown()).nullable(),
});

test.describe.configure({ mode: 'serial' });

let before: z.infer<typeof settingsSchema>;
test.beforeAll(async () => {
  before = settingsSchema.parse(await askGrafana('GET', SETTINGS));
});
test.afterAll(async () => {
  await askGrafana('POST', SETTINGS, { ...before, jsonData: before.jsonData ?? {} });
});

test('an Admin saves the default Parca, and the app opens on it', async ({ page }) => {
  await page.goto(CONFIG);
  const form = page.getByRole('group', { name: 'Datasources' });
  await form.getByRole('combobox', { name: /^Default Parca/ }).fill(OURS.replay);
  await page.getByRole('option', { name: OURS.replay }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: /saved/i })).toBeVisible();
  await page.reload();
  await expect(form.getByRole('combobox', { name: /^Default Parca/ })).toHaveValue(OURS.replay);
  await page.goto(appPath('profile'));
  await expect(page.getByRole('combobox', { name: 'Parca', exact: true })).toHaveValue(OURS.replay);
});

test('an Admin saves a view; it opens from the menu', async ({ page }) => {
  const view = new ProfileView(page);
  await page.goto(appPath('profile', { ...ON_REPLAY, search: 'pricing' }));
  await ready(view);
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('menuitem', { name: /Save this view/ }).click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Price work');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(appPath('profile', { parca: OURS.live }));
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await page.getByRole('menuitem', { name: /Price work/ }).click();
  await view.expectParam('search', 'pricing');
  await view.expectParam('parca', OURS.replay);
});

test.describe('as Viewer', () => {
  test.use({ role: 'viewer', mayComplain: /403|Forbidden|404/ });

  test('sees what is saved and cannot save', async ({ page }) => {
    const view = new ProfileView(page);
    await page.goto(appPath('profile', ON_REPLAY));
    await ready(view);
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await expect(page.getByRole('menuitem', { name: /Price work/ })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: /Save this view/ })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Add to dashboard' })).toHaveCount(0);
  });

  test('has no configuration page', async ({ page }) => {
    await page.goto(CONFIG);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await expect(page.getByRole('group', { name: 'Datasources' })).toHaveCount(0);
  });
});
