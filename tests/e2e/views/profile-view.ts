import type { Locator, Page } from '@playwright/test';
import { addressOf, PageView, unitSelector } from './page-view';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';

export class ProfileView extends PageView {
  readonly honestyLine: Locator;
  readonly conditions: Locator;

  constructor(page: Page) {
    super(page);
    this.honestyLine = page.getByRole('list', { name: 'What this profile rests on' });
    this.conditions = page.getByRole('group', { name: 'Profile: further conditions' });
  }

  async open(): Promise<void> {
    await this.page.goto('/profile');
    await this.idle();
  }

  /** CPU time of one unit of the shop. */
  async openUnit(unit = 'shop-k8s/1', more: Record<string, string> = {}): Promise<void> {
    await this.page.goto(addressOf('profile', { type: CPU, profile: unitSelector(unit), ...more }));
    await this.idle();
  }

  /** Opens the row in which a condition is put together. */
  async conditionsOpen(): Promise<void> {
    await this.conditions.getByRole('button', { name: 'label' }).click();
  }

  /** `84.4 mcores = 25,330,000,000 nanoseconds ÷ 300 s …` of the rate. */
  async formula(): Promise<string> {
    await this.honestyLine.getByRole('button').first().hover();
    return this.page.getByRole('tooltip').innerText();
  }

  /** The value with every digit that the rate is made of. */
  async exactTotal(): Promise<number> {
    const digits = /([\d,.]+) (nanoseconds|bytes|count) /.exec(await this.formula());
    if (!digits) throw new Error(`no value in "${await this.formula()}"`);
    return Number(digits[1]!.replaceAll(',', ''));
  }
}
