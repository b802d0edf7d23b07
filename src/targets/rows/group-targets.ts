import { groupBy, labelsKey, labelValue, type Labels, type Target } from '#series';
import { addressOf } from '../topology/address';

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
