import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect';

/** Flame graph and table of one view, with their tools. */
export class FlameView {
  readonly root: Locator;
  readonly tools: Locator;
  readonly graph: Locator;
  /** The frame that the keyboard is on, in words; the root when none is. */
  readonly activeFrame: Locator;
  readonly breadcrumbs: Locator;
  readonly search: Locator;
  readonly regex: Locator;
  readonly searchWords: Locator;
  readonly table: Locator;
  readonly filter: Locator;
  readonly details: Locator;
  readonly cuts: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('region', { name: 'Flame graph and table' });
    this.tools = this.root.getByRole('toolbar', { name: 'Flame graph and table' });
    this.graph = this.root.getByRole('tree', { name: 'Flame graph' });
    this.activeFrame = this.graph.getByRole('treeitem');
    this.breadcrumbs = this.root.getByRole('navigation', { name: 'Focus of the flame graph' });
    this.search = this.tools.getByRole('textbox', { name: 'Search functions' });
    this.regex = this.tools.getByRole('button', { name: 'Regular expression' });
    this.searchWords = this.tools.getByRole('status');
    this.table = this.root.getByRole('table');
    this.filter = this.root.getByRole('textbox', { name: 'Filter by' });
    this.details = this.root.getByRole('complementary');
    this.cuts = this.root.getByRole('group', { name: 'What is cut' });
  }

  /** The picture is of what is asked now, and drawn. */
  async idle(): Promise<void> {
    await expect(this.root).toHaveAttribute('data-stale', 'false');
    await expect(this.graph).toHaveAttribute('data-state', 'idle');
  }

  /** A frame with room for its name, whole or without its path; only the graph's adapter gives frames elements. */
  frame(name: string): Locator {
    const forms = [...name.matchAll(/^|[/.]/g)].map(({ 0: cut, index }) =>
      name.slice(index + cut.length).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
    const label = this.root.page().getByText(new RegExp(`^(${forms.join('|')})$`));
    return this.graph.locator('g.frame', { has: label });
  }

  /** Frames that a search does not match. */
  get dimmed(): Locator {
    return this.graph.locator('g.frame[data-dim]');
  }

  row(name: string): Locator {
    return this.table
      .getByRole('row')
      .filter({ has: this.root.page().getByRole('button', { name, exact: true }) });
  }

  /** With its unit beside it; `title` is what it is sorted by. */
  header(title: string): Locator {
    return this.table
      .getByRole('columnheader')
      .filter({ has: this.root.page().getByRole('button', { name: title, exact: true }) });
  }

  async cellsOf(name: string): Promise<readonly string[]> {
    return (await this.row(name).getByRole('cell').allTextContents()).slice(1);
  }

  /** Of a comparison: the totals of baseline and comparison. */
  async sidesOf(name: string): Promise<readonly string[]> {
    const heads = await this.table.getByRole('columnheader').getByRole('button').allTextContents();
    const at = heads.findIndex((head) => head.endsWith('baseline')) - 1;
    return (await this.cellsOf(name)).slice(at, at + 2);
  }

  /** The first column of what is in the document, in the order shown. */
  async names(): Promise<readonly string[]> {
    return this.table.locator('button[data-index]').allTextContents();
  }

  async select(name: string): Promise<void> {
    await this.row(name).getByRole('button').click();
    await expect(this.details).toBeVisible();
  }

  async layout(name: 'Flame graph' | 'Table' | 'Both'): Promise<void> {
    await this.tools.getByRole('radio', { name }).check();
  }

  /** A fact of the details: `self`, `total, change`. */
  fact(label: string): Locator {
    return this.details
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${label}$`) })
      .locator('xpath=following-sibling::dd');
  }

  async act(name: string): Promise<void> {
    await this.details.getByRole('button', { name, exact: true }).click();
  }
}
