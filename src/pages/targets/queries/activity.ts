import { activityLabels, activityOf, type ActiveSeries, type ActivityAnswer } from '#targets';
import {
  labelsKey,
  parseProfileType,
  printProfileType,
  rateUnit,
  topologyNames,
  type Labels,
  type Milliseconds,
  type ProfileType,
  type Selector,
  type Target,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import type { CallOptions, LabelSetsOfType, ProfileSeries, ProfileSource } from '#sources';
import { stepFor } from '../../state/range';

/** Enough for a sparkline. */
const POINTS = 56;
/** Of a type that is not delta Parca sends every scrape of every series; this many are decoded within a second. */
const MOST_SCRAPES = 200_000;
/** As often as Parca scrapes when nothing else is said. */
const USUAL_INTERVAL_MS = 10_000;
const FIRST_WINDOW_MS = 5 * 60_000;

/** What one profile type has in the range, and its values where they are drawn. */
export interface Activity {
  readonly answer: ActivityAnswer;
  /** undefined: only presence was asked for. */
  readonly series: readonly ProfileSeries[] | undefined;
  /** What the series are of; shorter than the range where that would have been too much. */
  readonly drawn: TimeRange;
}

interface Question {
  readonly profiles: ProfileSource;
  readonly profileType: ProfileType;
  /** Whose labels tell series apart; empty: not known. */
  readonly targets: readonly Target[];
  readonly aliases: TopologyAliases;
  readonly range: TimeRange;
  readonly options: CallOptions;
}

export const isCpu = (type: ProfileType) => rateUnit(type) === 'cores';
export const isMemory = (type: ProfileType) =>
  !type.delta && type.sampleType === 'inuse_space' && type.sampleUnit === 'bytes';

/**
 * One query for all units together. What adds up is added up by the server, by the labels that exist; of the rest only memory's values
 * are asked for, and the server tells all labels anyway.
 */
export async function fetchActivity(question: Question): Promise<Activity> {
  const { profiles, profileType, targets, aliases, range, options } = question;
  const names = profileType.delta
    ? await profiles.fetchLabelNames({ profileType, matchers: [], range }, options)
    : labelNamesOf(targets, aliases);
  const by = activityLabels(names, targets, aliases);
  const asked = { ...question, by };
  // What has no costs to draw is asked for its presence only.
  if (!isCpu(profileType)) return fetchStates(asked);
  const step = stepFor(range, POINTS);
  const selector: Selector = { profileType, matchers: [] };
  const series = await profiles.fetchSeries(
    { selector, range, step, sumBy: by, from: 'buckets' },
    options,
  );
  return {
    answer: activityOf({ profileType, by, step }, series),
    series: series.map((one) => wholeSteps(one, range, step)),
    drawn: range,
  };
}

/** Profiles that began so long before the end are stored by then. */
const SETTLED_MS = 30_000;

/**
 * A series without the steps that the server could add up in part only: where it begins within the range, and at the range's end. A
 * drop there is none of the process. All of it where nothing else is left.
 */
function wholeSteps(series: ProfileSeries, range: TimeRange, step: Milliseconds): ProfileSeries {
  const { times, values } = series;
  const first = values.findIndex((value) => value !== null);
  const whole = values.map((value, i) => {
    const isBeginning = i === first && i > 0;
    const isFull = times[i]! + step <= range.end - SETTLED_MS;
    return isBeginning || !isFull ? null : value;
  });
  return whole.some((value) => value !== null) ? { ...series, values: whole } : series;
}

/** Every name that a topology level may have, and what the targets have. */
export function labelNamesOf(
  targets: readonly Target[],
  aliases: TopologyAliases,
): readonly string[] {
  const ofTargets = targets.flatMap(({ labels }) => Object.keys(labels));
  return [...new Set([...topologyNames(aliases), ...ofTargets])].sort();
}

type Asked = Question & { readonly by: readonly string[] };

/** Types other than CPU: who has any, then when last. */
async function fetchStates(asked: Asked): Promise<Activity> {
  const { profiles, profileType, range, by, options } = asked;
  const selector: Selector = { profileType, matchers: [] };
  const sets = await profiles.fetchLabelSets(selector, range, by, options);
  const length = range.end - range.start;
  const resolution = Math.min(FIRST_WINDOW_MS, length);
  const drawn = isMemory(profileType) ? recent(range, sets.length) : range;
  const series = isMemory(profileType)
    ? await profiles.fetchSeries(
        { selector, range: drawn, step: stepFor(drawn, POINTS), sumBy: by },
        options,
      )
    : undefined;
  const { series: valued } = activityOf({ profileType, by, step: resolution }, series ?? []);
  const active = new Map(valued.map((one) => [labelsKey(one.labels), one]));
  const rest = sets.filter((labels) => !active.has(labelsKey(labels)));
  const found = await lastSeenOf(rest, asked, resolution);
  return {
    answer: { profileType, by, series: [...active.values(), ...found], resolution },
    series,
    drawn,
  };
}

function recent(range: TimeRange, seriesCount: number): TimeRange {
  const affordable = (MOST_SCRAPES / Math.max(1, seriesCount)) * USUAL_INTERVAL_MS;
  return { start: Math.max(range.start, Math.round(range.end - affordable)), end: range.end };
}

/** Looks back from the end in windows that double, until all label sets are found. Nearly always all are in the first. */
async function lastSeenOf(
  sets: readonly Labels[],
  { profiles, profileType, range, by, options }: Asked,
  first: Milliseconds,
): Promise<readonly ActiveSeries[]> {
  const found: ActiveSeries[] = [];
  let missing = new Map(sets.map((labels) => [labelsKey(labels), labels]));
  let [end, width] = [range.end, first];
  while (missing.size > 0 && end > range.start) {
    const start = Math.max(range.start, end - width);
    const whole = start === range.start;
    const seen = whole
      ? [...missing.values()]
      : await profiles.fetchLabelSets({ profileType, matchers: [] }, { start, end }, by, options);
    const keys = new Set(seen.map(labelsKey));
    for (const [key, labels] of missing)
      if (keys.has(key)) found.push({ labels, lastSeen: Math.max(start, end - first) });
    missing = new Map([...missing].filter(([key]) => !keys.has(key)));
    [end, width] = [start, width * 2];
  }
  return found;
}

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');

/** The types are slow to come from a busy Parca. What is scraped tells the one that rows are sorted by. */
export function typesBefore(targets: readonly Target[]): readonly ProfileType[] {
  return targets.some(({ profileName }) => profileName === CPU.name) ? [CPU] : [];
}

/** Types that come from one file, hence together. */
const fileOf = ({ name, delta, periodType, periodUnit }: ProfileType) =>
  JSON.stringify([name, delta, periodType, periodUnit]);

/** One type a file, in the order in which they are asked: CPU, by which rows are sorted, memory, and the rest. */
export function typesToAsk(types: readonly ProfileType[]): readonly ProfileType[] {
  const rank = (type: ProfileType) => {
    if (isCpu(type)) return type.sampleType === 'cpu' ? 0 : 1;
    return isMemory(type) ? 2 : 3;
  };
  const sorted = [...types].sort((a, b) => rank(a) - rank(b));
  const files = new Map<string, ProfileType>();
  for (const type of sorted) if (!files.has(fileOf(type))) files.set(fileOf(type), type);
  return [...files.values()];
}

/** The answer, and what it means for the other types of the same file: they are there too. */
export function answersFor(
  { answer }: Activity,
  types: readonly ProfileType[],
): readonly ActivityAnswer[] {
  const own = printProfileType(answer.profileType);
  const file = fileOf(answer.profileType);
  const others = types.filter((type) => fileOf(type) === file && printProfileType(type) !== own);
  return [answer, ...others.map((profileType) => ({ ...answer, profileType }))];
}

/** Of a name that is scraped and that no stored type has, nothing is stored: that is known without asking. */
export function answersOfAbsent(
  targets: readonly Target[],
  types: readonly ProfileType[],
): readonly ActivityAnswer[] {
  const stored = new Set(types.map(({ name }) => name));
  const scraped = new Set(targets.map(({ profileName }) => profileName));
  return [...scraped]
    .filter((name) => name !== '' && !stored.has(name))
    .map((name) => ({ profileType: { ...CPU, name }, by: ['job'], series: [], resolution: 0 }));
}

/**
 * The types that are asked for their own sake where the server told all label sets at once: those of costs, and then as few as it takes to ask for
 * every label set once, in one of its types. `seen`: what those of costs answered.
 */
export function typesToConfirm(
  types: readonly ProfileType[],
  listed: readonly LabelSetsOfType[],
  seen: readonly Activity[],
): readonly ProfileType[] {
  const known = keysOf(seen);
  const asked = new Set(seen.map(({ answer }) => printProfileType(answer.profileType)));
  const left = new Map(
    types
      .filter((type) => !isCostly(type) && !asked.has(printProfileType(type)))
      .map((type) => [type, setsOf(listed, type).map(labelsKey)]),
  );
  const chosen: ProfileType[] = [];
  for (;;) {
    const fresh = [...left].map(([type, keys]) => ({
      type,
      keys: keys.filter((key) => !known.has(key)),
    }));
    const best = fresh.reduce((a, b) => (b.keys.length > a.keys.length ? b : a), NOBODY);
    if (best.type === undefined) return chosen;
    chosen.push(best.type);
    for (const key of best.keys) known.add(key);
  }
}

const NOBODY: { readonly type?: ProfileType; readonly keys: readonly string[] } = { keys: [] };

/** Drawn, so that their values are asked for anyway. */
export const isCostly = (type: ProfileType) => isCpu(type) || isMemory(type);

/**
 * What the other types have of the label sets that have profiles in the range (`seen`): it is told with what is stored together with the range, so
 * that when the last one was is not known closer than that.
 */
export function listedActivities(
  types: readonly ProfileType[],
  listed: readonly LabelSetsOfType[],
  { seen, by, range }: { seen: readonly Activity[]; by: readonly string[]; range: TimeRange },
): readonly Activity[] {
  const known = keysOf(seen);
  const asked = new Set(seen.map(({ answer }) => printProfileType(answer.profileType)));
  return types
    .filter((type) => !asked.has(printProfileType(type)))
    .map((profileType) => ({
      answer: {
        ...{ profileType, by, resolution: range.end - range.start },
        series: setsOf(listed, profileType)
          .filter((labels) => known.has(labelsKey(labels)))
          .map((labels) => ({ labels, lastSeen: range.start })),
      },
      series: undefined,
      drawn: range,
    }));
}

function keysOf(activities: readonly Activity[]): Set<string> {
  return new Set(
    activities.flatMap(({ answer }) => answer.series.map(({ labels }) => labelsKey(labels))),
  );
}

function setsOf(listed: readonly LabelSetsOfType[], type: ProfileType): readonly Labels[] {
  const name = printProfileType(type);
  return listed.find((one) => printProfileType(one.profileType) === name)?.labelSets ?? [];
}
