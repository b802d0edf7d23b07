import { commonLabels, groupBy, labelsKey, topologyOf, type Target } from '#series';
import { addressOf } from '../topology/address';
import { topologyPath } from '../topology/topology-path';
import type { ActivityIndex } from './activity-index';
import { withoutHidden, type DiscoveryInputs } from './discovery-inputs';
import { intervalOf, scrapedStatus, stateOfProfiles } from './profile-status';
import type { ProfileStatus, ScrapedDraft } from './target-row';

/** One row a job and address that Parca scrapes. */
export function scrapedRows(
  inputs: DiscoveryInputs,
  activity: ActivityIndex,
): readonly ScrapedDraft[] {
  const groups = groupTargets(inputs.targets ?? []);
  return [...groups].map(([id, targets]) => scrapedRow(id, targets, { inputs, activity }));
}

function scrapedRow(
  id: string,
  targets: readonly Target[],
  of: { readonly inputs: DiscoveryInputs; readonly activity: ActivityIndex },
): ScrapedDraft {
  const { inputs } = of;
  const labels = withoutHidden(targets.map((target) => target.labels).reduce(commonLabels));
  const topology = topologyOf(labels, inputs.aliases);
  const { job } = targets[0]!;
  const address = addressOf(targets[0]!);
  const interval = intervalOf(targets);
  const activities = targets.map(({ profileName, labels: own }) =>
    of.activity.take(profileName, own),
  );
  const profiles = targets
    .map((target, i) => scrapedStatus(target, { activity: activities[i]!, interval }, inputs))
    .sort(byName);
  return {
    id: `scraped ${id}`,
    source: 'scraped',
    state: stateOfProfiles(profiles),
    profiles,
    labels,
    topology,
    path: topologyPath({ labels, topology, job, address }, inputs.aliases),
    job,
    address,
    interval,
    up: undefined,
    isTarget: true,
    activityKnown: inputs.activity !== undefined,
  };
}

export function byName(a: ProfileStatus, b: ProfileStatus): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/**
 * The targets of one row, by the rest of its id: of one job and address. Only where a job scrapes one address under several label sets for
 * the same profile, there is a row a label set, because their profiles are different series.
 */
function groupTargets(targets: readonly Target[]): ReadonlyMap<string, readonly Target[]> {
  const groups = groupBy(targets, (target) => {
    const address = addressOf(target);
    // Without an address nothing but labels tells endpoints apart.
    const apart = address === undefined ? labelsKey(target.labels) : '';
    return JSON.stringify([target.job, address, apart]);
  });
  return new Map(
    [...groups].flatMap(([key, members]) =>
      repeatsAProfile(members)
        ? [...groupBy(members, ({ labels }) => `${key} ${labelsKey(labels)}`)]
        : [[key, members] as const],
    ),
  );
}

const repeatsAProfile = (targets: readonly Target[]) =>
  new Set(targets.map(({ profileName }) => profileName)).size < targets.length;
