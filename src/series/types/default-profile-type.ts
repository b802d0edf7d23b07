import { printProfileType, type ProfileType } from './profile-type';

const PREFERRED = [
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta',
  'parca_agent:samples:count:cpu:nanoseconds:delta',
  'process_cpu:samples:count:cpu:nanoseconds:delta',
  'memory:inuse_space:bytes:space:bytes',
  'goroutine:goroutine:count:goroutine:count',
];

/** CPU time if there is any, else the type that is usually looked at next, else the first by name. */
export function defaultProfileType(types: readonly ProfileType[]): ProfileType | undefined {
  const byName = new Map(types.map((type) => [printProfileType(type), type]));
  const best = PREFERRED.find((name) => byName.has(name)) ?? [...byName.keys()].sort()[0];
  return best === undefined ? undefined : byName.get(best);
}
