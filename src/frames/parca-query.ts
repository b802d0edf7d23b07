import type { DataQuery } from '@grafana/data';

export const QUERY_TYPES = [
  'profile',
  'metrics',
  'both',
  'diff',
  'top',
  'function',
  'changes',
  'targets',
] as const;
export type QueryType = (typeof QUERY_TYPES)[number];

/**
 * A question as Grafana saves it in dashboards and links. `queryType`, `profileTypeId` and `labelSelector` are those of Grafana's own
 * Parca datasource, so that its saved queries run unchanged; everything else is optional. Text may hold template variables.
 */
export interface ParcaQuery extends DataQuery {
  readonly queryType?: QueryType;
  /** Printed profile type: `process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta`. changes: all types when missing. */
  readonly profileTypeId?: string;
  /** With braces: `{juju_unit="shop-k8s/1"}`. */
  readonly labelSelector?: string;
  /** metrics, both: labels that stay; without it one series a label set. function: the same; without it one series. */
  readonly groupBy?: readonly string[];
  /** diff, top: what the query's own selector and range are compared with. Without it diff is with DEFAULT_BASELINE, top of one profile. */
  readonly baseline?: Baseline;
  /** top: rows by function name, file, binary or package; function when missing. */
  readonly by?: 'function' | 'file' | 'binary' | 'package';
  /** top of a comparison: leaves out the rows that are within noise, where that is known. */
  readonly noise?: 'hidden';
  /** top, changes: most rows; 100 when missing. */
  readonly limit?: number;
  /** profile, both, diff: most nodes of a frame; the rest becomes `(trimmed)` frames. DEFAULT_MAX_NODES when missing. */
  readonly maxNodes?: number;
  /** function: its name as the flame graph has it. */
  readonly functionName?: string;
  /** function: with what it calls, or without; total when missing. */
  readonly value?: 'self' | 'total';
  /** changes: what the range is held against; previous, which is earlier in the range, when missing. */
  readonly against?: 'previous' | 'yesterday' | 'week' | 'build';
  /** changes: most questions for functions; DEFAULT_MOST_MERGES when missing. */
  readonly mostMerges?: number;
  /** changes: as Grafana's annotations. Never saved: Grafana says so when it asks for them. */
  readonly format?: 'annotations';
}

/**
 * The other side of a comparison. Its range is `range` when given, else the query's own range moved back by `offset`, else the
 * query's own range; its selector is `labelSelector` when given, else the query's.
 */
export interface Baseline {
  /** A duration as Prometheus writes it: `1h`, `1d`, `1h30m`; or `previous`: as long as the range, right before it. */
  readonly offset?: string;
  /** Ends as the user gives them: epoch ms, ISO 8601, or relative like `now-2h`. */
  readonly range?: { readonly from: string; readonly to: string };
  readonly labelSelector?: string;
}

/** Compared with itself everything is 0, so a comparison that does not say with what is with the time before. */
export const DEFAULT_BASELINE: Baseline = { offset: 'previous' };

export const DEFAULT_MAX_NODES = 50_000;
export const DEFAULT_TOP_LIMIT = 100;
/** A dashboard asks again and again: the functions of ten units in one type. */
export const DEFAULT_MOST_MERGES = 200;
