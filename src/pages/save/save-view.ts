import type { QueryClient } from '@tanstack/react-query';
import { DATASOURCE, parseProfileType, printProfileType, type TimeRange } from '#series';
import { mapConcurrently, SourceError } from '#sources';
import { absoluteRange, type Host } from '../state/host';
import { printView } from '../state/view/view-url';
import type { ViewState } from '../state/view/view-state';
import type { ArchiveSink, FactsToSave, MetricToSave, ProfileToSave } from './archive-sink';
import { metricsToSave, type ShownMetric } from './metrics-to-save';
import { shownOnPage, type ShownOnPage } from './shown-on-page';
import { savedType, storedScrapes, type StoredScrape } from './stored-scrapes';

export interface SaveQuestion {
  readonly host: Pick<Host, 'profiles' | 'metrics'>;
  /** The pages' cache. */
  readonly client: QueryClient;
  readonly sink: ArchiveSink;
  readonly view: ViewState;
  /** The page's. */
  readonly range: TimeRange;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SaveProgress) => void;
}

export interface SaveProgress {
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

export interface SavedView {
  readonly archive: Blob;
  readonly profiles: number;
  readonly metrics: number;
  readonly notes: readonly string[];
}

/** Each is a question to a server. */
const MOST_PROFILES = 5000;
/** As totals. */
const MOST_SCRAPES = 60_000;

/**
 * What is on the page as an archive: every stored profile of what is shown, asked one by one; of the rest of the timeline the totals; the answers
 * of Prometheus; the targets; and the address. Rejects with the first question that fails, what does not fit, or the signal's reason.
 */
export async function saveView(question: SaveQuestion): Promise<SavedView> {
  const { host, client, sink, signal } = question;
  const shown = shownOnPage(client);
  refuseTwoServers(host, shown);
  const { stored, notes: leftOut } = await storedScrapes(host.profiles, shown, { signal });
  const profiles = await addProfiles(question, stored);
  const metrics = metricsToSave([
    ...shown.metrics,
    ...(await momentsOf(host, shown.moments, signal)),
  ]);
  const targets = await fetchTargets(host, signal);
  const notes = [...notesOf(shown), ...leftOut, ...targets.notes].map((of) => `not saved: ${of}`);
  const archive = await sink.finish({
    view: addressOf(question),
    source: host.profiles.server.name,
    range: question.range,
    notes,
    targets: targets.targets,
    metrics: { step: Math.max(0, ...metrics.map(({ step }) => step)), queries: metrics },
  });
  signal.throwIfAborted();
  return { archive, profiles, metrics: withSeries(metrics), notes };
}

/** An archive answers as one server: what is of another one would count as its. */
function refuseTwoServers({ profiles }: Pick<Host, 'profiles'>, shown: ShownOnPage): void {
  const isNamed = shown.profiles.some(({ selector: { matchers } }) =>
    matchers.some(({ name }) => name === DATASOURCE),
  );
  if (isNamed && profiles.datasources)
    throw new Error(
      `an archive is of one server, this view is of ${profiles.datasources.join(' and ')}`,
    );
}

/** What was asked and has no series is in the archive, too: that there is nothing. */
const withSeries = (metrics: readonly MetricToSave[]) =>
  metrics.filter(({ series }) => series.length > 0).length;

async function addProfiles(
  { host, sink, signal, onProgress }: SaveQuestion,
  stored: readonly StoredScrape[],
): Promise<number> {
  const whole = stored.filter(({ selector }) => selector !== undefined);
  const total = whole.length;
  if (total > MOST_PROFILES || stored.length > MOST_SCRAPES)
    throw new Error(
      `${total} profiles are shown and ${stored.length} on the timeline; at most ${MOST_PROFILES} and ${MOST_SCRAPES} are saved: choose shorter windows or fewer units`,
    );
  let done = 0;
  onProgress({ done, total, bytes: 0 });
  await mapConcurrently(whole, async (one) => {
    signal.throwIfAborted();
    const { parts } = await host.profiles.fetchSlice(one.selector!, [one.scrape], { signal });
    const bytes = await sink.add([profileOf(totalOf(one), parts)]);
    onProgress({ done: ++done, total, bytes });
  });
  await sink.add(stored.filter(({ selector }) => selector === undefined).map(totalOf));
  return total;
}

function totalOf({ type, scrape }: StoredScrape): ProfileToSave {
  const { labels, timestamp, duration, value } = scrape;
  // A Pyroscope's states have the time to the next one.
  const length = parseProfileType(type).delta ? duration : 0n;
  return { type, labels, timestamp, duration: length, total: value, pprof: undefined };
}

/** One stored profile is one part, whose weight is 1; nothing at all where it holds nothing. */
function profileOf(
  facts: ProfileToSave,
  parts: readonly { readonly pprof: Uint8Array; readonly weight: number }[],
): ProfileToSave {
  const [part] = parts;
  if (parts.length > 1 || (part && part.weight !== 1))
    throw new Error(`${facts.type}: the server has no profile of ${facts.timestamp} ns alone`);
  return { ...facts, pprof: part?.pprof ?? new Uint8Array(0) };
}

async function momentsOf(
  { metrics }: Pick<Host, 'metrics'>,
  moments: ShownOnPage['moments'],
  signal: AbortSignal,
): Promise<readonly ShownMetric[]> {
  if (!metrics) return [];
  return mapConcurrently(moments, async ({ query, time }) => ({
    ...{ query, range: { start: time, end: time }, step: 0 },
    series: (await metrics.fetchInstant({ query, time }, { signal })).series.map((one) => ({
      ...one,
      // When it was asked for: the value may be of before.
      times: one.times.map(() => time),
    })),
  }));
}

/** The comparison stands without them. */
async function fetchTargets({ profiles }: Pick<Host, 'profiles'>, signal: AbortSignal) {
  if (!profiles.server.scrapes) return { targets: [], notes: [] };
  try {
    return { targets: await profiles.fetchTargets({ signal }), notes: [] };
  } catch (error) {
    if (!(error instanceof SourceError) || error.kind === 'aborted') throw error;
    return { targets: [], notes: [`targets: ${error.message}`] };
  }
}

function notesOf({ failed, waiting }: ShownOnPage): readonly string[] {
  const late = waiting === 1 ? '1 answer was' : `${waiting} answers were`;
  return [...failed, ...(waiting > 0 ? [`what had not come yet: ${late} on the way`] : [])];
}

/** The link to the view, with the type as the archive calls it. */
function addressOf({ view, range }: SaveQuestion): FactsToSave['view'] {
  const { profileType } = view;
  const type = profileType === undefined ? undefined : parseProfileType(profileType);
  const { path, search } = printView({
    ...{ ...view, range: absoluteRange(range), refresh: undefined },
    profileType: type?.counted ? savedType(type) : type && printProfileType(type),
  });
  return { path: path === 'compare' ? 'compare' : 'profile', search };
}
