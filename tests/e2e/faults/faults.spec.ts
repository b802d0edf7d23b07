import { FAULTS_TIMEOUT, PAGES, runFaults } from './faulted-page';
import { FAULTS } from './faults';
import { test } from './faulty-console';

/*
 * Parca and Prometheus fail in every way that is known. What holds for each: nothing is blank, the old picture stays, the reason and a
 * next step are there in words, trying again works, and no request is left open behind the page. `npm run faults` asks it of every page and
 * writes docs/reliability.md; it takes too long for `npm test`, where failing.spec.ts asks some of it.
 */

// The browser tells of every HTTP status itself.
test.use({ mayComplain: /Failed to load resource/, actionTimeout: 10_000 });

for (const of of PAGES)
  for (const server of ['Parca', 'Prometheus'] as const)
    test(`${of.name}, ${server} fails in ${FAULTS[server].length} ways`, async ({
      page,
      faulty: { url, servers },
    }) => {
      test.setTimeout(FAULTS_TIMEOUT);
      await runFaults(
        {
          ...{ page, of, server, place: of.name, faulty: servers[server] },
          open: async () => void (await page.goto(url + of.address)),
        },
        (name, body) => test.step(name, body),
      );
    });
