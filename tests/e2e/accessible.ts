import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './expect';

export const SCHEMES = ['light', 'dark'] as const;

/** What @grafana/ui itself breaks in the list of its Combobox. */
const OF_THE_KIT = [
  // The list scrolls in a focusable box between the listbox and its options.
  /^aria-required-children: #--r\w+---downshift-menu: /,
  // The input names the first option as the active one before that is rendered.
  /^aria-valid-attr-value: #\\:r\w+\\:: .*\s+Invalid ARIA attribute value: aria-activedescendant="downshift-/,
];

/** No rule of WCAG 2 A and AA is broken, in either theme; of the whole page, or of its parts. */
export async function expectAccessible(page: Page, parts: string[] = []): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect.poll(() => isDark(page)).toBe(colorScheme === 'dark');
    await settled(page);
    const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']);
    for (const part of parts) axe.include(part);
    const { violations, passes } = await axe.analyze();
    expect(passes.length).toBeGreaterThan(10);
    const places = violations
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
      )
      .filter((place) => !OF_THE_KIT.some((known) => known.test(place)));
    expect(places, colorScheme).toEqual([]);
  }
}

/** Colours fade from one theme to the other. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
        .map((animation) => animation.finished),
    ),
  );
}

export function isDark(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const [red = 255] = (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(
      Number,
    );
    return red < 128;
  });
}
