import { isRegression } from '#changes';
import { createMainThreadEngine } from '#engine';
import { nothingHeld, scanFleet, type Scan, type ScanQuestion } from '#scan';
import { parseDuration, printMatchers, type Milliseconds, type TimeRange } from '#series';
import { printable } from '#profile';
import type { CliEnvironment } from '../environment';
import { CliError, ExitError } from '../failure';
import { readDemangler } from '../profiles/readable-names';
import { askPlace, type Asking } from '../profile-source';
import { readEnd, type ChangesFlags } from './command';
import { readLinkBase } from './finding-link';
import { markdownOf, printFindings } from './print-findings';
import { buildReport, type Scanned } from './report';
import { readScanFlags } from './scan-options';

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
  const scanned = await askPlace(environment, place, async (asking): Promise<Scanned> => {
    const question: ScanQuestion = { ...asked, range: rangeOf(flags, asking) };
    const scan = await scanOnce(asking, { question, signal: stop.signal, now: environment.now });
    return { scan, question, base };
  });
  await answer(environment, flags, scanned);
}

async function answer(
  { stdout, stderr }: CliEnvironment,
  { json, markdown, fail }: ChangesFlags,
  scanned: Scanned,
): Promise<void> {
  const { scan, question } = scanned;
  if (scan.phase !== 'stopped' && scan.looked.units === 0) throw notProfiled(question);
  for (const problem of scan.problems) await stderr(`${printable(problem)}\n`);
  if (json) await stdout(`${JSON.stringify(buildReport(scanned))}\n`);
  else await stdout(markdown ? markdownOf(scanned) : printFindings(scanned));
  if (scan.phase === 'stopped')
    throw new ExitError(130, 'stopped: this is what was found so far\n');
  if (scan.phase === 'lost')
    throw new ExitError(3, 'the scan ended early: this is what was found until then\n');
  if (nothingHeld(scan, question)) throw new ExitError(2, '');
  const { length } = scan.findings.filter(isRegression);
  if (fail && length > 0)
    throw new ExitError(1, `${length} ${length === 1 ? 'regression' : 'regressions'}\n`);
}

function notProfiled({ matchers, range: { start, end } }: ScanQuestion): CliError {
  const of = matchers.length === 0 ? '' : ` of ${printable(printMatchers(matchers))}`;
  const [from, to] = [start, end].map((time) => new Date(time).toISOString());
  return new CliError(`${of === '' ? '' : '--match: '}no profiles${of} from ${from} to ${to}`);
}

/** With an engine of its own, which is closed again. */
export async function scanOnce(
  { source, metrics, line }: Asking,
  of: { readonly question: ScanQuestion; readonly signal: AbortSignal; readonly now: () => number },
): Promise<Scan> {
  const engine = createMainThreadEngine({ loadDemangler: readDemangler });
  try {
    return await scanFleet(
      { profiles: source, metrics: metrics(), engine, now: of.now },
      of.question,
      {
        signal: of.signal,
        onProgress: (scan) => line.show(progressOf(scan)),
      },
    );
  } finally {
    engine.close();
  }
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
