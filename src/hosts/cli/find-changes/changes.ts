import { isRegression } from '#changes';
import { nothingHeld, type ScanQuestion } from '#scan';
import { parseDuration, printMatchers, type Milliseconds, type TimeRange } from '#series';
import { printable } from '#profile';
import { SourceError } from '#sources';
import type { CliEnvironment } from '../environment';
import { CliError, ExitError } from '../failure';
import { askPlace, type Asking } from '../profile-source';
import { readEnd, type ChangesFlags } from './command';
import { readLinkBase } from './finding-link';
import { markdownOf, printFindings } from './print-findings';
import { buildReport, type Scanned } from './report';
import { readScanFlags } from './scan-options';
import { scanServers, serversOf, type ServerScan } from './scan-servers';

const USUAL: Milliseconds = parseDuration('6h')!;

export async function changes(
  environment: CliEnvironment,
  archive: string | undefined,
  flags: ChangesFlags,
): Promise<void> {
  const base = readLinkBase(flags.linkBase);
  if (archive !== undefined && (flags.parca ?? flags.pyroscope ?? flags.prometheus) !== undefined)
    throw new CliError('give an archive or servers, not both');
  const asked = await readScanFlags(flags, environment.env);
  const stop = new AbortController();
  environment.onStop(() => stop.abort());
  const place = { archive, options: flags, asker: 'changes' };
  const scans = await askPlace(environment, place, (asking) => {
    const servers = serversOf(asking.source, { ...asked, range: rangeOf(flags, asking) });
    return scanServers(asking, servers, { signal: stop.signal, now: environment.now });
  });
  await answer(environment, flags, { scans, base });
}

async function answer(
  { stdout, stderr }: CliEnvironment,
  { json, markdown, fail }: ChangesFlags,
  { scans, base }: { readonly scans: readonly ServerScan[]; readonly base: string },
): Promise<void> {
  const say = (datasource: string | undefined, problem: string) =>
    stderr(`${datasource === undefined ? '' : `${datasource}: `}${printable(problem)}\n`);
  const answered: Scanned[] = [];
  for (const { datasource, linked, outcome } of scans) {
    // What the server said stands with its address in front.
    if (outcome instanceof SourceError) await say(undefined, outcome.message);
    else {
      for (const problem of outcome.problems) await say(datasource, problem);
      answered.push({ datasource, scan: outcome, question: linked, base });
    }
  }
  const stopped = answered.some(({ scan }) => scan.phase === 'stopped');
  const known = answered.filter(({ scan }) => scan.phase === 'stopped' || scan.looked.units > 0);
  const isWhole = answered.length === scans.length;
  if (known.length === 0 && isWhole) throw notProfiled(scans[0]!.question);
  for (const one of answered)
    if (!known.includes(one)) await say(one.datasource, nothingProfiled(one.question));
  if (json) await stdout(`${JSON.stringify(buildReport(known))}\n`);
  else await stdout(markdown ? markdownOf(known) : printFindings(known));
  if (stopped) throw new ExitError(130, 'stopped: this is what was found so far\n');
  if (answered.some(({ scan }) => scan.phase === 'lost'))
    throw new ExitError(3, 'the scan ended early: this is what was found until then\n');
  if (!isWhole) throw new ExitError(3, 'this is what was found on the other server\n');
  if (known.every(({ scan, question }) => nothingHeld(scan, question))) throw new ExitError(2, '');
  const { length } = known.flatMap(({ scan }) => scan.findings.filter(isRegression));
  if (fail && length > 0)
    throw new ExitError(1, `${length} ${length === 1 ? 'regression' : 'regressions'}\n`);
}

function notProfiled(question: ScanQuestion): CliError {
  const option = question.matchers.length === 0 ? '' : '--match: ';
  return new CliError(`${option}${nothingProfiled(question)}`);
}

function nothingProfiled({ matchers, range: { start, end } }: ScanQuestion): string {
  const of = matchers.length === 0 ? '' : ` of ${printable(printMatchers(matchers))}`;
  const [from, to] = [start, end].map((time) => new Date(time).toISOString());
  return `no profiles${of} from ${from} to ${to}`;
}

/** Throws CliError. */
function rangeOf({ start, end, last }: ChangesFlags, { now, recorded }: Asking): TimeRange {
  if (start === undefined && end === undefined) {
    if (last === undefined) return recorded ?? { start: now - USUAL, end: now };
    if (last > now) throw new CliError('--last: reaches back before 1970');
    return { start: now - last, end: now };
  }
  if (start === undefined || end === undefined) throw new CliError('--start and --end go together');
  const range = { start: readEnd('--start', now)(start), end: readEnd('--end', now)(end) };
  if (range.end <= range.start) throw new CliError('--end must be after --start');
  return range;
}
