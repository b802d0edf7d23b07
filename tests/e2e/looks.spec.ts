import type { Page } from '@playwright/test';
import { expectAccessible, isDark, SCHEMES } from './accessible';
import { expect, test } from './console';
import { AFTER, BEFORE } from './demo-archive';
import { addressOf, printWindow, unitSelector } from './views/page-view';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const FULL = {
  profileWindow: printWindow(BEFORE),
  selected: 'shop/pricing.Quote',
  search: 'pricing',
  hideFrame: 'runtime.memmove',
};

test.describe('in both themes', () => {
  for (const colorScheme of SCHEMES)
    test(`${colorScheme} follows the system, at once`, async ({ profile, page }) => {
      const other = colorScheme === 'light' ? 'dark' : 'light';
      await page.emulateMedia({ colorScheme: other });
      await profile.openUnit('shop-k8s/1', { profileWindow: printWindow(BEFORE) });
      const before = await profile.flame.graph.screenshot();
      await page.emulateMedia({ colorScheme });
      await expect.poll(() => isDark(page)).toBe(colorScheme === 'dark');
      await profile.idle();
      expect((await profile.flame.graph.screenshot()).equals(before)).toBe(false);
      expect(await inkOfGraph(page)).toBeGreaterThan(0.2);
    });
});

test('1024 and 1920 pixels wide: nothing is beside the page, and the graph has room', async ({
  profile,
  compare,
  page,
}) => {
  for (const open of [() => profile.openUnit('shop-k8s/1', FULL), () => compare.openRise(FULL)])
    for (const width of [1024, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await open();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      const graph = await profile.flame.graph.boundingBox();
      expect(graph!.width).toBeGreaterThan(300);
      expect(await buttonsBeside(page)).toEqual([]);
      expect(await valuesCut(page)).toEqual([]);
      expect(await cellsCut(page)).toEqual([]);
    }
});

test.describe('accessible by the rules of WCAG 2 A and AA, in both themes', () => {
  test.use({ mayComplain: /Failed to load resource/ });

  test('Profile, filled', async ({ profile, page }) => {
    await profile.openUnit('shop-k8s/1', FULL);
    await expectAccessible(page);
    await profile.conditionsOpen();
    await profile.picker('Label', profile.conditions).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page, ['[aria-label="Profile: further conditions"]', '[role=listbox]']);
  });

  test('Profile, empty', async ({ page }) => {
    await page.goto(addressOf('profile', { type: CPU, profile: unitSelector('nobody/1') }));
    await expect(page.getByText('No profiles in this window.')).toBeVisible();
    await expectAccessible(page);
  });

  test('Profile, failing', async ({ profile, page }) => {
    await fail(page);
    await page.goto('/profile');
    await expect(profile.alerts.first()).toBeVisible();
    await expectAccessible(page);
  });

  test('Compare, filled', async ({ compare, page }) => {
    await compare.openRise(FULL);
    await compare.answer.getByText('Comparable').click();
    await expectAccessible(page);
  });

  test('Compare, one side empty', async ({ page }) => {
    const windows = {
      baselineWindow: printWindow(BEFORE),
      comparisonWindow: printWindow(AFTER),
    };
    const sides = { baseline: unitSelector('nobody/1'), comparison: unitSelector('shop-k8s/1') };
    await page.goto(addressOf('compare', { type: CPU, ...sides, ...windows }));
    await expect(page.getByText(/^Baseline: no profiles of nobody\/1/)).toBeVisible();
    await expectAccessible(page);
  });

  test('Compare, failing', async ({ compare, page }) => {
    await fail(page);
    await page.goto(addressOf('compare', { type: CPU, baseline: '{}', comparison: '{}' }));
    await expect(compare.alerts.first()).toBeVisible();
    await expectAccessible(page);
  });
});

async function fail(page: Page): Promise<void> {
  for (const server of ['parca', 'prometheus'])
    await page.route(`**/${server}/**`, (route) =>
      route.fulfill({ status: 500, contentType: 'text/plain', body: 'out of order' }),
    );
}

/** Share of the graph's canvas that is not its background. */
function inkOfGraph(page: Page): Promise<number> {
  return page
    .locator('[role=treegrid] canvas')
    .first()
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      const background = pixels.at(-1);
      return pixels.filter((pixel) => pixel !== background).length / pixels.length;
    });
}

/** Cells of numbers that are not whole. */
function cellsCut(page: Page): Promise<string[]> {
  return page
    .getByRole('cell')
    .evaluateAll((cells) =>
      cells
        .filter((cell) => !cell.querySelector('button') && cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent),
    );
}

/** The last number of each series that stands in the line beside a chart's title, where it is not whole. */
function valuesCut(page: Page): Promise<string[]> {
  return page.getByRole('list', { name: /: series$/ }).evaluateAll((lists) =>
    lists.flatMap((list) => {
      const line = list.getBoundingClientRect();
      return Array.from(list.children, (entry) => entry.lastElementChild!)
        .filter((value) => value.getBoundingClientRect().top < line.bottom)
        .filter((value) => {
          const { left, right } = value.getBoundingClientRect();
          return left < line.left || right > line.right + 1;
        })
        .map((value) => value.textContent!);
    }),
  );
}

/** Names of buttons that are right of the page, unless they are in something that scrolls, as a wide table does. */
function buttonsBeside(page: Page): Promise<string[]> {
  return page.getByRole('button').evaluateAll((buttons) => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) ||
        scrolls(element.parentElement));
    return buttons
      .filter((button) => button.getBoundingClientRect().right > window.innerWidth)
      .filter((button) => !scrolls(button.parentElement))
      .map((button) => button.textContent);
  });
}
