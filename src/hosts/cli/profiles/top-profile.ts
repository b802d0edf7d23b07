import { notesOfValues, type CallTree } from '#profile';
import type { ProfileType } from '#series';
import type { CliEnvironment } from '../environment';
import { readProfileFile } from './profile-file';

/** What `top` shows. */
export interface TopProfile {
  /** One column, in the type's unit. */
  readonly tree: CallTree;
  readonly profileType: ProfileType;
  /** Of the values once they are divided by `divisor`. */
  readonly unit: string;
  readonly divisor: number;
  /** Lines before the table, safe to print. */
  readonly head: string;
  /** As sentences that are safe to print. */
  readonly notes: readonly string[];
}

/** A file as it is. Throws CliError. */
export async function readTopFile(
  environment: CliEnvironment,
  path: string,
  sampleType: string | undefined,
): Promise<TopProfile> {
  const { tree, profileType } = await readProfileFile(environment, path, sampleType);
  return {
    ...{ tree, profileType, unit: profileType.sampleUnit, divisor: 1, head: '' },
    notes: notesOfValues(tree.columns[0]!),
  };
}
