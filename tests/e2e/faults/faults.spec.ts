import { startConsole, test as base } from '../console';
import { startFaultServer, type FaultServer } from './fault-server';
import { FAULTS_TIMEOUT, PAGES, runFaults } from './faulted-page';
import { FAULTS, type FaultedServer } from './faults';

/*
 * Parca and Prometheus fail in every way that is known. What holds for each: nothing is blank, the old picture stays, the reason and a
 * next step are there in words, trying again works, and no request is left open behind the page. `npm run faults` asks it of every page and
 * writes docs/reliability.md; it takes too long for `npm test`, where failing.spec.ts asks some of it.
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
