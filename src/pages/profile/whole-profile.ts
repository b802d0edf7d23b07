import { kindOf } from '#series';
import type { ExportedFile } from '../flame/export/export-files';
import type { Host } from '../state/host';
import { pprofFileName, pprofOf } from '../state/queries/pprof-file';
import type { LoadedProfile } from '../state/queries/queries';

/**
 * The profile of the query as pprof, without the filters of the flame graph; undefined: there is none. Its duration is what the rate is divided by, so that
 * pprof's percentage of the time is the rate in cores.
 */
export function wholeProfile(
  engine: Host['engine'],
  loaded: LoadedProfile,
): (() => Promise<ExportedFile>) | undefined {
  const { selector, fetched, coverage, handle } = loaded;
  const [first] = fetched.scrapes;
  if (!first) return undefined;
  const { profileType, matchers } = selector;
  const { timestamp } = first;
  const seconds = kindOf(profileType) === 'gauge' ? 0 : coverage.seconds;
  const duration = BigInt(Math.round(seconds * 1e9));
  const title = matchers.map(({ value }) => value).join('-');
  return async () => ({
    name: pprofFileName(title, { profileType, timestamp }),
    bytes: await pprofOf(engine, handle, { profileType, timestamp, duration }),
  });
}
