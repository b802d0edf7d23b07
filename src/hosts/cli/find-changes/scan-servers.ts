import { setMaxListeners } from 'node:events';
import { createMainThreadEngine } from '#engine';
import { scanFleet, type Scan, type ScanQuestion } from '#scan';
import { DATASOURCE, datasourcesOf } from '#series';
import { SourceError, type ProfileSource } from '#sources';
import { CliError } from '../failure';
import { readDemangler } from '../profiles/readable-names';
import type { Asking } from '../profile-source';

/** One of the servers that are asked, and what it is asked. */
export interface AskedServer {
  /** Its name where several are asked; undefined: there is no other one. */
  readonly datasource: string | undefined;
  readonly source: ProfileSource;
  readonly question: ScanQuestion;
  /** As the pages ask it, where the server may be a condition. */
  readonly linked: ScanQuestion;
}

/** What became of one server's scan. */
export interface ServerScan extends AskedServer {
  /** The failure of one that told nothing. */
  readonly outcome: Scan | SourceError;
}

/**
 * Those that the conditions allow, each to be asked by itself: a scan is of one server, because what two have of one program would be found twice and
 * counted as one. Throws CliError where the conditions allow none.
 */
export function serversOf(source: ProfileSource, question: ScanQuestion): readonly AskedServer[] {
  const { datasources = [], sourceOf } = source;
  if (!sourceOf || datasources.length < 2)
    return [{ datasource: undefined, source, question, linked: question }];
  const allowed = datasourcesOf(datasources, question.matchers);
  if (allowed.length === 0)
    throw new CliError(`--match: no such datasource: there are ${datasources.join(' and ')}`);
  const matchers = question.matchers.filter(({ name }) => name !== DATASOURCE);
  return allowed.map((datasource) => ({
    ...{ datasource, source: sourceOf(datasource)!, question: { ...question, matchers } },
    linked: { ...question, matchers: linkedAt(datasource) },
  }));

  /** A selection without the condition is of the first one, whatever the page calls it. */
  function linkedAt(datasource: string) {
    if (datasource === datasources[0]) return matchers;
    return [...matchers, { name: DATASOURCE, op: '=', value: datasource } as const];
  }
}

/**
 * Asks one server after the other; one that fails takes nothing of the others. Rejects with the SourceError where all have failed. Stopped,
 * it ends with what it has: servers that were not come to are not in it.
 */
export async function scanServers(
  { metrics, line, addressed }: Pick<Asking, 'metrics' | 'line' | 'addressed'>,
  servers: readonly AskedServer[],
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => number },
): Promise<readonly ServerScan[]> {
  const scans: ServerScan[] = [];
  // Each question that is under way listens; Node takes more than ten for a leak, and says so on stderr.
  setMaxListeners(0, signal);
  for (const server of servers) {
    if (signal.aborted && scans.length > 0) break;
    const { datasource, source, question } = server;
    const engine = createMainThreadEngine({ loadDemangler: readDemangler });
    const ports = { profiles: source, metrics: metrics(), engine, now };
    const of = datasource === undefined ? '' : `${datasource}: `;
    const onProgress = (scan: Scan) => line.show(`${of}${progressOf(scan)}`);
    try {
      scans.push({ ...server, outcome: await scanFleet(ports, question, { signal, onProgress }) });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      scans.push({ ...server, outcome: addressed(error) });
    } finally {
      engine.close();
    }
  }
  const [first] = scans;
  if (first && scans.every(({ outcome }) => outcome instanceof SourceError)) throw first.outcome;
  return scans;
}

const STEPS: Record<Scan['phase'], string> = {
  totals: 'profile types',
  functions: 'groups of units',
  times: 'places dated',
  done: '',
  stopped: '',
  lost: '',
};

/** As long as the longest before it: it is written over it. */
function progressOf({ phase, done, total, slices, findings }: Scan): string {
  const step = STEPS[phase];
  const text =
    step === ''
      ? phase
      : `${done} of ${total} ${step}, ${slices} slices, ${findings.length} findings`;
  return text.padEnd(60);
}
