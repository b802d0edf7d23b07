import { printProfileType, topologyOf, type Target } from '#series';
import type { Activity } from './activity-index';
import { scrapedStatus, stateOfProfiles } from './profile-status';
import type { DiscoveryContext, DraftRow } from './draft-row';
import { intervalOf } from './freshness';
import { groupTargets, type TargetGroup } from './group-targets';
import { topologyPath } from '../topology/topology-path';
import type { ProfileStatus } from './target-row';
import { withoutHidden } from './discovery-inputs';

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
