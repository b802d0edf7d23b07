import { parseProfileType, printProfileType, type ProfileType, type TimeRange } from '#series';
import type { CallOptions, ProfileSource } from '#sources';

const PREFERRED = [
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'parca_agent:samples:count:cpu:nanoseconds:delta',
  'process_cpu:samples:count:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
];

/** CPU time if there is any, else memory in use, else the first by name. */
export function defaultProfileType(types: readonly ProfileType[]): ProfileType | undefined {
  const byName = new Map(types.map((type) => [printProfileType(type), type]));
  const best = PREFERRED.find((name) => byName.has(name)) ?? [...byName.keys()].sort()[0];
  return best === undefined ? undefined : byName.get(best);
}

/** The named type, or the server's default one; undefined when it has none in the range. Throws SeriesError. */
export async function namedOrDefaultType(
  name: string,
  range: TimeRange,
  { source, ...call }: CallOptions & { readonly source: ProfileSource },
): Promise<ProfileType | undefined> {
  if (name !== '') return parseProfileType(name);
  return defaultProfileType(await source.fetchProfileTypes(range, call));
}
