import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect';
import { PageView } from './page-view';

/** The Targets page: counts, search, the tree and the details of one row. */
export class TargetsView extends PageView {
  readonly tree: Locator;
  readonly rows: Locator;
  readonly summary: Locator;
  readonly search: Locator;
  readonly details: Locator;
  readonly focused: Locator;

  constructor(page: Page) {
    super(page);
    this.tree = page.getByRole('treegrid', { name: 'Targets' });
    this.rows = this.tree.locator('[role="row"][data-index]');
    this.summary = page.getByRole('group', { name: 'Summary of the targets' });
    this.search = page.getByRole('textbox', { name: 'Search the targets' });
    this.details = page.getByRole('complementary');
    this.focused = page.locator('[data-index]:focus');
  }

  /** With everything answered that the page asks. */
  async open(params: Record<string, string> = {}): Promise<void> {
    await this.page.goto(`/targets?${new URLSearchParams(params).toString()}`);
    await this.settled();
  }

  async settled(): Promise<void> {
    await expect(this.page.getByRole('banner')).not.toContainText('loading targets');
    await expect(this.page.getByText(/oldest profile in this Parca/)).toBeVisible();
  }

  row(name: string | RegExp): Locator {
    return this.tree.getByRole('row', { name });
  }

  cell(row: Locator, column: 'address' | 'scraped' | 'cpu' | 'memory' | 'state'): Locator {
    return row.locator(`[data-column="${column}"]`);
  }

  count(words: string | RegExp): Locator {
    return this.summary.getByRole('button', { name: words });
  }

  /** What the tree says it has, its head left out. */
  async lineCount(): Promise<number> {
    return Number(await this.tree.getAttribute('aria-rowcount')) - 1;
  }
}
