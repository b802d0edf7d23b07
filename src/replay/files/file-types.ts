import type { DecodedProfile } from '#profile';
import type { ProfileType } from '#series';

/** Memory in use and goroutines are what there is at a moment, however long the profiler ran. */
const STATES = /^(inuse_|goroutines?$|threadcreate$|thread$)/;

/** By the sample types that are in the file, what Parca calls such profiles. */
const NAMES: readonly (readonly [sampleType: RegExp, name: string])[] = [
  [/^cpu$/, 'process_cpu'],
  [/^(inuse_|alloc_)?(space|objects)$/, 'memory'],
  [/^goroutines?$/, 'goroutine'],
  [/^threadcreate$/, 'threadcreate'],
  [/^(delay|contentions)$/, 'contention'],
  [/^wall$/, 'wall'],
];

/**
 * The profile type of a file's sample type, as Parca would call it. Without a period for `samples`: Parca multiplies those by it. What
 * runs up in a process (allocations, waits) is taken as what one file holds, since one file says nothing of increases.
 */
export function profileTypeOf(file: DecodedProfile): ProfileType {
  const { sampleType, sampleTypes, periodType } = file;
  const known = NAMES.find(([sign]) => sampleTypes.some(({ type }) => sign.test(type)));
  const isCounted = sampleType.type === 'samples';
  return {
    name: known?.[1] ?? (withoutColons(sampleType.type) || 'profile'),
    sampleType: withoutColons(sampleType.type) || 'value',
    sampleUnit: withoutColons(sampleType.unit),
    periodType: isCounted ? '' : withoutColons(periodType?.type ?? ''),
    periodUnit: isCounted ? '' : withoutColons(periodType?.unit ?? ''),
    delta: !STATES.test(sampleType.type),
  };
}

/** They part the words of a printed type. */
function withoutColons(text: string): string {
  return text.replaceAll(':', '_');
}
