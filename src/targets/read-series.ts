import type { Milliseconds, ProfileType, Series, Target } from '#series';
import {
  CANONICAL_LABELS,
  DEFAULT_ALIASES,
  HIDDEN_LABELS,
  namesOf,
  type TargetAliases,
} from './aliases';
import type { ActivityAnswer, UpWitness } from './witnesses';

/** The labels to ask series by (sum_by): those that tell targets and places apart, as far as they exist. */
export function activityLabels(
  labelNames: readonly string[],
  targets: readonly Target[],
  aliases: TargetAliases = DEFAULT_ALIASES,
): readonly string[] {
  const places = CANONICAL_LABELS.flatMap((label) => namesOf(label, aliases));
  const known = new Set([...places, 'job', 'instance']);
  for (const { labels } of targets) for (const name of Object.keys(labels)) known.add(name);
  return labelNames.filter((name) => known.has(name) && !HIDDEN_LABELS.has(name)).sort();
}

export interface ActivityQuestion {
  readonly profileType: ProfileType;
  readonly by: readonly string[];
  readonly step: Milliseconds;
}

/** One answer of a series query, as a witness. */
export function activityOf(
  { profileType, by, step }: ActivityQuestion,
  series: readonly Series[],
): ActivityAnswer {
  return {
    profileType,
    by,
    resolution: step,
    series: series.flatMap(({ labels, times, values }) => {
      const points = values.filter((value) => value !== null);
      const last = values.findLastIndex((value) => value !== null);
      if (last === -1) return [];
      const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
      return [{ labels, lastSeen: times[last]!, mean }];
    }),
  };
}

/** The last value of each series of `up`. */
export function upOf(series: readonly Series[]): readonly UpWitness[] {
  return series.flatMap(({ labels, values }) => {
    const last = values.findLast((value) => value !== null);
    return last === undefined || last === null ? [] : [{ labels, value: last > 0 ? 1 : 0 }];
  });
}
