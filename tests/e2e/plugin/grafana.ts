import type { Page } from '@playwright/test';
import { test as base } from '../console';
import { startStandIn, upstreamsOf } from './server';
import type { StandIn } from './page/main';

export { expect } from '../console';

/** Grafana 12 with React 18 at the root of its host, Grafana 13 with React 19 below a path: each plugin has to run in both. */
export const GRAFANAS = [
  { react: 18, root: '' },
  { react: 19, root: '/cos-grafana' },
] as const;

interface WorkerFixtures {
  /** Of each of GRAFANAS, in their order. */
  readonly grafanaUrls: readonly string[];
}

interface TestFixtures {
  readonly grafana: (typeof GRAFANAS)[number];
  readonly grafanaUrl: string;
}

/** Tests of the built plugins in the page of `page/`; like the console's, they fail when the browser complains. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  grafanaUrls: [
    async ({ consoleUrl }, provide) => {
      const servers = await Promise.all(
        GRAFANAS.map((grafana) => startStandIn({ ...grafana, ...upstreamsOf(consoleUrl) })),
      );
      await provide(servers.map(({ url }) => url));
      await Promise.all(servers.map(({ stop }) => stop()));
    },
    { scope: 'worker' },
  ],
  grafana: [GRAFANAS[0], { option: true }],
  grafanaUrl: ({ grafana, grafanaUrls }, provide) =>
    provide(grafanaUrls[GRAFANAS.indexOf(grafana)]!),
  page: async ({ page, grafanaUrl }, provide) => {
    await openStandIn(page, `${grafanaUrl}/`);
    await provide(page);
  },
});

/** Any address below the root is the same page, until something is shown. */
export async function openStandIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => 'standIn' in window);
}

declare global {
  interface Window {
    standIn: StandIn;
  }
}
