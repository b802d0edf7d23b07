import { groupBy } from '../group-by';
import { labelsKey, type Labels } from './labels';

/** Names the file that a profile was read from; of a file's profiles it is the only label. */
export const FILE_LABEL = 'file';

/** Whether a profile is a file's, and not a server's. */
export function isOfFile(labels: Labels): boolean {
  const names = Object.keys(labels);
  return names.length === 1 && names[0] === FILE_LABEL;
}

/** How many files profiles are of; undefined where they are not all of files. */
export function filesOf(profiles: readonly { readonly labels: Labels }[]): number | undefined {
  if (profiles.length === 0 || !profiles.every(({ labels }) => isOfFile(labels))) return undefined;
  return groupBy(profiles, ({ labels }) => labelsKey(labels)).size;
}
