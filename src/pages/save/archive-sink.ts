import type { Labels, Nanoseconds, Seconds, Target, TimeRange } from '#series';
import type { ProfileServer } from '#sources';
import type { PageLocation } from '../state/host';

/** Where a view's profiles go, one after the other, and come out as one file; a host makes it beside the page, in a worker. */
export interface ArchiveSink {
  /** How many bytes there are by now. Rejects with what is wrong with a profile, or that there is no more room. */
  add(profiles: readonly ProfileToSave[]): Promise<number>;
  /** The archive. */
  finish(facts: FactsToSave): Promise<Blob>;
  /** Whether it was finished or not; what is under way is stopped. */
  close(): void;
}

/** A stored profile. */
export interface ProfileToSave {
  /** Printed, as it is stored. */
  readonly type: string;
  readonly labels: Labels;
  readonly timestamp: Nanoseconds;
  readonly duration: Nanoseconds;
  /** What the server counts in all. */
  readonly total: number;
  /** As ports of sources give it; undefined: no more than its total is shown. */
  readonly pprof: Uint8Array | undefined;
}

export interface FactsToSave {
  /** Where the archive opens. */
  readonly view: PageLocation & { readonly path: 'profile' | 'compare' };
  /** Whose profiles these are. */
  readonly source: ProfileServer['name'];
  /** The page's. */
  readonly range: TimeRange;
  /** Sentences for the user: what is left out. */
  readonly notes: readonly string[];
  readonly targets: readonly Target[];
  readonly metrics: { readonly step: Seconds; readonly queries: readonly MetricToSave[] };
}

/** The answers to one query, at whatever moments it was asked for. */
export interface MetricToSave {
  readonly query: string;
  /** Of its widest grid. */
  readonly step: Seconds;
  readonly series: readonly {
    readonly labels: Labels;
    /** In time order; a gap is `NaN`. */
    readonly points: readonly (readonly [time: Seconds, value: string])[];
  }[];
}
