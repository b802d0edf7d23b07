import { expect, test } from './console';
import { BEFORE } from './demo-archive';
import { printWindow } from './views/page-view';

test('a whole session: nothing breaks the policy, nothing leaves the origin, the work is in a worker', async ({
  profile,
  compare,
  page,
  consoleUrl,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['blob:', 'data:'].includes(protocol) && origin !== consoleUrl)
      elsewhere.push(request.url());
  });
  const violations: string[] = [];
  await page.exposeFunction('noteViolation', (words: string) => void violations.push(words));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      (window as unknown as { noteViolation: (words: string) => void }).noteViolation(
        `${event.violatedDirective} ${event.blockedURI}`,
      ),
    ),
  );
  const answer = await page.goto('/profile');
  const policy = answer!.headers()['content-security-policy'];
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("'unsafe-eval'");
  await profile.idle();
  expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)]);
  expect(await page.workers()[0]!.evaluate(() => 'document' in self)).toBe(false);

  await profile.choose('Model', 'dev');
  await profile.choose('Unit', 'shop-k8s/1');
  await profile.idle();
  await profile.timeline.drag(0.2, 0.45);
  await profile.expectParam('profileWindow', /./);
  await profile.idle();
  await profile.flame.search.fill('shop');
  await expect(profile.flame.searchWords).toContainText('functions');
  await profile.flame.frame('shop/search.(*Index).Query').click();
  await expect(profile.flame.details).toBeVisible();
  await profile.flame.layout('Table');
  await profile.flame.layout('Both');
  await profile.idle();
  await page.getByRole('button', { name: /^Time range selected/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Compare' }).click();
  await compare.idle();
  await compare.swap();
  await compare.idle();
  await page.getByRole('link', { name: 'Profile' }).click();
  await profile.idle();

  expect(violations).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test.describe('where the policy forbids workers', () => {
  test.use({ mayComplain: /worker|Content Security Policy/i });

  test('the same numbers, on the main thread', async ({ profile, page }) => {
    await page.route('**/profile?*', async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      const headers = { ...response.headers() };
      headers['content-security-policy'] = headers['content-security-policy']!.replace(
        /worker-src [^;]+/,
        "worker-src 'none'",
      );
      await route.fulfill({ response, headers });
    });
    await profile.openUnit('shop-k8s/1', { profileWindow: printWindow(BEFORE) });
    expect(page.workers()).toEqual([]);
    await expect(profile.flame.activeFrame).toContainText('total 25.3 s');
  });
});

test('a page that does not exist, and a server that does not say what it is', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ json: { mode: 'unheard of' } }));
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('Parcascope cannot start');
});
