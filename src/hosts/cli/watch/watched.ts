import { z } from 'zod';
import type { Finding } from '#changes';
import type { Scan } from '#scan';
import { printProfileType, rateUnit } from '#series';

/** A finding as it is kept from scan to scan, and served. */
const changeSchema = z.object({
  key: z.string(),
  application: z.string(),
  /** The unit, or the application where several of its units changed. */
  unit: z.string(),
  /** '': the whole is meant. */
  function: z.string(),
  type: z.string(),
  direction: z.enum(['up', 'down']),
  kind: z.string(),
  /** In `measure`. */
  delta: z.number(),
  measure: z.string(),
  relative: z.number().optional(),
  q: z.number(),
  /** Epoch ms: when it changed, where that is known, else when it was first found. */
  start: z.number(),
  /** Scans since it was last found. */
  missed: z.number(),
});

export const watchedSchema = z.object({
  version: z.literal(1),
  /** Best first. */
  changes: z.array(changeSchema),
  scans: z.number(),
  /** Scans that a server failed, wholly or before their end. */
  failures: z.number(),
  /** Epoch ms: when the last one ended; 0: there was none. */
  ended: z.number(),
  seconds: z.number(),
  questions: z.number(),
  /** Ways in which questions of the last one failed. */
  problems: z.number(),
  units: z.number(),
  inDepth: z.number(),
  /** Findings of the last one, those that are not served too. */
  found: z.number(),
});

/** What is known of each server, by its name where several are watched; of one alone under ''. */
export type WatchedServers = Readonly<Record<string, Watched>>;

export type WatchedChange = z.infer<typeof changeSchema>;
export type Watched = z.infer<typeof watchedSchema>;

export const NOTHING_WATCHED: Watched = {
  ...{ version: 1, changes: [], scans: 0, failures: 0, ended: 0, seconds: 0 },
  ...{ questions: 0, problems: 0, units: 0, inDepth: 0, found: 0 },
};

/** A series each in Prometheus, times the number of metrics. */
const MOST_CHANGES = 100;
/** A scan does not look into all of a large fleet: what it does not find may be there all the same. */
const MOST_MISSED = 2;

/** What is known after one more scan, that ended at `now`. */
export function afterScan(before: Watched, scan: Scan, now: number): Watched {
  const { findings, looked, elapsed, questions, problems } = scan;
  const { found, others } = foundIn(before, scan, now);
  const missed = others
    .map((change) => ({ ...change, missed: change.missed + 1 }))
    .filter((change) => change.missed <= MOST_MISSED);
  return {
    version: 1,
    changes: [...found, ...missed].slice(0, MOST_CHANGES),
    scans: before.scans + 1,
    failures: before.failures,
    ...{ ended: now, seconds: elapsed / 1000, questions, problems: problems.length },
    ...{ units: looked.units, inDepth: looked.inDepth, found: findings.length },
  };
}

/** Of a scan that ended early what it found counts, and what it did not find stays: it did not come to it. What is told of a scan is of the last whole one. */
export function afterLost(before: Watched, scan: Scan, now: number): Watched {
  const { found, others } = foundIn(before, scan, now);
  return afterFailure({ ...before, changes: [...found, ...others].slice(0, MOST_CHANGES) });
}

/** What a scan found, and what is known besides. */
function foundIn(before: Watched, { findings }: Scan, now: number) {
  const known = new Map(before.changes.map((change) => [change.key, change]));
  const found = findings
    .filter(({ until }) => until === undefined)
    .map((finding) => changeOf(finding, known.get(finding.key), now));
  const keys = new Set(found.map(({ key }) => key));
  return { found, others: before.changes.filter(({ key }) => !keys.has(key)) };
}

/** A scan that could not even begin tells nothing: what was found stays. */
export function afterFailure(before: Watched): Watched {
  return { ...before, scans: before.scans + 1, failures: before.failures + 1 };
}

function changeOf(finding: Finding, known: WatchedChange | undefined, now: number): WatchedChange {
  const { key, application, units, profileType, direction, kind, delta, relative, q } = finding;
  return {
    ...{ key, application, direction, kind, delta, q, missed: 0 },
    unit: units.length === 1 ? units[0]! : application,
    function: finding.function ?? '',
    type: printProfileType(profileType),
    measure: rateUnit(profileType),
    ...(relative !== undefined && { relative }),
    start: finding.since?.time ?? known?.start ?? now,
  };
}
