import { defaultProfileType, parseProfileType, type ProfileType, type TimeRange } from '#series';
import type { CallOptions, ProfileSource } from '#sources';

/** The named type, or the server's default one; undefined when it has none in the range. Throws SeriesError. */
export async function namedOrDefaultType(
  name: string,
  range: TimeRange,
  { source, ...call }: CallOptions & { readonly source: ProfileSource },
): Promise<ProfileType | undefined> {
  if (name !== '') return parseProfileType(name);
  return defaultProfileType(await source.fetchProfileTypes(range, call));
}
