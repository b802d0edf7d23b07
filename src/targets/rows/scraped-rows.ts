import {
  groupBy,
  labelsKey,
  labelValue,
  printProfileType,
  topologyOf,
  type Labels,
  type Target,
} from '#series';
import { addressOf } from '../topology/address';
import { topologyPath } from '../topology/topology-path';
import type { Activity } from './activity-index';
import { withoutHidden } from './discovery-inputs';
import { intervalOf, scrapedStatus, stateOfProfiles } from './profile-status';
import type { DiscoveryContext, DraftRow, ProfileStatus } from './target-row';

/** One row a job and address that Parca scrapes. */
export function scrapedRows(
  targets: readonly Target[],
  context: DiscoveryContext,
): readonly DraftRow[] {
  return groupTargets(targets).map((group) => scrapedRow(group, context));
}

function scrapedRow(group: TargetGroup, context: DiscoveryContext): DraftRow {
  const { aliases, clock, activityKnown } = context;
  const labels = withoutHidden(group.labels);
  const topology = topologyOf(labels, aliases);
  const { job, address } = group;
  const interval = intervalOf(group.targets);
  const activities = group.targets.map(({ profileName, labels: own }) =>
    context.activity.take(profileName, own),
  );
  const profiles = group.targets
    .map((target, i) => scrapedStatus({ target, activity: activities[i]!, interval }, clock))
    .sort(byName);
  return {
    id: `scraped ${group.id}`,
    source: 'scraped',
    state: stateOfProfiles(profiles),
    labels,
    topology,
    path: topologyPath({ labels, topology, job, address }, aliases),
    profiles,
    job,
    address,
    interval,
    means: meansOf(activities),
    up: undefined,
    agent: undefined,
    activityKnown,
    isTarget: true,
    badges: [],
    siblingProfiled: false,
  };
}

export function byName(a: ProfileStatus, b: ProfileStatus): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Of distinct types; a type of two endpoints of one series is one and the same number. */
export function meansOf(activities: readonly Activity[]): ReadonlyMap<string, number> {
  const means = new Map<string, number>();
  for (const { profileTypes, means: own } of activities) {
    for (const type of profileTypes.map(printProfileType)) {
      const mean = own.get(type);
      if (mean !== undefined) means.set(type, mean);
    }
  }
  return means;
}

/** The targets of one row. */
export interface TargetGroup {
  readonly id: string;
  readonly job: string;
  readonly address: string;
  readonly targets: readonly Target[];
  /** What all its targets have in common. */
  readonly labels: Labels;
}

/**
 * One group a job and address. Only where a job scrapes one address under several label sets for the same profile, there is a group a
 * label set, because their profiles are different series.
 */
export function groupTargets(targets: readonly Target[]): readonly TargetGroup[] {
  const groups = groupBy(targets, (target) => {
    const address = addressOf(target);
    // Without an address nothing but labels tells endpoints apart.
    const apart = address === '' ? labelsKey(target.labels) : '';
    return JSON.stringify([target.job, address, apart]);
  });
  return [...groups].flatMap(([key, members]) =>
    repeatsAProfile(members) ? byLabels(key, members) : [groupOf(key, members)],
  );
}

const repeatsAProfile = (targets: readonly Target[]) =>
  new Set(targets.map(({ profileName }) => profileName)).size < targets.length;

function byLabels(key: string, members: readonly Target[]): readonly TargetGroup[] {
  const groups = groupBy(members, ({ labels }) => labelsKey(labels));
  return [...groups].map(([labels, ofLabels]) => groupOf(`${key} ${labels}`, ofLabels));
}

function groupOf(id: string, targets: readonly Target[]): TargetGroup {
  const [first, ...rest] = targets as [Target, ...Target[]];
  let labels = first.labels;
  for (const target of rest) labels = commonLabels(labels, target.labels);
  return { id, job: first.job, address: addressOf(first), targets, labels };
}

/** `a` itself when `b` has all of it, which is nearly always. */
export function commonLabels(a: Labels, b: Labels): Labels {
  const names = Object.keys(a);
  const same = names.filter((name) => labelValue(b, name) === labelValue(a, name));
  if (same.length === names.length) return a;
  return Object.fromEntries(same.map((name) => [name, labelValue(a, name)]));
}
