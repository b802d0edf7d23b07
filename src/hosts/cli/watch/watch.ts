import { setTimeout as wait } from 'node:timers/promises';
import { formatDuration } from '#series';
import { SourceError } from '#sources';
import { printable } from '#profile';
import { readScanFlags } from '../find-changes/scan-options';
import { scanServers, serversOf, type AskedServer } from '../find-changes/scan-servers';
import type { CliEnvironment } from '../environment';
import { askPlace, type Asking } from '../profile-source';
import type { WatchFlags } from './command';
import { printMetrics } from './exposition';
import { readAddress, serveMetrics } from './metrics-server';
import { readState, writeState } from './state-file';
import {
  afterFailure,
  afterLost,
  afterScan,
  NOTHING_WATCHED,
  type Watched,
  type WatchedServers,
} from './watched';

/** Until it is stopped. A scan that fails is counted and said; the next one comes all the same. */
export async function watch(environment: CliEnvironment, flags: WatchFlags): Promise<void> {
  const address = readAddress(flags.listen);
  const asked = await readScanFlags(flags, environment.env);
  const stop = new AbortController();
  environment.onStop(() => stop.abort());
  await askPlace(environment, { options: flags, asker: 'watch' }, async (asking) => {
    const serversAt = (now: number) =>
      serversOf(asking.source, { ...asked, range: { start: now - flags.last, end: now } });
    const keys = serversAt(environment.now()).map(keyOf);
    let watched: WatchedServers =
      flags.state === undefined
        ? Object.fromEntries(keys.map((key) => [key, NOTHING_WATCHED]))
        : await readState(flags.state, { keys, first: asking.source.server.name });
    const server = await serveMetrics(address, () => printMetrics(watched));
    await environment.stdout(`metrics are at ${server.url}\n`);
    try {
      while (!stop.signal.aborted) {
        const began = environment.now();
        for (const one of serversAt(began)) {
          const round = { server: one, watched: watched[keyOf(one)]!, signal: stop.signal };
          const known = await scanAgain(environment, asking, round);
          watched = { ...watched, [keyOf(one)]: known };
          if (stop.signal.aborted) break;
        }
        if (stop.signal.aborted) break;
        if (flags.state !== undefined) await writeState(flags.state, watched);
        const rest = flags.every - (environment.now() - began);
        await wait(Math.max(0, rest), undefined, { signal: stop.signal }).catch(() => undefined);
      }
    } finally {
      await server.close();
    }
  });
}

const keyOf = ({ datasource = '' }: AskedServer) => datasource;

interface Round {
  readonly server: AskedServer;
  readonly watched: Watched;
  readonly signal: AbortSignal;
}

/** Of several servers each line begins with the name of its own. */
async function scanAgain(
  environment: CliEnvironment,
  asking: Asking,
  { server, watched, signal }: Round,
): Promise<Watched> {
  const { now, stdout, stderr } = environment;
  const { datasource } = server;
  const of = datasource === undefined ? '' : `${datasource}: `;
  try {
    const [{ outcome: scan } = {}] = await scanServers(asking, [server], { signal, now });
    if (!scan || scan instanceof SourceError || scan.phase === 'stopped') return watched;
    for (const problem of scan.problems) await stderr(`${of}${printable(problem)}\n`);
    if (scan.phase === 'lost') {
      await stderr(`${of}the scan failed: it ended early\n`);
      return afterLost(watched, scan, now());
    }
    const { findings, looked, elapsed } = scan;
    const changes = `${findings.length} ${findings.length === 1 ? 'change' : 'changes'}`;
    await stdout(`${of}${changes} in ${looked.units} units, ${formatDuration(elapsed)}\n`);
    return afterScan(watched, scan, now());
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await stderr(`${of}the scan failed: ${printable(error.message)}\n`);
    return afterFailure(watched);
  }
}
