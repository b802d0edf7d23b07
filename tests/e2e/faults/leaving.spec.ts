import { expect } from '../console';
import { PAGES } from './faulted-page';
import { test } from './faulty-console';

/* Whoever leaves a page takes its questions with it, through the console's proxy too: none is left at a server for an answer that nobody reads. */

const isAny = () => true;
/** A profile. */
const isQuery = (path = '') => path.endsWith('/Query');

/** What is not answered on each page, after how many that are, and how many such questions it then has open: Compare's slices come after its two sides. */
const HELD: Readonly<Record<string, { held: typeof isQuery; after: number; open: number }>> = {
  Changes: { held: isQuery, after: 0, open: 3 },
  Targets: { held: isAny, after: 0, open: 1 },
  Profile: { held: isQuery, after: 0, open: 1 },
  Compare: { held: isQuery, after: 2, open: 3 },
};

for (const { name, address, leaveTo } of PAGES)
  test(`${name} that is left leaves no question at Parca or Prometheus`, async ({
    page,
    faulty: { url, servers },
  }) => {
    const { held, after, open: most } = HELD[name]!;
    const open = () => Object.values(servers).flatMap((server) => [...server.open]);
    let seen = 0;
    for (const server of Object.values(servers))
      server.setFault((_answer, asked, pass) => {
        if (!held(asked.url) || seen++ < after) pass();
      });
    const unanswered = () => open().filter(({ url: path }) => held(path)).length;
    await page.goto(url + address);
    await expect.poll(unanswered, { timeout: 30_000 }).toBeGreaterThanOrEqual(most);
    const asked = open();
    await page.getByRole('link', { name: leaveTo, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/${leaveTo.toLowerCase()}`));
    const left = () => open().filter((request) => asked.includes(request)).length;
    await expect.poll(left).toBe(0);
    await page.goto('about:blank');
    await expect.poll(() => open().length).toBe(0);
  });
