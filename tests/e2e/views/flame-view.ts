import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect';
import { labelsOf, type PaintedLabel } from '../painted-labels';

/** Of frames that a search does not match, in both themes. */
const DIM_INKS = ['#585b63', '#a6a9b2'];

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
  readonly matches: Locator;
  readonly searchWords: Locator;
  readonly table: Locator;
  readonly details: Locator;
  readonly cuts: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('region', { name: 'Flame graph and table' });
    this.tools = this.root.getByRole('toolbar', { name: 'Flame graph and table' });
    this.graph = this.root.getByRole('treegrid', { name: 'Flame graph' });
    this.activeFrame = this.graph.getByRole('row');
    this.breadcrumbs = this.root.getByRole('navigation', { name: 'Focus of the flame graph' });
    this.search = this.tools.getByRole('textbox', { name: 'Search functions' });
    this.regex = this.tools.getByRole('button', { name: 'Regular expression' });
    this.matches = this.root.getByRole('group', { name: 'Matches' });
    this.searchWords = this.matches.getByRole('status');
    this.table = this.root.getByRole('table');
    this.details = this.root.getByRole('complementary');
    this.cuts = this.root.getByRole('group', { name: 'What is cut' });
  }

  /** The picture is of what is asked now, and drawn. */
  async idle(): Promise<void> {
    await expect(this.root).toHaveAttribute('data-stale', 'false');
    await expect(this.graph).toHaveAttribute('data-state', 'idle');
  }

  /** A frame with room for its name, whole or without its path. */
  frame(name: string): PaintedFrame {
    return new PaintedFrame(this.graph, name);
  }

  async expectShown(name: string): Promise<void> {
    await expect.poll(() => this.frame(name).count(), name).toBe(1);
  }

  /** At once: after the picture is known to be another one. */
  async expectNotShown(name: string): Promise<void> {
    expect(await this.frame(name).count(), name).toBe(0);
  }

  /** How many names are dimmed, as a search does with frames that it does not match. */
  async dimmed(): Promise<number> {
    return (await labelsOf(this.graph)).filter(isDim).length;
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

  /** Of a comparison: the totals of baseline and comparison, which have no room in the table beside the graph. */
  async sidesOf(name: string): Promise<readonly string[]> {
    await this.layout('Table');
    const sides = await this.#sidesOf(name);
    await this.layout('Both');
    return sides;
  }

  async #sidesOf(name: string): Promise<readonly string[]> {
    const heads = this.table.getByRole('columnheader').getByRole('button');
    await expect(heads.filter({ hasText: /baseline$/ }).first()).toBeVisible();
    // At one moment: verdicts that arrive bring columns of their own.
    return this.table.evaluate((table, name) => {
      const textsOf = (all: Iterable<Element>) => [...all].map((one) => one.textContent ?? '');
      const at = textsOf(table.querySelectorAll('th')).findIndex((head) => /baseline/.test(head));
      const button = [...table.querySelectorAll('button[data-index]')].find(
        (one) => one.textContent === name,
      );
      return textsOf(button?.closest('tr')?.querySelectorAll('td, th') ?? []).slice(at, at + 2);
    }, name);
  }

  /** The first column of what is in the document, in the order shown. */
  async names(): Promise<readonly string[]> {
    return this.table.locator('button[data-index]').allTextContents();
  }

  async select(name: string): Promise<void> {
    await this.row(name).getByRole('button').click();
    await expect(this.details).toBeVisible();
  }

  async layout(name: 'Flame graph' | 'Table' | 'Tree' | 'Both'): Promise<void> {
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

/** A frame of the picture by the name that is written on it. */
class PaintedFrame {
  readonly #graph: Locator;
  readonly #forms: ReadonlySet<string>;

  constructor(graph: Locator, name: string) {
    this.#graph = graph;
    this.#forms = new Set(
      [...name.matchAll(/^|[/.]/g)].map((cut) => name.slice(cut.index + cut[0].length)),
    );
  }

  async count(): Promise<number> {
    return (await this.#labels()).length;
  }

  async isDim(): Promise<boolean> {
    const [label] = await this.#labels();
    return isDim(label!);
  }

  async click(): Promise<void> {
    await this.#graph.click({ position: await this.#place() });
  }

  async dblclick(): Promise<void> {
    await this.#graph.dblclick({ position: await this.#place() });
  }

  async hover(): Promise<void> {
    await this.#graph.hover({ position: await this.#place() });
  }

  async #labels(): Promise<readonly PaintedLabel[]> {
    return (await labelsOf(this.#graph)).filter(({ text }) => this.#forms.has(text));
  }

  /** On its first letters. */
  async #place(): Promise<{ x: number; y: number }> {
    await expect.poll(() => this.count(), [...this.#forms][0]).toBe(1);
    const [label] = await this.#labels();
    return { x: label!.x + 4, y: label!.y - 4 };
  }
}

function isDim({ ink }: PaintedLabel): boolean {
  return DIM_INKS.includes(ink);
}
