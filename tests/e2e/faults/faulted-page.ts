import type { Locator, Page } from '@playwright/test';
import { expect } from '../console';
import { AFTER, BEFORE, CPU, RANGE } from '../demo-archive';
import { addressOf, printWindow, unitSelector } from '../views/page-view';
import type { FaultServer } from './fault-server';
import { FAULTS, type FaultCase, type FaultedServer } from './faults';
import { keepSaid, type Said } from './results';

/** A page of ours, wherever it is shown. */
export interface PageCase {
  readonly name: string;
  /** Path and query. */
  readonly address: string;
  readonly picture: (page: Page) => Locator;
  /** Where one leaves to. */
  readonly leaveTo: string;
  /** What the picture takes at most, on two cores that others keep busy. */
  readonly patience: number;
  /** Hundreds of questions, one after the other: where each is slow there is no waiting for all. */
  readonly isScan?: boolean;
}

const range = { from: String(RANGE.start), to: String(RANGE.end) };
const profile = unitSelector('shop-k8s/1');
const flameGraph = (page: Page) => page.getByRole('treegrid', { name: 'Flame graph' });
const SCAN = new URLSearchParams({
  ...{ from: String(BEFORE.start), to: String(AFTER.end) },
  scope: '{juju_unit="shop-k8s/1"}',
});

export const PROFILE: PageCase = {
  name: 'Profile',
  address: addressOf('profile', { ...range, type: CPU, profile }),
  picture: flameGraph,
  leaveTo: 'Targets',
  patience: 60_000,
};

export const PAGES: readonly PageCase[] = [
  {
    name: 'Changes',
    address: `/changes?${SCAN.toString()}`,
    picture: (page) => page.getByRole('region', { name: 'Grew' }),
    leaveTo: 'Targets',
    patience: 240_000,
    isScan: true,
  },
  {
    name: 'Targets',
    address: `/targets?${new URLSearchParams(range).toString()}`,
    picture: (page) => page.getByRole('treegrid', { name: 'Targets' }),
    leaveTo: 'Profile',
    patience: 60_000,
  },
  PROFILE,
  {
    name: 'Compare',
    address: addressOf('compare', {
      ...range,
      ...{ type: CPU, baseline: profile, comparison: profile },
      baselineWindow: printWindow(BEFORE),
      comparisonWindow: printWindow(AFTER),
      metrics: 'shown',
    }),
    picture: flameGraph,
    leaveTo: 'Targets',
    patience: 60_000,
  },
];

/** How the page is shown, and its server made to fail. */
export interface PageCaseRun {
  readonly page: Page;
  readonly of: PageCase;
  /** As in the table of docs/reliability.md. */
  readonly place: string;
  readonly server: FaultedServer;
  readonly faulty: FaultServer;
  /** Opens the page anew. */
  readonly open: () => Promise<void>;
  /** All of the server's, unless given. */
  readonly faults?: readonly FaultCase[];
}

/** How long all faults may take, one after the other, each twice. */
export const FAULTS_TIMEOUT = 60 * 60_000;

/** One fault after the other under a page that has its picture, then under one that has none yet; then the page is left. */
export async function runFaults(
  run: PageCaseRun,
  step: (name: string, body: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const said: Record<string, Said> = {};
  const faulted = new FaultedPage(run);
  const { faults = FAULTS[run.server] } = run;
  await run.open();
  await faulted.isWell();
  for (const one of faults)
    await step(one.name, async () => void (said[one.name] = await faulted.refresh(one)));
  for (const one of faults) await step(`${one.name}, from the start`, () => faulted.openCold(one));
  await step('leaving', () => faulted.leave());
  keepSaid(run.place, run.server, said);
}

class FaultedPage {
  readonly #page: Page;
  readonly #faulty: FaultServer;

  constructor(private readonly run: PageCaseRun) {
    this.#page = run.page;
    this.#faulty = run.faulty;
  }

  /** Over a picture that is there. Resolves to what the page said. */
  async refresh(one: FaultCase): Promise<Said> {
    await this.#begin(one);
    await this.#page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const said = await this.#says(one);
    // The old picture, or the new one.
    await expect(this.#picture()).toBeVisible();
    await this.#end(one);
    return said;
  }

  /** Where there is no picture yet. */
  async openCold(one: FaultCase): Promise<void> {
    await this.#begin(one);
    await this.run.open();
    await this.#says(one);
    await this.#end(one);
  }

  /** A page that is left takes its questions with it. */
  async leave(): Promise<void> {
    this.#faulty.setFault(() => undefined);
    await this.#page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect.poll(() => this.#faulty.open.size).toBeGreaterThan(0);
    const asked = [...this.#faulty.open];
    this.#faulty.setFault(undefined);
    await this.#page.getByRole('link', { name: this.run.of.leaveTo, exact: true }).click();
    await expect
      .poll(() => asked.filter((request) => this.#faulty.open.has(request)).length)
      .toBe(0);
  }

  async isWell(): Promise<void> {
    const timeout = this.run.of.patience;
    await expect(this.#status()).toHaveText('', { timeout });
    await expect(this.#notices()).toHaveCount(0, { timeout });
    await expect(this.#picture()).toBeVisible({ timeout });
  }

  async #begin({ fault }: FaultCase): Promise<void> {
    if (fault === 'down') await this.#faulty.down();
    else this.#faulty.setFault(fault);
  }

  /** Resolves to the words of what happens. */
  async #says({ then }: FaultCase): Promise<Said> {
    if (then === 'draws') {
      await this.isWell();
      return { reason: 'draws what can be drawn' };
    }
    const timeout = this.run.of.patience;
    if (then === 'waits' || then === 'hangs') {
      await expect(this.#status()).toContainText('waiting for', { timeout });
      if (then === 'waits' && !this.run.of.isScan) await this.isWell();
      return {
        reason: then === 'waits' ? 'says what it waits for' : 'the same, and offers to stop',
      };
    }
    const notice = this.#notices().filter({ hasText: then }).first();
    await expect(notice).toBeVisible({ timeout: timeout + 10_000 });
    const [, reason = '', next] = await notice.locator(':scope > div > div').allInnerTexts();
    return { reason, ...(next !== undefined && { next }) };
  }

  /** The server is well again: trying again by what the page offers brings everything back. */
  async #end({ fault, then }: FaultCase): Promise<void> {
    const offered = this.#page.locator('[data-kind="loading"]');
    if (then === 'hangs')
      await expect(offered.getByRole('button', { name: 'Stop' })).toBeVisible({ timeout: 30_000 });
    if (fault === 'down') await this.#faulty.up();
    else this.#faulty.setFault(undefined);
    if (then === 'hangs') await offered.getByRole('button', { name: 'Stop' }).click();
    // A notice goes as soon as its question is asked again, and comes back with an answer that was on its way.
    const timeout = this.run.of.patience;
    await expect(async () => {
      if ((await this.#again().count()) > 0) await this.#again().first().click({ timeout: 1000 });
      await expect(this.#status()).toHaveText('', { timeout });
      await expect(this.#notices().or(this.#again())).toHaveCount(0, { timeout: 1000 });
    }).toPass({ timeout: timeout + 70_000 });
    await this.isWell();
  }

  #picture(): Locator {
    return this.run.of.picture(this.#page);
  }

  #status(): Locator {
    return this.#page.locator('header').getByRole('status');
  }

  #notices(): Locator {
    return this.#page.locator('[data-kind="failed"], [data-kind="partial"]');
  }

  /** Of a notice, or of a scan that was stopped. */
  #again(): Locator {
    return this.#page.getByRole('button', { name: /^(Try again|Scan whole)$/ });
  }
}
