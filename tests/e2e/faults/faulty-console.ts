import { startConsole, test as base } from '../console';
import { startFaultServer, type FaultServer } from './fault-server';
import type { FaultedServer } from './faults';

interface FaultyConsole {
  readonly url: string;
  readonly servers: Readonly<Record<FaultedServer, FaultServer>>;
}

/** A console before a Parca and a Prometheus that can be made to fail. */
export const test = base.extend<object, { readonly faulty: FaultyConsole }>({
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
