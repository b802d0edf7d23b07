import { ProfileError } from '../profile-error';

/** What a value counts (`cpu`, `inuse_space`) and in what (`nanoseconds`, `bytes`, `count`). */
export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

/** The index of the wanted one, else of the profile's own default, else of the last, as in pprof. Throws `ProfileError`. */
export function chooseSampleType(
  types: readonly ValueType[],
  wanted: string | undefined,
  ownDefault = '',
): number {
  if (types.length === 0) throw new ProfileError('sample_type', 'the profile has none');
  const found = types.findIndex(({ type }) => type === (wanted ?? ownDefault));
  if (found >= 0) return found;
  if (wanted === undefined) return types.length - 1;
  const names = types.map(({ type }) => type).join(', ');
  throw new ProfileError('sample_type', `no "${wanted}" among ${names}`);
}
