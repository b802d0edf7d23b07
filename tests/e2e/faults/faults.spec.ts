import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, startConsole, test as base } from '../console';
import { AFTER, BEFORE, CPU, RANGE, ROOT } from '../demo-archive';
import { addressOf, printWindow, unitSelector } from '../views/page-view';
import { startFaultServer, type FaultServer } from './fault-server';
import { FAULTS, type FaultCase, type FaultedServer } from './faults';

/*
 * Parca and Prometheus fail in every way that is known, one way after the other under a page that has its picture, and under one that has
 * none yet. What holds for each: nothing is blank, the old picture stays, the reason and a next step are there in words, trying again
 * works, and no request is left open behind the page. `npm run faults` asks it of every page and writes docs/reliability.md; it takes too long for
 * `npm test`, where failing.spec.ts asks some of it.
 */

interface Faulty {
  readonly url: string;
  readonly servers: Readonly<Record<FaultedServer, FaultServer>>;
}

const test = base.extend<object, { readonly faulty: Faulty }>({
  faulty: [
    async ({ consoleUrl }, provide) => {
      const servers = {
        Parca: await startFaultServer(`${consoleUrl}/parca`),
        Prometheus: await startFaultServer(`${consoleUrl}/prometheus`),
      };
      const { url, stop } = await startConsole([
        ...['--parca', servers.Parca.url],
        ...['--prometheus', servers.Prometheus.url],
      ]);
      await provide({ url, servers });
      await stop();
      for (const server of Object.values(servers)) await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

// The browser tells of every HTTP status itself.
test.use({ mayComplain: /Failed to load resource/, actionTimeout: 10_000 });

const range = { from: String(RANGE.start), to: String(RANGE.end) };
const profile = unitSelector('shop-k8s/1');

interface FaultedPage {
  readonly address: string;
  readonly picture: (page: Page) => Locator;
  /** Where one leaves to. */
  readonly leaveTo: string;
}

const flameGraph = (page: Page) => page.getByRole('tree', { name: 'Flame graph' });

const PAGES: Readonly<Record<string, FaultedPage>> = {
  Targets: {
    address: `/targets?${new URLSearchParams(range).toString()}`,
    picture: (page) => page.getByRole('treegrid', { name: 'Targets' }),
    leaveTo: 'Profile',
  },
  Profile: {
    address: addressOf('profile', { ...range, type: CPU, profile }),
    picture: flameGraph,
    leaveTo: 'Targets',
  },
  Compare: {
    address: addressOf('compare', {
      ...range,
      ...{ type: CPU, baseline: profile, comparison: profile },
      baselineWindow: printWindow(BEFORE),
      comparisonWindow: printWindow(AFTER),
      metrics: 'shown',
    }),
    picture: flameGraph,
    leaveTo: 'Targets',
  },
};

const OUT = join(ROOT, 'test-results/faults');

for (const [name, faultedPage] of Object.entries(PAGES))
  for (const server of ['Parca', 'Prometheus'] as const) {
    test(`${name}, ${server} fails in ${FAULTS[server].length} ways`, async ({ page, faulty }) => {
      test.setTimeout(15 * 60_000);
      const seen: Record<string, string> = {};
      const run = new Run(page, faultedPage, faulty, server);
      await run.open();
      for (const one of FAULTS[server])
        seen[one.name] = await test.step(one.name, () => run.refresh(one));
      for (const one of FAULTS[server]) await test.step(one.name, () => run.openCold(one));
      await test.step('leaving', () => run.leave());
      mkdirSync(OUT, { recursive: true });
      const result = { page: name, server, seen };
      writeFileSync(join(OUT, `${name}-${server}.json`), JSON.stringify(result));
    });
  }

class Run {
  readonly #server: FaultServer;

  constructor(
    private readonly page: Page,
    private readonly faulted: FaultedPage,
    private readonly faulty: Faulty,
    server: FaultedServer,
  ) {
    this.#server = faulty.servers[server];
  }

  async open(): Promise<void> {
    await this.page.goto(this.faulty.url + this.faulted.address);
    await this.#isWell();
  }

  /** Over a picture that is there. Resolves to what the page said. */
  async refresh(one: FaultCase): Promise<string> {
    await this.#begin(one);
    await this.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    const words = await this.#says(one);
    // The old picture, or the new one.
    await expect(this.faulted.picture(this.page)).toBeVisible();
    await this.#end(one);
    return words;
  }

  /** Where there is no picture yet. */
  async openCold(one: FaultCase): Promise<void> {
    await this.#begin(one);
    await this.page.goto(this.faulty.url + this.faulted.address);
    await this.#says(one);
    await this.#end(one);
  }

  /** A page that is left takes its questions with it. */
  async leave(): Promise<void> {
    this.#server.setFault(() => undefined);
    await this.page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await expect.poll(() => this.#server.open.size).toBeGreaterThan(0);
    const asked = [...this.#server.open];
    this.#server.setFault(undefined);
    await this.page.getByRole('link', { name: this.faulted.leaveTo, exact: true }).click();
    await expect
      .poll(() => asked.filter((request) => this.#server.open.has(request)).length)
      .toBe(0);
  }

  async #begin({ fault }: FaultCase): Promise<void> {
    if (fault === 'down') await this.#server.down();
    else this.#server.setFault(fault);
  }

  /** Resolves to the words of what happens. */
  async #says({ then }: FaultCase): Promise<string> {
    if (then === 'draws') {
      await this.#isWell();
      return 'draws what can be drawn';
    }
    if (then === 'waits' || then === 'hangs') {
      await expect(this.#status()).toContainText('waiting for');
      const words = await this.#status().innerText();
      if (then === 'waits') await this.#isWell();
      return words;
    }
    const notice = this.#notices().filter({ hasText: then }).first();
    await expect(notice).toBeVisible({ timeout: 30_000 });
    return notice.innerText();
  }

  /** The server is well again: trying again by what the page offers brings everything back. */
  async #end({ fault, then }: FaultCase): Promise<void> {
    if (fault === 'down') await this.#server.up();
    else this.#server.setFault(undefined);
    if (then === 'hangs')
      await this.page.getByRole('button', { name: 'Stop' }).click({ timeout: 20_000 });
    // A notice goes as soon as its question is asked again, by another notice's button too.
    await expect(async () => {
      if ((await this.#again().count()) > 0) await this.#again().first().click({ timeout: 1000 });
      await expect(this.#notices()).toHaveCount(0, { timeout: 3000 });
    }).toPass({ timeout: 90_000 });
    await this.#isWell();
  }

  #status(): Locator {
    return this.page.getByRole('banner').getByRole('status');
  }

  #notices(): Locator {
    return this.page.locator('[data-kind="failed"], [data-kind="partial"]');
  }

  #again(): Locator {
    return this.page.getByRole('button', { name: 'Try again' });
  }

  async #isWell(): Promise<void> {
    await expect(this.#notices()).toHaveCount(0, { timeout: 20_000 });
    await expect(this.#status()).toHaveText('', { timeout: 20_000 });
    await expect(this.faulted.picture(this.page)).toBeVisible();
  }
}
