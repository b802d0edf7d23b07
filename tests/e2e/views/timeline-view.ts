import type { Locator, Page } from '@playwright/test';

/** The charts over one time axis. Places are fractions of the page's range, from 0 to 1. */
export class TimelineView {
  readonly root: Locator;
  /** What the keyboard moves. */
  readonly cursor: Locator;
  readonly windows: Locator;

  constructor(private readonly page: Page) {
    this.root = page.getByRole('region', { name: 'Timeline' });
    this.cursor = this.root.getByRole('slider', { name: 'Time cursor' });
    this.windows = this.root.getByRole('list', { name: 'Selected windows' }).getByRole('listitem');
  }

  chart(title: string): Locator {
    return this.root.getByRole('group', { name: title, exact: true });
  }

  /** A window's edge: `Baseline, start`. */
  edge(name: string): Locator {
    return this.root.getByRole('slider', { name });
  }

  async click(at: number): Promise<void> {
    const { x, y } = await this.placeOf(at);
    await this.page.mouse.click(x, y);
  }

  async drag(from: number, to: number): Promise<void> {
    const { x, y } = await this.placeOf(from);
    await this.page.mouse.move(x, y);
    await this.pull(to);
  }

  async zoom(from: number, to: number): Promise<void> {
    await this.page.keyboard.down('Shift');
    await this.drag(from, to);
    await this.page.keyboard.up('Shift');
  }

  async dragEdge(name: string, to: number): Promise<void> {
    // What scrolls must scroll before the places are read; and a line that arrives above moves the edge, so it is met where it is.
    await this.placeOf(to);
    await this.edge(name).hover();
    await this.pull(to);
  }

  /** From where the pointer is. */
  private async pull(to: number): Promise<void> {
    await this.page.mouse.down();
    const end = await this.placeOf(to);
    await this.page.mouse.move(end.x, end.y, { steps: 2 });
    await this.page.mouse.up();
  }

  private async placeOf(at: number): Promise<{ x: number; y: number }> {
    const plot = this.root.getByTestId('plot-rate');
    await plot.scrollIntoViewIfNeeded();
    const box = await boxOf(plot);
    return { x: box.x + at * box.width, y: box.y + box.height * 0.4 };
  }
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not on the screen`);
  return box;
}
