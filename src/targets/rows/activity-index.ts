import {
  groupBy,
  labelEntries,
  labelsKey,
  labelValue,
  type Labels,
  type Milliseconds,
  type ProfileType,
} from '#series';
import { HIDDEN_LABELS, type ActivityAnswer } from './discovery-inputs';

/** What is stored of one label set. */
export interface Activity {
  /** Whether it was asked for at all. */
  readonly known: boolean;
  readonly profileTypes: readonly ProfileType[];
  readonly lastSeen: Milliseconds | undefined;
  /** How much later than `lastSeen` the last profile may be. */
  readonly resolution: Milliseconds;
}

/** Stored label sets that no target accounts for. */
export interface UnmatchedSeries {
  readonly labels: Labels;
  /** By profile name. */
  readonly activity: ReadonlyMap<string, Activity>;
}

export interface ActivityIndex {
  /** What is stored of a target's profiles of one name, and remembers that it is accounted for. */
  take(profileName: string, labels: Labels): Activity;
  /** What no target took, one for each label set. */
  unmatched(): readonly UnmatchedSeries[];
}

interface Stored {
  /** With labels of threads; `kept` takes those away. */
  labels: Labels;
  lastSeen: Milliseconds;
  taken: boolean;
}
interface Table {
  readonly profileType: ProfileType;
  readonly by: readonly string[];
  readonly resolution: Milliseconds;
  readonly rows: ReadonlyMap<string, Stored>;
}

const UNKNOWN_ACTIVITY: Activity = {
  known: false,
  profileTypes: [],
  lastSeen: undefined,
  resolution: 0,
};

/** Answers whose series keep no label are left out: one sum of everything belongs to no target. */
export function indexActivity(answers: readonly ActivityAnswer[]): ActivityIndex {
  const tables = groupBy(
    answers.map(tableOf).filter(({ by }) => by.length > 0),
    ({ profileType }) => profileType.name,
  );
  return {
    take(profileName, labels) {
      const found = (tables.get(profileName) ?? []).map((table) => {
        const stored = table.rows.get(keyOf(table.by, labels));
        if (stored) stored.taken = true;
        return { table, stored };
      });
      return summary(found);
    },
    unmatched: () => unmatchedOf([...tables.values()].flat()),
  };
}

function tableOf({ profileType, by, series, resolution }: ActivityAnswer): Table {
  const names = by.filter((name) => !HIDDEN_LABELS.has(name));
  const rows = new Map<string, Stored>();
  for (const { labels, lastSeen } of series) {
    const key = keyOf(names, labels);
    const stored = rows.get(key);
    if (!stored) {
      rows.set(key, { labels, lastSeen, taken: false });
      continue;
    }
    stored.lastSeen = Math.max(stored.lastSeen, lastSeen);
  }
  return { profileType, by: names, resolution, rows };
}

/** Lengths keep `a`, `bc` and `ab`, `c` apart; this runs for every target. */
function keyOf(names: readonly string[], labels: Labels): string {
  let key = '';
  for (const name of names) {
    const value = labelValue(labels, name);
    key += `${value.length} ${value}`;
  }
  return key;
}

function kept(names: readonly string[], labels: Labels): Labels {
  const known = new Set(names);
  return Object.fromEntries(labelEntries(labels).filter(([name]) => known.has(name)));
}

function summary(
  found: readonly { readonly table: Table; readonly stored: Stored | undefined }[],
): Activity {
  if (found.length === 0) return UNKNOWN_ACTIVITY;
  const profileTypes: ProfileType[] = [];
  let [lastSeen, resolution] = [-Infinity, 0];
  for (const { table, stored } of found) {
    if (!stored) continue;
    profileTypes.push(table.profileType);
    lastSeen = Math.max(lastSeen, stored.lastSeen);
    resolution = Math.max(resolution, table.resolution);
  }
  const seen = profileTypes.length > 0;
  return { known: true, profileTypes, lastSeen: seen ? lastSeen : undefined, resolution };
}

function unmatchedOf(tables: readonly Table[]): readonly UnmatchedSeries[] {
  const unmatched = tables.flatMap((table) =>
    [...table.rows.values()]
      .filter(({ taken }) => !taken)
      .map((stored) => ({ table, stored, labels: kept(table.by, stored.labels) })),
  );
  const sets = groupBy(unmatched, ({ labels }) => labelsKey(labels));
  return [...sets.values()].map((found) => {
    const byName = groupBy(found, ({ table }) => table.profileType.name);
    const activity = new Map([...byName].map(([name, own]) => [name, summary(own)]));
    return { labels: found[0]!.labels, activity };
  });
}
