import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect';

/** A dashboard's panels, by their ids. */
export class DashboardView {
  constructor(readonly page: Page) {}

  panel(id: number): Locator {
    return this.page.locator(`[data-viz-panel-key="panel-${id}"]`);
  }

  title(id: number): Locator {
    return this.panel(id).getByRole('heading');
  }

  /** The panel has its answer, which is neither a failure nor empty. */
  async expectData(id: number): Promise<void> {
    const panel = this.panel(id);
    await expect(panel).toBeVisible();
    await this.settled(id);
    await expect(panel.getByTestId('data-testid Panel status error')).toHaveCount(0);
    await expect(panel.getByText('No data', { exact: true })).toHaveCount(0);
    await expect(panel.getByRole('alert')).toHaveCount(0);
  }

  /** Nothing is under way in the panel. */
  async settled(id: number): Promise<void> {
    const panel = this.panel(id);
    const content = panel.getByTestId('data-testid panel content');
    // A number has nothing but its text.
    const drawn = () =>
      content.evaluate(
        (element, picture) =>
          element.querySelector(picture) !== null || element.textContent.trim() !== '',
        'canvas, [role=grid], [role=treegrid]',
      );
    await expect.poll(drawn, { timeout: 90_000 }).toBe(true);
    await expect(panel.getByLabel('Panel loading bar')).toHaveCount(0, { timeout: 90_000 });
    await expect(panel.locator('[data-state="working"]')).toHaveCount(0);
  }

  /** Takes the extension link of a panel's menu. */
  async openInParcascope(id: number): Promise<void> {
    const panel = this.panel(id);
    await panel.hover();
    await panel.getByTestId(/^data-testid Panel menu/).click();
    await this.page.getByRole('menuitem', { name: 'Extensions' }).hover();
    await this.page.getByRole('menuitem', { name: 'Open in Parcascope' }).click();
  }
}
