import type { Locator, Page } from '@playwright/test';
import { AFTER, BEFORE } from '../demo-archive';
import { addressOf, PageView, printWindow, unitSelector } from './page-view';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';

type Side = 'Baseline' | 'Comparison';

export class CompareView extends PageView {
  /** The sentence, the formula, and how far the sides can be compared. */
  readonly answer: Locator;

  constructor(page: Page) {
    super(page);
    this.answer = page.getByRole('region', { name: 'Answer' });
  }

  /** A side's line: what it is of, its numbers, and what went wrong with it. */
  side(name: Side): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  /** Where it stands, from when to when: in its side's line. */
  window(name: Side): Locator {
    return this.side(name);
  }

  selection(name: Side): Locator {
    return this.page.getByRole('group', { name: `${name}: selection` });
  }

  /** shop-k8s/1 before and after its price work rose. */
  async openRise(more: Record<string, string> = {}): Promise<void> {
    await this.page.goto(
      addressOf('compare', {
        type: CPU,
        baseline: unitSelector('shop-k8s/1'),
        baselineWindow: printWindow(BEFORE),
        comparison: unitSelector('shop-k8s/1'),
        comparisonWindow: printWindow(AFTER),
        ...more,
      }),
    );
    await this.idle();
  }

  async swap(): Promise<void> {
    await this.page.getByRole('button', { name: 'Swap sides' }).click();
  }
}
