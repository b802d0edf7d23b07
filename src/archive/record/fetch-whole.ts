import { decodePprof, encodePprof, ProfileError, sumTrees } from '#profile';
import { printNanoseconds } from '#series';
import { SourceError, type ProfileStore, type StoredProfile } from '#sources';

export interface WholeProfile {
  readonly pprof: Uint8Array;
  readonly value: bigint;
  readonly noStackValue: bigint;
}

/** One stored profile as an archive keeps it: the server's own bytes, and what it counts besides them. */
export async function fetchWhole(
  store: ProfileStore,
  profile: StoredProfile,
): Promise<WholeProfile> {
  const { pprof, total } = await store.fetchStored(profile);
  if (pprof.length === 0) return { pprof: emptyOf(profile), value: 0n, noStackValue: total ?? 0n };
  const value = sumOf(store, profile, pprof);
  return { pprof, value, noStackValue: total === undefined ? 0n : total - value };
}

function emptyOf({ type }: StoredProfile): Uint8Array {
  return encodePprof(sumTrees([]), {
    sampleType: { type: type.sampleType, unit: type.sampleUnit },
    periodType: { type: type.periodType, unit: type.periodUnit },
  });
}

function sumOf({ server }: ProfileStore, profile: StoredProfile, pprof: Uint8Array): bigint {
  try {
    return decodePprof(pprof).sum;
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    const detail = `the profile of ${printNanoseconds(profile.timestamp)}: ${error.message}`;
    throw new SourceError({ kind: 'malformed', source: server.name, detail });
  }
}
