import type { DataFrame } from '@grafana/data';
import type { SideFacts } from '#frames';
import type { Engine, TreeHandle } from '#engine';
import {
  coverageOf,
  printSelector,
  type CoveredProfile,
  type Milliseconds,
  type Selector,
  type TopologyAliases,
} from '#series';
import type { ProfileSource } from '#sources';
import { emptyNotice } from './empty-answer';
import type { Side } from '../resolve-query';
import type { SharedScans } from './shared-scans';

/** What a running query works with. */
export interface Running {
  readonly source: ProfileSource;
  readonly engine: Engine;
  readonly scans: SharedScans;
  /** Of this datasource. */
  readonly uid: string;
  readonly now: () => Milliseconds;
  readonly aliases: () => Promise<TopologyAliases>;
  readonly signal: AbortSignal;
  /** What there is of the answer so far; what is returned takes its place. */
  readonly show: (frames: DataFrame[]) => void;
}

/** What profiles and their slices are opened with. */
export type Opening = Pick<Running, 'source' | 'engine' | 'signal'>;

export interface OpenedSide {
  readonly handle: TreeHandle;
  readonly selector: Selector;
  readonly fetched: CoveredProfile;
  /** It came without its narrowest frames. */
  readonly trimmed: boolean;
  /** As it was sent. */
  readonly bytes: number;
  readonly facts: SideFacts;
  readonly notices: readonly string[];
}

/** One profile fetched and decoded, with the account of it. */
export async function openSide(side: Side, running: Opening): Promise<OpenedSide> {
  const { source, engine, signal } = running;
  const { parts, ...fetched } = await source.fetchProfile(side.selector, side.range, { signal });
  const { handle, buildIds, notices } = await engine.open(parts, { signal });
  const coverage = coverageOf(fetched);
  const { scrapes, seconds, seriesCount } = coverage;
  const reasons =
    scrapes === 0 ? [await emptyNotice(source, side, signal)] : partialNotices(coverage);
  return {
    handle,
    selector: side.selector,
    fetched,
    trimmed: fetched.trimmed !== undefined,
    bytes: parts.reduce((sum, { pprof }) => sum + pprof.length, 0),
    facts: {
      selector: printSelector(side.selector),
      range: fetched.range,
      seconds,
      scrapes,
      series: seriesCount,
      buildIds,
    },
    notices: [...fetched.notices, ...notices, ...reasons],
  };
}

function partialNotices({ extent, seconds }: ReturnType<typeof coverageOf>): readonly string[] {
  if (extent >= 1) return [];
  const percent = Math.floor(extent * 100);
  return [`Partial: the profiles cover ${seconds} s, which is ${percent} % of this range.`];
}

/** `process_cpu:…{…} 2026-11-21T05:00:00.000Z to 2026-11-21T06:00:00.000Z` */
export function printSide({ selector, range }: Side): string {
  const time = (ms: number) => new Date(ms).toISOString();
  return `${printSelector(selector)} ${time(range.start)} to ${time(range.end)}`;
}
