import type { Engine, TreeHandle, ViewOptions } from '#engine';
import { encodePprof } from '#profile';
import {
  millisecondsFromNanoseconds,
  printProfileType,
  valueUnit,
  type Nanoseconds,
  type ProfileType,
} from '#series';

const WHOLE: ViewOptions = { filters: [], inverted: false, by: 'function' };

export interface PprofFacts {
  readonly profileType: ProfileType;
  /** Start of its first sample. */
  readonly timestamp: Nanoseconds;
  /** 0 for gauges, and where it is not known. */
  readonly duration: Nanoseconds;
}

/** A tree that the engine keeps, whole, as gzipped pprof. */
export async function pprofOf(
  engine: Engine,
  of: TreeHandle,
  { profileType, timestamp, duration }: PprofFacts,
): Promise<Uint8Array> {
  const { handle, tree } = await engine.view([of], WHOLE);
  engine.release(handle);
  return encodePprof(tree, {
    sampleType: { type: profileType.sampleType, unit: valueUnit(profileType) },
    periodType: { type: profileType.periodType, unit: profileType.periodUnit },
    timeNanos: timestamp,
    durationNanos: duration,
  });
}

/** Only what every shell and file system takes as it is: `shop-k8s-1_process-cpu_cpu_20261121T060000Z.pb.gz`. */
export function pprofFileName(
  title: string,
  { profileType, timestamp }: Pick<PprofFacts, 'profileType' | 'timestamp'>,
): string {
  const time = new Date(millisecondsFromNanoseconds(timestamp)).toISOString();
  const stamp = time.replace(/[-:]|\.\d+/g, '');
  const [name, sample] = printProfileType(profileType).split(':');
  const parts = [title, name!, sample!, stamp].map((part) =>
    part.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, ''),
  );
  return `${parts
    .filter((part) => part !== '')
    .join('_')
    .slice(0, 120)}.pb.gz`;
}
