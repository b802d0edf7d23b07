import {
  millisecondsFromNanoseconds,
  type Milliseconds,
  type Nanoseconds,
  type Scrape,
  type Selector,
  type TimeRange,
} from '#series';
import type { ProfilePart } from '../../ports';
import { mapConcurrently } from '../../scrapes/concurrently';
import { filledOf, sumOf, type MergeRun } from '../../scrapes/merge-plan';
import type { PyroscopeClient } from '../protocol/pyroscope-client';
import { piecesOf, printLabelSelector, printTypeID } from '../wire';

/** The merged profile of a range of at most a day as pprof, every stack of it; length 0 when nothing matches. */
export async function fetchPprof(
  client: PyroscopeClient,
  selector: Selector,
  { start, end }: TimeRange,
): Promise<Uint8Array> {
  const pprof = await client.merge({
    profileTypeID: printTypeID(selector.profileType),
    labelSelector: printLabelSelector(selector),
    ...{ start, end },
  });
  return pprof.length === 0 || pprof[0] === GZIP ? pprof : withoutPeriod(pprof);
}

/** Of a field that stands twice the last one counts: `period` (12) is 0, which is unknown. The server's own is 1 s whatever was pushed. */
function withoutPeriod(pprof: Uint8Array): Uint8Array {
  const told = new Uint8Array(pprof.length + UNKNOWN_PERIOD.length);
  told.set(pprof);
  told.set(UNKNOWN_PERIOD, pprof.length);
  return told;
}

/** No server is known to pack its answer; no message begins with this byte. */
const GZIP = 0x1f;
const UNKNOWN_PERIOD = Uint8Array.of(12 << 3, 0);

/** A merge for each run and day; those that are empty are left out. */
export async function fetchRuns(
  client: PyroscopeClient,
  runs: readonly MergeRun[],
): Promise<readonly ProfilePart[]> {
  const parts = await mapConcurrently(runs.flatMap(daysOf), async (run): Promise<ProfilePart> => {
    const { selector, scrapes, weight } = run;
    const pprof = await fetchPprof(client, selector, extentOf(scrapes));
    return { pprof, total: sumOf(scrapes), weight };
  });
  return filledOf(parts);
}

/** Whole milliseconds around scrapes, the first to the last; there is at least one. */
function extentOf(scrapes: readonly Scrape[]): TimeRange {
  const { timestamp, grain = 1 } = scrapes.at(-1)!;
  return { start: msOf(scrapes[0]!.timestamp), end: msOf(timestamp) + grain };
}

const msOf = (time: Nanoseconds): Milliseconds => millisecondsFromNanoseconds(time);

/** A run that is longer than a server merges, as several. */
function daysOf(run: MergeRun): readonly MergeRun[] {
  const pieces = piecesOf(extentOf(run.scrapes));
  if (pieces.length <= 1) return [run];
  return pieces
    .map(({ start, end }) => {
      const scrapes = run.scrapes.filter(({ timestamp }) => {
        const time = msOf(timestamp);
        return time >= start && time <= end;
      });
      return { ...run, scrapes };
    })
    .filter(({ scrapes }) => scrapes.length > 0);
}
