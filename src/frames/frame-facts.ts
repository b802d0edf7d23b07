import type { TimeRange } from '#series';

/** What one column of a profile frame is of; the panel normalises and links with it. */
export interface SideFacts {
  /** `process_cpu:…{juju_unit="shop-k8s/1"}` */
  readonly selector: string;
  readonly range: TimeRange;
  /** Seconds that the values stand for (`coverageOf`). */
  readonly seconds: number;
  readonly scrapes: number;
  readonly buildIds: readonly string[];
}

/** `meta.custom.parcascope` of the frames that our datasource makes. */
export interface FrameFacts {
  /** Printed. */
  readonly profileType: string;
  /** One a column of the tree: the profile, or baseline and comparison. */
  readonly sides: readonly SideFacts[];
}

