import { distinctLabels, labelsKey, pickLabels, type Labels } from '#series';

/** The named labels of each set, every combination once, sorted. */
export function labelSetsBy(sets: readonly Labels[], by: readonly string[]): readonly Labels[] {
  const distinct = distinctLabels(sets.map((labels) => pickLabels(labels, by)));
  return [...distinct].sort((a, b) => (labelsKey(a) < labelsKey(b) ? -1 : 1));
}
