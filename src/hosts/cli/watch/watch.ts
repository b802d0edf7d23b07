import { setTimeout as wait } from 'node:timers/promises';
import type { ScanQuestion } from '#scan';
import { formatDuration } from '#series';
import { SourceError } from '#sources';
import { printable } from '#profile';
import { scanOnce } from '../find-changes/changes';
import { readScanFlags } from '../find-changes/scan-options';
import type { CliEnvironment } from '../environment';
import { askPlace, type Asking } from '../profile-source';
import type { WatchFlags } from './command';
import { printMetrics } from './exposition';
import { readAddress, serveMetrics } from './metrics-server';
import { readState, writeState } from './state-file';
import { afterFailure, afterLost, afterScan, NOTHING_WATCHED, type Watched } from './watched';

/** Until it is stopped. A scan that fails is counted and said; the next one comes all the same. */
export async function watch(environment: CliEnvironment, flags: WatchFlags): Promise<void> {
  const address = readAddress(flags.listen);
  const asked = await readScanFlags(flags, environment.env);
  const stop = new AbortController();
  environment.onStop(() => stop.abort());
  await askPlace(environment, { options: flags, asker: 'watch' }, async (asking) => {
    let watched = flags.state === undefined ? NOTHING_WATCHED : await readState(flags.state);
    const server = await serveMetrics(address, () => printMetrics(watched));
    await environment.stdout(`metrics are at ${server.url}\n`);
    try {
      while (!stop.signal.aborted) {
        const began = environment.now();
        const question = { ...asked, range: { start: began - flags.last, end: began } };
        watched = await scanAgain(environment, asking, { question, watched, signal: stop.signal });
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

interface Round {
  readonly question: ScanQuestion;
  readonly watched: Watched;
  readonly signal: AbortSignal;
}

async function scanAgain(
  environment: CliEnvironment,
  asking: Asking,
  { question, watched, signal }: Round,
): Promise<Watched> {
  const { now, stdout, stderr } = environment;
  try {
    const scan = await scanOnce(asking, { question, signal, now });
    if (scan.phase === 'stopped') return watched;
    for (const problem of scan.problems) await stderr(`${printable(problem)}\n`);
    if (scan.phase === 'lost') {
      await stderr('the scan failed: it ended early\n');
      return afterLost(watched, scan, now());
    }
    const { findings, looked, elapsed } = scan;
    const changes = `${findings.length} ${findings.length === 1 ? 'change' : 'changes'}`;
    await stdout(`${changes} in ${looked.units} units, ${formatDuration(elapsed)}\n`);
    return afterScan(watched, scan, now());
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    await stderr(`the scan failed: ${printable(error.message)}\n`);
    return afterFailure(watched);
  }
}
