import {
  labelEntries,
  labelValue,
  nameOfMember,
  sameLabels,
  type Labels,
  type Milliseconds,
  type Series,
  type TimeRange,
  type TopologyAliases,
} from '#series';

/** Something that happened, to draw on a timeline; a click compares before with after. */
export interface Annotation {
  readonly time: Milliseconds;
  /** Where it lasted; undefined: a moment. */
  readonly end?: Milliseconds;
  /** change: where what is drawn became another level, or began to rise. */
  readonly kind: 'start' | 'restart' | 'deploy' | 'alert' | 'change';
  readonly text: string;
  /** Whose it is. */
  readonly labels: Labels;
  /** Why before cannot be compared with after. */
  readonly incomparable?: string;
}

/** Clocks and rounding move a start time by less than this. */
const SAME_START_MS = 1000;

/**
 * Starts and restarts from series of `process_start_time_seconds`. The time is the process's own, not that of the scrape that reported it.
 */
export function restartAnnotations(
  series: readonly Series[],
  range: TimeRange,
  aliases: TopologyAliases,
): readonly Annotation[] {
  const annotations = series.flatMap(({ labels, values }) => {
    const found: Annotation[] = [];
    let before: number | undefined;
    for (const value of values) {
      if (value === null) continue;
      const time = value * 1000;
      const changed = before !== undefined && Math.abs(time - before) >= SAME_START_MS;
      const begins = before === undefined || changed;
      before = time;
      if (!begins || time < range.start || time > range.end) continue;
      const kind = changed ? 'restart' : 'start';
      const text = `${titleOf(labels, aliases)} ${changed ? 'restarted' : 'started'}`;
      found.push({ time, kind, text, labels });
    }
    return found;
  });
  return inTimeOrder(annotations);
}

/** Which builds the profiles of one unit were of, at a time. */
export interface SeenBuilds {
  readonly time: Milliseconds;
  readonly buildIds: readonly string[];
  readonly labels: Labels;
}

/** Where the main binary's build became another one, in the profiles of each label set. `seen` in time order. */
export function deployAnnotations(
  seen: readonly SeenBuilds[],
  aliases: TopologyAliases,
): readonly Annotation[] {
  const last = new Map<string, string>();
  const annotations: Annotation[] = [];
  for (const { time, buildIds, labels } of seen) {
    if (buildIds.length === 0) continue;
    const key = JSON.stringify(labelEntries(labels));
    const builds = [...new Set(buildIds)].sort();
    const now = builds.join('\n');
    const before = last.get(key);
    last.set(key, now);
    if (before === undefined || before === now) continue;
    const text = `${titleOf(labels, aliases)}: build ${short(before.split('\n'))} became ${short(builds)}`;
    annotations.push({ time, kind: 'deploy', text, labels });
  }
  return inTimeOrder(annotations);
}

/** Beginnings of which the profiles say that they were of another build: deploys in place of restarts. `seen` as for `deployMarks`. */
export function withBuilds(
  beginnings: readonly Annotation[],
  seen: readonly SeenBuilds[],
  aliases: TopologyAliases,
): readonly Annotation[] {
  const deploys = deployAnnotations(seen, aliases);
  const deployOf = (annotation: Annotation) =>
    deploys.find(
      ({ time, labels }) => time === annotation.time && sameLabels(labels, annotation.labels),
    );
  return beginnings.map((annotation) => deployOf(annotation) ?? annotation);
}

const short = (builds: readonly string[]) => builds.map((id) => id.slice(0, 8)).join(', ');

const FIRED_ALREADY =
  'It fired already at the first moment that was asked for: nothing is known of before.';

/**
 * Stretches in which alerts fired, from series of `ALERTS`. A gap ends one: without a value the alert did not fire. One that begins before
 * `knownFrom`, the second moment that was asked for, may have begun at any time before.
 */
export function alertAnnotations(
  series: readonly Series[],
  aliases: TopologyAliases,
  knownFrom: Milliseconds,
): readonly Annotation[] {
  const annotations = series.flatMap(({ labels, times, values }) => {
    if (labelValue(labels, 'alertstate') !== 'firing') return [];
    const text = alertText(labels, aliases);
    const found: Annotation[] = [];
    let start: number | undefined;
    values.forEach((value, i) => {
      const fires = value !== null && value > 0;
      if (fires) start ??= times[i]!;
      const ends = start !== undefined && (!fires || i === values.length - 1);
      if (!ends) return;
      const end = fires ? times[i]! : times[i - 1]!;
      const isOpen = start! < knownFrom;
      found.push({
        ...{ time: start!, end, kind: 'alert', text, labels },
        ...(isOpen && { incomparable: FIRED_ALREADY }),
      });
      start = undefined;
    });
    return found;
  });
  return inTimeOrder(annotations);
}

/** `Slow (critical) fired for shop/0` */
function alertText(labels: Labels, aliases: TopologyAliases): string {
  const name = labelValue(labels, 'alertname') || 'An alert';
  const severity = labelValue(labels, 'severity');
  return `${name}${severity === '' ? '' : ` (${severity})`} fired for ${titleOf(labels, aliases)}`;
}

const titleOf = (labels: Labels, aliases: TopologyAliases) =>
  nameOfMember(labels, aliases) ?? 'the process';

const inTimeOrder = (annotations: readonly Annotation[]) =>
  [...annotations].sort((a, b) => a.time - b.time || (a.text < b.text ? -1 : 1));
