import type { Locator, Page } from '@playwright/test';
import { expect, test } from './grafana';
import { OURS } from './names';

/** Opens a datasource's settings and asks for its health; gives what Grafana shows of it. */
async function saveAndTest(page: Page, uid: string): Promise<Locator> {
  await page.goto(`connections/datasources/edit/${uid}`);
  await page.getByRole('button', { name: 'Save & test' }).click();
  return page.getByTestId(/^data-testid Alert (success|error)$/).first();
}

// Whether a server tells its version is found out by asking.
test.use({ mayComplain: /datasources\/proxy\/uid\/[^/]+\/metrics/ });

test('a Parca that answers: its version or API level, and what it holds', async ({ page }) => {
  const answer = await saveAndTest(page, OURS.live);
  await expect(answer).toContainText(
    /Parca \(.*(v1alpha1|\d+\.\d+\.\d+).*\) answers: \d+ profile type/,
  );
});

test('the replay of an archive is a Parca as well', async ({ page }) => {
  const answer = await saveAndTest(page, OURS.replay);
  await expect(answer).toContainText('answers');
});

test.describe('what does not answer', () => {
  test.use({ mayComplain: /datasources\/proxy/ });

  for (const [words, uid, facts] of [
    ['refused', OURS.refused, /cannot reach http:\/\/127\.0\.0\.1:1\b/],
    ['a path without a Parca', OURS.wrongPath, /No Parca at this path/],
    ['another server', OURS.notParca, /is not Parca: it is prometheus|No Parca/],
  ] as const)
    test(`${words}: facts, and what to do`, async ({ page }) => {
      const answer = await saveAndTest(page, uid);
      await expect(answer).toHaveAttribute('data-testid', 'data-testid Alert error');
      await expect(answer).toContainText(facts);
      await expect(answer).toContainText(/Check|The URL is/);
    });
});

test('the linked Prometheus and the URL are kept', async ({ page }) => {
  await saveAndTest(page, OURS.live);
  await page.reload();
  await expect(page.getByText('Metrics of the same units')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('e2e');
});
