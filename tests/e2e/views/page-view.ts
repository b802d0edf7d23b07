import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect';
import { FlameView } from './flame-view';
import { TimelineView } from './timeline-view';

/** What both pages have: the bar, the timeline, the picture and notices. */
export class PageView {
  readonly timeline: TimelineView;
  readonly flame: FlameView;
  readonly alerts: Locator;

  constructor(readonly page: Page) {
    this.timeline = new TimelineView(page);
    this.flame = new FlameView(page);
    this.alerts = page.getByRole('alert');
  }

  /** Everything that was asked for has come and is drawn. */
  async idle(): Promise<void> {
    await this.flame.idle();
    await expect(this.timeline.root).toHaveAttribute('data-state', 'idle');
  }

  /** Chooses an option by its words; `scope` where a page has several pickers of that name. */
  async choose(
    label: string,
    option: string,
    scope: Locator = this.page.locator('body'),
  ): Promise<void> {
    await scope.getByRole('combobox', { name: label, exact: true }).click();
    await this.option(option).click();
  }

  /** An option of the open list, whose description follows its words. */
  option(words: string): Locator {
    return this.page
      .getByRole('option')
      .filter({ has: this.page.getByText(words, { exact: true }) });
  }

  picker(label: string, scope: Locator = this.page.locator('body')): Locator {
    return scope.getByRole('combobox', { name: label, exact: true });
  }

  /** The numbers of a line: rate, scrapes, series, gaps. */
  async honesty(line: Locator): Promise<readonly string[]> {
    return line.getByRole('button').allTextContents();
  }

  /** A parameter of the address. */
  param(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }

  async expectParam(name: string, value: string | null | RegExp): Promise<void> {
    const given = expect.poll(() => this.param(name));
    if (value instanceof RegExp) await given.toMatch(value);
    else await given.toBe(value);
  }

  windowParam(name: string): { start: number; end: number } {
    const [start = NaN, end = NaN] = (this.param(name) ?? '').split('-').map(Number);
    return { start, end };
  }

  async share(): Promise<string> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page.getByRole('button', { name: 'Share' }).click();
    await expect.poll(() => this.clipboard()).toMatch(/^http/);
    return this.clipboard();
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}

/** `{juju_unit="a/0"}` and windows as the parameters of an address. */
export function addressOf(page: 'profile' | 'compare', params: Record<string, string>): string {
  return `/${page}?${new URLSearchParams(params).toString()}`;
}

export function unitSelector(unit: string): string {
  return `{juju_model="dev", juju_application="shop-k8s", juju_unit="${unit}"}`;
}

export function printWindow({ start, end }: { start: number; end: number }): string {
  return `${start}-${end}`;
}
