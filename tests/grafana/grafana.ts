import { test as base, type BrowserContext } from '@playwright/test';
import { environment } from './environment';
import { expect } from './expect';
import { VIEWER } from './names';

interface TestFixtures {
  /** Who is signed in. */
  readonly role: 'admin' | 'viewer';
  /** What the browser may complain about in this test besides Grafana's own noise. */
  readonly mayComplain: RegExp | undefined;
  readonly complaints: readonly string[];
}

/**
 * A page of a browser that is signed in to Grafana. Every test also holds that the browser has nothing to complain about, and that
 * nothing was asked of any host but Grafana's.
 */
export const test = base.extend<TestFixtures>({
  role: ['admin', { option: true }],
  mayComplain: [undefined, { option: true }],
  context: async ({ context, role }, provide) => {
    await signIn(context, role);
    await provide(context);
  },
  complaints: [
    async ({ context, mayComplain }, provide) => {
      const { complaints, elsewhere } = listen(context);
      await provide(complaints);
      const unexpected = complaints
        .filter((words) => !NOISE.some((noise) => noise.test(words)))
        .filter((words) => !mayComplain?.test(words));
      expect(unexpected, 'the browser complains').toEqual([]);
      expect(elsewhere, 'requests to other hosts than Grafana').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What Grafana itself says or misses in places that have nothing to do with the plugin. */
const NOISE = [
  /\/api\/gnet\/plugins/,
  /\/public-dashboards/,
  /Failed to fetch plugins from catalog/,
  // Its home page's own news.
  /grafana\.com\/blog\/news\.xml/,
];

/** With a session of its own: Grafana replaces a session's token while it is used. */
async function signIn(context: BrowserContext, role: TestFixtures['role']): Promise<void> {
  const { user, password } = role === 'admin' ? environment.admin : VIEWER;
  const answer = await context.request.post('login', { data: { user, password } });
  expect(answer.status(), `signing in as ${user}: ${await answer.text()}`).toBe(200);
}

function listen(context: BrowserContext): {
  readonly complaints: readonly string[];
  readonly elsewhere: readonly string[];
} {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  const { origin } = new URL(environment.grafana);
  context.on('weberror', (error) => complaints.push(`thrown: ${String(error.error())}`));
  context.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error') complaints.push(`error: ${message.text()} (${url})`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const own = ['blob:', 'data:'].includes(url.protocol) || url.origin === origin;
    if (!own && !NOISE.some((noise) => noise.test(url.href))) elsewhere.push(request.url());
  });
  return { complaints, elsewhere };
}
