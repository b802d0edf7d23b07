import type { Labels, Nanoseconds, ProfileType, Selector, TimeRange } from '#series';
import type { ProfileServer } from './ports';

/**
 * A server's profiles one by one as it has them, to be kept: nothing is merged, averaged, or held back because its interval is not over.
 * Every failure is a SourceError.
 */
export interface ProfileStore {
  readonly server: ProfileServer;
  fetchProfileTypes(range: TimeRange): Promise<readonly ProfileType[]>;
  /** Every profile of a selector that is stored in the range, in time order. */
  listProfiles(selector: Selector, range: TimeRange): Promise<readonly StoredProfile[]>;
  /** Rejects with notFound where it has gone since it was listed. */
  fetchStored(profile: StoredProfile): Promise<StoredPprof>;
  /** What is scraped and what was dropped, as Parca's proto3 JSON; undefined of a server that scrapes nothing. */
  fetchTargetsJson(): Promise<string | undefined>;
}

/** One stored profile of one process. */
export interface StoredProfile {
  /** As an archive names it. */
  readonly type: ProfileType;
  readonly labels: Labels;
  /** Epoch; of a Pyroscope in whole milliseconds. */
  readonly timestamp: Nanoseconds;
  /** 0 for states and running totals. */
  readonly duration: Nanoseconds;
  /** What the server knows it by, together with its time. */
  readonly series: Selector;
  /** With the samples that have no stack; undefined where the list does not tell it exactly. */
  readonly total: bigint | undefined;
}

export interface StoredPprof {
  /** gzip or plain, with one sample type; length 0 where no sample has a stack. */
  readonly pprof: Uint8Array;
  /** undefined: the server does not tell it to the unit. */
  readonly total: bigint | undefined;
}
